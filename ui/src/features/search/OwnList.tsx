/** What was found of my own words, before what was found in the dossiers: there is little of it, and nobody else sees it. */
import type { SearchOwn } from '../../ipc/generated/SearchOwn';
import { duration, entryNumber } from '../../shared/format';
import { words } from '../../words';
import { Context, Line, type Choosing } from './FoundList';
import { keyOfOwn } from './targets';

const TEXT = words.search;

interface Props extends Choosing {
  own: readonly SearchOwn[];
  count: number;
  /** Whether lines say their entry: not when all is of one. */
  headed: boolean;
}

export function OwnList({ own, count, headed, ...choosing }: Props) {
  if (own.length === 0) return null;
  return (
    <section className="found-entry own" role="group" aria-label={TEXT.own} data-testid="search-own">
      <p className="found-head"><b className="grow">{TEXT.own}</b><span className="small secondary">{TEXT.ownCount(count)}</span></p>
      {own.map((one) => (
        <Line key={keyOfOwn(one)} lineKey={keyOfOwn(one)} kind="found-own" title={headed ? one.title : undefined} {...choosing}>
          <span className="found-where cut small">{headed && <b>{entryNumber(one.entry)}</b>}<span className="cut">{whereOf(one)}</span></span>
          <Context pieces={one.context} />
        </Line>
      ))}
      {count > own.length && <p className="found-material small">{TEXT.ownMore(count - own.length)}</p>}
    </section>
  );
}

/** 评语, 给组长的话, or the place of a note. */
function whereOf({ kind, materialName, page, filmMs }: SearchOwn): string {
  if (kind !== 'note') return TEXT.ownKinds[kind];
  const spot = filmMs !== null ? duration(filmMs) : page !== null ? TEXT.page(page + 1) : '';
  return TEXT.ownNote(materialName ?? words.notes.replaced, spot);
}
