/** Looks like the field it opens, with its key in it, or how far the index is. */
import { words } from '../../words';
import type { Indexing } from './useIndexing';

const TEXT = words.search;

export function SearchOpen({ indexing, onOpen }: { indexing: Indexing; onOpen: () => void }) {
  const { busy, progress } = indexing;
  const percent = busy && progress && progress.total > 0 ? Math.floor((100 * progress.done) / progress.total) : undefined;
  return (
    <button type="button" className="plain search-open" title={TEXT.openTitle} onClick={onOpen} data-testid="search-open">
      <span className="cut">{TEXT.open}</span><small className="secondary">{percent === undefined ? TEXT.openKey : TEXT.indexing(percent)}</small>
    </button>
  );
}
