/** Below the matrix: coverage, what blocks 定稿, the next step. */
import type { ReactNode } from 'react';
import type { Blocker } from '../../ipc/generated/Blocker';
import type { Coverage } from '../../ipc/generated/Coverage';
import type { FinalMark } from '../../ipc/generated/FinalMark';
import { CoverageBar } from '../../shared/CoverageBar';
import { FinalStamp } from '../../shared/FinalLine';
import { CellStateMark } from '../../shared/State';
import { words } from '../../words';

const TEXT = words.merge;

export function CoverageFoot({ coverage, mark, blockers, children }: { coverage: Coverage; mark: FinalMark; blockers: readonly Blocker[]; children: ReactNode }) {
  return (
    <footer className="foot">
      <span className="nowrap" data-testid="coverage">{TEXT.cover} <b>{words.common.of(coverage.verified + coverage.provisional, coverage.expected)}</b> {TEXT.coverUnit}　<b>{coverage.percent}%</b></span>
      <span className="meter"><CoverageBar coverage={coverage} /></span>
      <span className="open small grow">
        {mark.finalised && <><FinalStamp mark={mark} /><span className="secondary">{TEXT.final}</span></>}
        {!mark.finalised && <span className="secondary">{blockers.length === 0 ? TEXT.blockersNone : TEXT.blockersTitle}</span>}
        {!mark.finalised && blockers.map((blocker) => <CellStateMark key={`${blocker.state} ${blocker.text}`} state={blocker.state} text={words.states.blocker(blocker.text, blocker.count)} />)}
      </span>
      {children}
    </footer>
  );
}
