/** The organiser's navigation: only what exists. */
import { Fragment } from 'react';
import { words } from '../words';

const TEXT = words.organiser;
export type Place = keyof typeof TEXT.nav;
const GROUPS: readonly { head: string | undefined; places: readonly Place[] }[] = [
  { head: undefined, places: ['home'] },
  { head: TEXT.navGroups.prepare, places: ['entries', 'experts', 'rule', 'dispatch'] },
  { head: TEXT.navGroups.written, places: ['merge', 'deliberation'] },
  { head: TEXT.navGroups.results, places: ['ranking', 'rounds', 'finalise', 'recommend', 'notices', 'papers', 'advisory', 'archive'] },
];

export function isPlace(name: string): name is Place {
  return name in TEXT.nav;
}

interface Props { place: Place | undefined; without: readonly Place[]; onGo: (place: Place) => void; floating: boolean }

export function Nav({ place, without, onGo, floating }: Props) {
  const item = (one: Place) => <button key={one} type="button" className={one === place ? 'plain on' : 'plain'} aria-current={one === place ? 'page' : undefined} onClick={() => { onGo(one); }} data-testid={`nav-${one}`}>{TEXT.nav[one]}</button>;
  return (
    <nav className={floating ? 'nav floating' : 'nav'} aria-label={words.common.menu}>
      {GROUPS.map(({ head, places }) => <Fragment key={head ?? ''}>{head !== undefined && <h6>{head}</h6>}{places.filter((one) => !without.includes(one)).map(item)}</Fragment>)}
      <hr />{item('audit')}
    </nav>
  );
}
