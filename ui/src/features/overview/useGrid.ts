/** What the table's keys, presses and pastes do. Drawing is in Grid. */
import { useRef, useState, type KeyboardEvent, type MouseEvent, type RefObject } from 'react';
import type { OrderPut } from '../../ipc/generated/OrderPut';
import { saving } from '../../shared/saving';
import { markKey } from '../../shared/marks';
import { words } from '../../words';
import type { Line } from './arrange';
import { gridKey, type Block, type GridKey, type Spot } from '../../shared/cells';
import type { MarkColumn, Mode } from './columns';
import { isJudged, markText } from './GridRow';
import { parseBlock, planPaste, type Plan } from './paste';
import { dropped } from './rank';
import { useCells, type Cells } from './useCells';
import { writeMark, writeMarks } from './writing';

const TEXT = words.overview;

export interface GridAsk {
  lines: readonly Line[];
  columns: readonly MarkColumn[];
  mode: Mode;
  readOnly: boolean;
  /** Entries that have a place and can be moved, best first; empty while the table is not in that order. */
  ranked: readonly string[];
  begin: Spot | undefined;
  onTell: (text: string) => void;
  onPlan: (plan: Plan) => void;
  onOrder: (order: OrderPut) => void;
  onUndo: (way: 'undo' | 'redo') => void;
  fail: (problem: unknown) => void;
}

export interface GridHold {
  cells: Cells;
  field: RefObject<HTMLTextAreaElement | null>;
  popped: Spot | undefined;
  setPopped: (spot: Spot | undefined) => void;
  refusedOf: (line: Line, column: MarkColumn) => string;
  blockText: () => string;
  onType: (text: string) => void;
  onKey: (event: KeyboardEvent<HTMLTextAreaElement>) => void;
  onPaste: (text: string) => boolean;
  onLeave: () => void;
  onPress: (event: MouseEvent<HTMLElement>) => void;
  onOver: (event: MouseEvent<HTMLElement>) => void;
  onClick: (event: MouseEvent<HTMLElement>) => void;
  onDouble: (event: MouseEvent<HTMLElement>) => void;
}

export function useGrid(ask: GridAsk): GridHold {
  const { lines, columns, mode, readOnly } = ask;
  const field = useRef<HTMLTextAreaElement>(null);
  const [popped, setPopped] = useState<Spot>();
  const first = lines[0];
  const cells = useCells(lines.map(({ row }) => row.id), columns.map(({ id }) => id), ask.begin ?? (first && columns[0] ? { entry: first.row.id, column: columns[0].id } : undefined));
  const { at, typing } = cells;
  const here = at && { line: lines[at.row], column: columns[at.column] };
  const refusedOf = (line: Line, column: MarkColumn) => (mode === 'criteria' ? (saving.refused(markKey(line.row.id, column.id))?.value ?? '') : '');
  const textOf = (line: Line, column: MarkColumn) => (mode === 'criteria' ? markText(line, column, refusedOf(line, column)) : (line.cells[column.index]?.total ?? ''));
  const mayType = () => {
    if (readOnly) ask.onTell(words.form.readOnly);
    else if (here?.line && !isJudged(here.line)) ask.onTell(TEXT.notJudged);
    else return mode === 'criteria';
    return false;
  };
  const commit = () => {
    if (!typing || !here?.line || !here.column) return;
    cells.type(undefined);
    const { line, column } = here;
    if (typing.text !== textOf(line, column)) void writeMark(line.row.id, column.id, typing.text, line.level.marks[column.index] ?? null).catch(ask.fail);
  };
  const clear = () => {
    const { block } = cells;
    if (!block || !mayType()) return;
    const marks = marksIn(block, lines, columns, refusedOf);
    if (marks.length > 0) void writeMarks(marks).then(() => { ask.onTell(TEXT.cleared(marks.length)); }).catch(ask.fail);
  };
  const open = () => { if (here?.line && here.column && isJudged(here.line)) setPopped({ entry: here.line.row.id, column: here.column.id }); };
  const rank = (direction: 1 | -1) => { shift(ask, here?.line, direction); };
  const edit = () => { if (here?.line && here.column && mayType()) cells.type({ text: textOf(here.line, here.column), over: false }); };
  const act: { [kind in GridKey['kind']]: (key: Extract<GridKey, { kind: kind }>) => void } = {
    move: ({ move, extend }) => { commit(); cells.step(move, extend); },
    edit: () => { if (mode === 'groups') open(); else edit(); },
    cancel: () => { if (typing) cells.type(undefined); else if (cells.spot) cells.go(cells.spot); },
    clear,
    undo: () => { ask.onUndo('undo'); },
    redo: () => { ask.onUndo('redo'); },
    rank: ({ direction }) => { rank(direction); },
  };
  const onKey = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    const { key, code, ctrlKey, metaKey, altKey, shiftKey, keyCode } = event;
    const meant = gridKey({ key, code, ctrlKey, metaKey, altKey, shiftKey, keyCode, isComposing: event.nativeEvent.isComposing }, typing ? (typing.over ? 'over' : 'caret') : 'moving');
    if (!meant) return;
    // Tab leaves the table at its sides, so that nobody is caught in it.
    if (key === 'Tab' && at && (shiftKey ? at.column === 0 : at.column === columns.length - 1)) { commit(); return; }
    event.preventDefault();
    event.stopPropagation();
    if (mode === 'groups' && key === 'Enter') open();
    else (act[meant.kind] as (one: GridKey) => void)(meant);
  };
  const onPaste = (text: string) => {
    if (typing && !/[\t\n\r]/.test(text.trimEnd())) return false;
    const no = mode === 'groups' ? TEXT.pasteNeedsCriteria : readOnly ? words.form.readOnly : '';
    if (no !== '') { ask.onTell(no); return true; }
    const { block } = cells;
    cells.type(undefined);
    if (block && text !== '') ask.onPlan(planPaste(parseBlock(text), lines.map(({ row }) => row.id), columns.map(({ id }) => id), { row: block.top, column: block.left }));
    return true;
  };
  const onPress = (event: MouseEvent<HTMLElement>) => {
    const spot = spotOf(event);
    if (!spot || event.button !== 0) return;
    // The field keeps the focus.
    event.preventDefault();
    commit();
    cells.go(spot, event.shiftKey);
    field.current?.focus({ preventScroll: true });
  };
  return {
    cells, field, popped, setPopped, refusedOf, onKey, onPaste, onPress,
    blockText: () => {
      const { block } = cells;
      return block === undefined ? '' : lines.slice(block.top, block.bottom + 1).map((line) => columns.slice(block.left, block.right + 1).map((column) => textOf(line, column)).join('\t')).join('\n');
    },
    onType: (text) => { if (typing) cells.type({ ...typing, text }); else if (mayType()) cells.type({ text, over: true }); },
    onLeave: commit,
    onOver: (event) => {
      const spot = event.buttons === 1 ? spotOf(event) : undefined;
      if (spot && (spot.entry !== cells.spot?.entry || spot.column !== cells.spot.column)) cells.go(spot, true);
    },
    onClick: (event) => {
      const spot = spotOf(event);
      if (mode !== 'groups' || !spot) return;
      const line = lines.find(({ row }) => row.id === spot.entry);
      setPopped(line && isJudged(line) && (popped?.entry !== spot.entry || popped.column !== spot.column) ? spot : undefined);
    },
    onDouble: (event) => { if (mode === 'criteria' && spotOf(event)) edit(); },
  };
}

/** Moves an entry one place up or down in my ranking. */
function shift(ask: GridAsk, line: Line | undefined, direction: 1 | -1): void {
  const from = line ? ask.ranked.indexOf(line.row.id) : -1;
  const order = from < 0 ? undefined : dropped(ask.ranked, from, direction === -1 ? from - 1 : from + 2);
  if (from < 0) ask.onTell(TEXT.rankKeys);
  else if (order) ask.onOrder(order);
}

/** What clearing a block would clear. */
function marksIn(block: Block, lines: readonly Line[], columns: readonly MarkColumn[], refusedOf: GridHold['refusedOf']): Plan['marks'] {
  return lines.slice(block.top, block.bottom + 1).filter(isJudged).flatMap((line) => columns.slice(block.left, block.right + 1)
    .filter((column) => (line.level.marks[column.index] ?? null) !== null || refusedOf(line, column) !== '')
    .map((column) => ({ entry: line.row.id, criterion: column.id, value: null })));
}

/** The cell under a press; popovers hang in the table for React and not for the page. */
function spotOf(event: MouseEvent<HTMLElement>): Spot | undefined {
  const cell = event.target instanceof Element ? event.target.closest<HTMLElement>('td[data-column]') : null;
  const { entry, column } = cell?.dataset ?? {};
  return entry === undefined || column === undefined ? undefined : { entry, column };
}
