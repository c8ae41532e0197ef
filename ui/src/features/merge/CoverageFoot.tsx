/** Below the matrix: coverage, what blocks 定稿, the next step. */
import type { ReactNode } from 'react';
import type { Blocker } from '../../ipc/generated/Blocker';
import type { Coverage } from '../../ipc/generated/Coverage';
import { CoverageBar } from '../../shared/CoverageBar';
import { CellStateMark } from '../../shared/State';
import { words } from '../../words';

const TEXT = words.merge;

export function CoverageFoot({ coverage, blockers, children }: { coverage: Coverage; blockers: readonly Blocker[]; children: ReactNode }) {
  return (
    <footer className="foot">
      <span className="nowrap" data-testid="coverage">{TEXT.cover} <b>{words.common.of(coverage.verified + coverage.provisional, coverage.expected)}</b> {TEXT.coverUnit}　<b>{coverage.percent}%</b></span>
      <span className="meter"><CoverageBar coverage={coverage} /></span>
      <span className="open small grow">
        {blockers.length === 0 ? <span className="secondary">{TEXT.blockersNone}</span> : <span className="secondary">{TEXT.blockersTitle}</span>}
        {blockers.map((blocker) => <CellStateMark key={`${blocker.state} ${blocker.text}`} state={blocker.state} text={words.states.blocker(blocker.text, blocker.count)} />)}
      </span>
      {children}
    </footer>
  );
}
