/** The cell one is at, the block selected, and moving about: no drawing, no desk. */
export interface Cell { row: number; column: number }
export interface Block { top: number; bottom: number; left: number; right: number }
/** Cells are kept by name: sorting again keeps one where one is. */
export interface Spot { entry: string; column: string }

export function blockOf(one: Cell, other: Cell): Block {
  return { top: Math.min(one.row, other.row), bottom: Math.max(one.row, other.row), left: Math.min(one.column, other.column), right: Math.max(one.column, other.column) };
}

export function within(block: Block | undefined, row: number, column: number): boolean {
  return block !== undefined && row >= block.top && row <= block.bottom && column >= block.left && column <= block.right;
}

export type Move = 'up' | 'down' | 'left' | 'right' | 'first' | 'last' | 'pageUp' | 'pageDown' | 'top' | 'bottom';

const PAGE = 12;

export function moved(cell: Cell, move: Move, size: { rows: number; columns: number }): Cell {
  const row = (to: number) => ({ row: Math.max(0, Math.min(size.rows - 1, to)), column: cell.column });
  const column = (to: number) => ({ row: cell.row, column: Math.max(0, Math.min(size.columns - 1, to)) });
  switch (move) {
    case 'up': return row(cell.row - 1);
    case 'down': return row(cell.row + 1);
    case 'pageUp': return row(cell.row - PAGE);
    case 'pageDown': return row(cell.row + PAGE);
    case 'top': return row(0);
    case 'bottom': return row(size.rows - 1);
    case 'left': return column(cell.column - 1);
    case 'right': return column(cell.column + 1);
    case 'first': return column(0);
    case 'last': return column(size.columns - 1);
  }
}

const PLAIN: Partial<Record<string, Move>> = { ArrowUp: 'up', ArrowDown: 'down', ArrowLeft: 'left', ArrowRight: 'right', Home: 'first', End: 'last', PageUp: 'pageUp', PageDown: 'pageDown' };

export interface Pressed { key: string; code?: string; ctrlKey: boolean; metaKey: boolean; altKey: boolean; shiftKey: boolean; isComposing: boolean; keyCode: number }
export type GridKey =
  | { kind: 'move'; move: Move; extend: boolean }
  | { kind: 'edit' } | { kind: 'cancel' } | { kind: 'clear' } | { kind: 'undo' } | { kind: 'redo' }
  | { kind: 'rank'; direction: 1 | -1 };

/** Moving about, typing over a cell, or editing with a caret. */
export type Doing = 'moving' | 'over' | 'caret';

/** What a key means. While an input method composes, nothing. */
export function gridKey(pressed: Pressed, doing: Doing): GridKey | undefined {
  if (pressed.isComposing || pressed.keyCode === 229) return undefined;
  const editing = doing !== 'moving';
  const { key, shiftKey: extend } = pressed;
  if (pressed.altKey && !editing && (key === 'ArrowUp' || key === 'ArrowDown')) return { kind: 'rank', direction: key === 'ArrowUp' ? -1 : 1 };
  if (pressed.ctrlKey || pressed.metaKey) return editing ? undefined : withControl(pressed);
  if (pressed.altKey) return undefined;
  if (key === 'Enter') return { kind: 'move', move: extend ? 'up' : 'down', extend: false };
  if (key === 'Tab') return { kind: 'move', move: extend ? 'left' : 'right', extend: false };
  if (key === 'Escape') return { kind: 'cancel' };
  if (key === 'F2') return { kind: 'edit' };
  if (!editing && (key === 'Delete' || key === 'Backspace')) return { kind: 'clear' };
  const move = PLAIN[key];
  if (!move) return undefined;
  const sideways = key === 'ArrowLeft' || key === 'ArrowRight';
  const leaves = doing === 'moving' || key === 'ArrowUp' || key === 'ArrowDown' || (doing === 'over' && sideways);
  return leaves ? { kind: 'move', move, extend: extend && !editing } : undefined;
}

function withControl({ key, code, shiftKey }: Pressed): GridKey | undefined {
  if (key === 'Home') return { kind: 'move', move: 'top', extend: shiftKey };
  if (key === 'End') return { kind: 'move', move: 'bottom', extend: shiftKey };
  if (code === 'KeyY' || (code === 'KeyZ' && shiftKey)) return { kind: 'redo' };
  return code === 'KeyZ' ? { kind: 'undo' } : undefined;
}
