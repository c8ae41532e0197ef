/** How far the index is, while that matters: nothing when everything is in it. */
import { Progress as Bar } from 'antd';
import { Sentence } from '../../shared/Sentence';
import { words } from '../../words';
import type { Indexing } from './useIndexing';

const TEXT = words.search;

export function IndexLine({ indexing }: { indexing: Indexing }) {
  const { busy, progress, problem, pause, resume } = indexing;
  if (problem) return <Sentence problem={problem} again={resume} />;
  const said = text(indexing);
  if (said === undefined) return null;
  const percent = progress && progress.total > 0 ? (100 * progress.done) / progress.total : 0;
  // One button for both, so that it keeps the focus when what it does changes.
  return (
    <div className="index-line" role="status" data-testid="index-line">
      <span className="cut grow" title={said}>{said}</span>
      {busy && <Bar percent={percent} aria-label={said} showInfo={false} size="small" />}
      <button type="button" className="link small" onClick={busy ? pause : resume} data-testid={busy ? 'index-pause' : 'index-resume'}>{busy ? TEXT.pause : indexing.paused ? TEXT.resume : TEXT.again}</button>
    </div>
  );
}

function text({ state, busy, progress, paused, leftOver }: Indexing): string | undefined {
  if (busy) return progress ? words.common.progress(progress.what, progress.done, progress.total, progress.unit) : TEXT.preparing;
  if (!state) return undefined;
  if (paused && state.indexed < state.total) return TEXT.paused(state.indexed, state.total);
  return leftOver > 0 ? TEXT.leftOver(leftOver) : undefined;
}
