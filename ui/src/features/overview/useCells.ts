/** Which cell one is at, which block is selected, and what is being typed. */
import { useState } from 'react';
import { blockOf, moved, type Block, type Cell, type Move, type Spot } from '../../shared/cells';

export interface Typing {
  text: string;
  /** Begun by typing over the cell, so that arrows leave it; F2 keeps them for the caret. */
  over: boolean;
}

export interface Cells {
  spot: Spot | undefined;
  at: Cell | undefined;
  block: Block | undefined;
  typing: Typing | undefined;
  go: (spot: Spot, extend?: boolean) => void;
  step: (move: Move, extend?: boolean) => void;
  type: (typing: Typing | undefined) => void;
}

export function useCells(entries: readonly string[], columns: readonly string[], begin: Spot | undefined): Cells {
  const [state, setState] = useState<{ spot: Spot | undefined; anchor: Spot | undefined; typing: Typing | undefined }>({ spot: begin, anchor: undefined, typing: undefined });
  const cellOf = (spot: Spot | undefined): Cell | undefined => {
    if (!spot) return undefined;
    const row = entries.indexOf(spot.entry);
    const column = columns.indexOf(spot.column);
    return row < 0 || column < 0 ? undefined : { row, column };
  };
  const at = cellOf(state.spot);
  const go = (spot: Spot, extend = false) => { setState((now) => ({ spot, anchor: extend ? (now.anchor ?? now.spot) : undefined, typing: undefined })); };
  const step = (move: Move, extend = false) => {
    const next = at ? moved(at, move, { rows: entries.length, columns: columns.length }) : { row: 0, column: 0 };
    const entry = entries[next.row];
    const column = columns[next.column];
    if (entry !== undefined && column !== undefined) go({ entry, column }, extend);
  };
  const type = (typing: Typing | undefined) => { setState((now) => ({ ...now, typing })); };
  return { spot: state.spot, at, block: at && blockOf(at, cellOf(state.anchor) ?? at), typing: state.typing, go, step, type };
}
