/** The organiser's navigation: only what exists. */
import { Fragment } from 'react';
import { words } from '../words';

const TEXT = words.organiser;
export type Place = keyof typeof TEXT.nav;
const GROUPS: readonly { head: string | undefined; places: readonly Place[] }[] = [
  { head: undefined, places: ['home'] },
  { head: TEXT.navGroups.prepare, places: ['entries', 'experts', 'dispatch'] },
  { head: TEXT.navGroups.written, places: ['merge'] },
  { head: TEXT.navGroups.results, places: ['ranking', 'archive'] },
];

export function isPlace(name: string): name is Place {
  return name in TEXT.nav;
}

export function Nav({ place, onGo, floating }: { place: Place | undefined; onGo: (place: Place) => void; floating: boolean }) {
  const item = (one: Place) => <button key={one} type="button" className={one === place ? 'plain on' : 'plain'} aria-current={one === place ? 'page' : undefined} onClick={() => { onGo(one); }} data-testid={`nav-${one}`}>{TEXT.nav[one]}</button>;
  return (
    <nav className={floating ? 'nav floating' : 'nav'} aria-label={words.common.menu}>
      {GROUPS.map(({ head, places }) => <Fragment key={head ?? ''}>{head !== undefined && <h6>{head}</h6>}{places.map(item)}</Fragment>)}
      <hr />{item('audit')}
    </nav>
  );
}
