/** The states of a cell, once, above the matrix. */
import type { CellState } from '../../ipc/generated/CellState';
import { CellStateMark, FileVerdictMark } from '../../shared/State';

const BEFORE: readonly CellState[] = ['verified', 'replaced', 'provisional', 'held'];
const AFTER: readonly CellState[] = ['awaited', 'recused'];

export function Legend() {
  return (
    <div className="legend small">
      {BEFORE.map((state) => <CellStateMark key={state} state={state} />)}<FileVerdictMark verdict="rejected" />{AFTER.map((state) => <CellStateMark key={state} state={state} />)}
    </div>
  );
}
