/**
 * The cell of the matrix one is at by keyboard: arrows move, Enter opens the sheet there.
 *
 * Rows are of one height, so that where a cell is can be worked out without its being drawn.
 */
import { useEffect, useState, type KeyboardEvent } from 'react';

export interface At { row: number; column: number }

const MOVES: Partial<Record<string, [rows: number, columns: number]>> = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };

interface Table { rows: number; columns: number; row: number; head: number }

export function useCell(scroller: React.RefObject<HTMLElement | null>, { rows, columns, row, head }: Table, onOpen: (at: At) => void) {
  const [at, setAt] = useState<At>();
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.target !== event.currentTarget || event.ctrlKey || event.altKey || event.metaKey) return;
    const page = Math.max(1, Math.floor(((scroller.current?.clientHeight ?? 0) - head) / row) - 1);
    const move = MOVES[event.key] ?? (event.key === 'PageDown' ? [page, 0] : event.key === 'PageUp' ? [-page, 0] : undefined);
    if (event.key === 'Enter' && at) onOpen(at);
    else if (move) setAt((now) => (now ? { row: clamp(now.row + move[0], rows), column: clamp(now.column + move[1], columns) } : { row: 0, column: 0 }));
    else return;
    event.preventDefault();
  };
  useEffect(() => {
    const element = scroller.current;
    if (!element || !at) return;
    const top = at.row * row;
    if (top < element.scrollTop) element.scrollTop = top;
    else if (head + top + row > element.scrollTop + element.clientHeight) element.scrollTop = head + top + row - element.clientHeight;
    element.querySelector('td.at')?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [scroller, at, row, head]);
  return { at, onKeyDown };
}

function clamp(value: number, count: number): number {
  return Math.max(0, Math.min(count - 1, value));
}
