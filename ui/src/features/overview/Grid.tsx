/**
 * My entries × groups or criteria as an editable table.
 *
 * Rows out of sight are not drawn, and the field that takes keys lies over the table at a place that is computed, not measured.
 */
import { useCallback, useLayoutEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react';
import type { Levelling } from '../../ipc/generated/Levelling';
import type { OrderPut } from '../../ipc/generated/OrderPut';
import type { Overview } from '../../ipc/generated/Overview';
import { decimals, entryNumber } from '../../shared/format';
import { saving } from '../../shared/saving';
import { spanOf } from '../../shared/span';
import { useSize } from '../../shared/useSize';
import { useWindowHeight } from '../../shared/useWindow';
import { words } from '../../words';
import type { Line, Section, Sort, SortKey } from './arrange';
import { within, type Spot } from '../../shared/cells';
import { layout as layOut, spans, type Layout, type Mode } from './columns';
import { Editor } from './Editor';
import { GridHead } from './GridHead';
import { GridRow } from './GridRow';
import { GroupEdit } from './GroupEdit';
import type { Plan } from './paste';
import { dropped } from './rank';
import { useGrid, type GridHold } from './useGrid';
import { useRankDrag } from './useRankDrag';

const TEXT = words.overview;
const HEAD = { groups: 40, criteria: 64 } as const;

interface Props {
  overview: Overview;
  levelling: Levelling;
  sections: readonly Section[];
  sort: Sort;
  mode: Mode;
  time: boolean;
  begin: Spot | undefined;
  onSort: (key: SortKey) => void;
  onOpen: (entry: string, criterion: string | undefined) => void;
  onOrder: (order: OrderPut) => void;
  onPlan: (plan: Plan) => void;
  onTell: (text: string) => void;
  onUndo: (way: 'undo' | 'redo') => void;
  onSpot: (spot: Spot | undefined) => void;
  fail: (problem: unknown) => void;
}

type Item = { kind: 'section'; section: Section } | { kind: 'row'; line: Line; at: number };

export function Grid(props: Props) {
  const { overview, levelling, sections, sort, mode, time } = props;
  useSyncExternalStore(saving.watch, saving.status);
  const [measure, view] = useSize();
  const [top, setTop] = useState(0);
  const scroller = useRef<HTMLElement>(null);
  const attach = useCallback((element: HTMLElement | null) => {
    scroller.current = element;
    return measure(element);
  }, [measure]);
  const row = useWindowHeight() >= 1000 ? 36 : 30;
  // What is signed stays as it was: nothing to drag.
  const byRank = sort.key === 'place' && !sort.descending && !levelling.readOnly;
  const ranked = useMemo(() => (byRank ? (sections.find(({ kind }) => kind === 'done')?.rows ?? []).map((line) => line.row.id) : []), [byRank, sections]);
  const layout = useMemo(() => layOut(overview, levelling, { mode, view: view.width, time, ranked: byRank }), [overview, levelling, mode, view.width, time, byRank]);
  const items = useMemo(() => itemsOf(sections), [sections]);
  const lines = useMemo(() => sections.flatMap(({ rows }) => rows), [sections]);
  const grid = useGrid({ ...props, lines, columns: layout.marks, readOnly: levelling.readOnly, ranked });
  const { at, spot } = grid.cells;
  const { onSpot } = props;
  useLayoutEffect(() => { onSpot(spot); }, [onSpot, spot]);
  const itemAt = (index: number) => items.findIndex((item) => item.kind === 'row' && item.at === index);
  const y = (item: number) => HEAD[mode] + item * row;
  const activeItem = at ? itemAt(at.row) : -1;
  useReveal(scroller, activeItem < 0 || !at ? undefined : { x: layout.leadWidth + at.column * layout.markWidth, y: y(activeItem), row, layout, head: HEAD[mode] });

  const firstRanked = ranked.length === 0 ? 0 : items.findIndex((item) => item.kind === 'row' && item.line.row.id === ranked[0]);
  const gapAt = (clientY: number) => {
    const element = scroller.current;
    if (!element) return 0;
    const item = Math.round((clientY - element.getBoundingClientRect().top + element.scrollTop - HEAD[mode]) / row);
    return Math.max(0, Math.min(ranked.length, item - firstRanked));
  };
  const drag = useRankDrag(() => scroller.current, gapAt, (from, gap) => {
    const order = dropped(ranked, from, gap);
    if (order) props.onOrder(order);
  });
  const span = spanOf(items.length, row, top, view.height);
  return (
    <div className={`overview-scroll by-${mode}${row === 36 ? ' tall' : ''}`} ref={attach} onScroll={(event) => { setTop(event.currentTarget.scrollTop); }} onPointerMove={drag.move} onPointerUp={drag.end} onPointerCancel={drag.cancel}>
      <div className="overview-sheet" style={{ width: layout.width }} onMouseDown={grid.onPress} onMouseOver={grid.onOver} onClick={grid.onClick} onDoubleClick={grid.onDouble}>
        <table className="overview-table" aria-rowcount={lines.length}>
          <colgroup>{layout.lead.map(({ key, width }) => <col key={key} style={{ width }} />)}{layout.marks.map(({ id }) => <col key={id} style={{ width: layout.markWidth }} />)}{layout.tail.map(({ key, width }) => <col key={key} style={{ width }} />)}</colgroup>
          <GridHead layout={layout} spans={spans(overview, layout.marks)} sort={sort} active={at && layout.marks[at.column]?.id} onSort={props.onSort} />
          <tbody>
            {span.before > 0 && <tr aria-hidden="true"><td className="spacer" style={{ height: span.before }} /></tr>}
            {items.slice(span.from, span.to).map((item) => (item.kind === 'section'
              ? <SectionLine key={item.section.kind} section={item.section} signed={levelling.readOnly} columns={layout.lead.length + layout.marks.length + layout.tail.length} />
              : <OneRow key={item.line.row.id} item={item} grid={grid} layout={layout} dragged={drag.now !== undefined && ranked[drag.now.from] === item.line.row.id} place={placeOf(ranked, item.line)} onOpen={props.onOpen} onGrab={drag.begin} />))}
            {span.after > 0 && <tr aria-hidden="true"><td className="spacer" style={{ height: span.after }} /></tr>}
          </tbody>
        </table>
        {drag.now && <div className="drop-line" style={{ top: y(firstRanked + drag.now.gap) }} />}
        {at && activeItem >= 0 && <Editor field={grid.field} label={labelOf(grid, lines, layout)} typed={grid.cells.typing?.text} block={grid.blockText()} onType={grid.onType} onKey={grid.onKey} onPaste={grid.onPaste} onLeave={grid.onLeave}
          style={{ left: layout.leadWidth + at.column * layout.markWidth, top: y(activeItem), width: layout.markWidth, height: row }} />}
      </div>
    </div>
  );
}

function itemsOf(sections: readonly Section[]): Item[] {
  let at = 0;
  return sections.flatMap((section): Item[] => [
    ...(section.kind === 'all' ? [] : [{ kind: 'section' as const, section }]),
    ...section.rows.map((line): Item => { const item: Item = { kind: 'row', line, at }; at += 1; return item; }),
  ]);
}

function placeOf(ranked: readonly string[], line: Line): number | undefined {
  const at = ranked.indexOf(line.row.id);
  return at < 0 ? undefined : at;
}

function labelOf(grid: GridHold, lines: readonly Line[], layout: Layout): string {
  const { at } = grid.cells;
  const line = at && lines[at.row];
  const column = at && layout.marks[at.column];
  if (!line || !column) return TEXT.title;
  const maximum = layout.mode === 'criteria' ? line.level.maxima[column.index] : line.cells[column.index]?.maximum;
  return TEXT.cellLabel(entryNumber(line.row.id), line.row.title, column.title, decimals(maximum ?? '', 0));
}

interface OneRowProps { item: Extract<Item, { kind: 'row' }>; grid: GridHold; layout: Layout; dragged: boolean; place: number | undefined; onOpen: Props['onOpen']; onGrab: React.ComponentProps<typeof GridRow>['onGrab'] }

/** Says which cells of the row are active and selected; the row itself is drawn again only when that or its values change. */
function OneRow({ item: { line, at }, grid, layout, dragged, place, onOpen, onGrab }: OneRowProps) {
  const { block, at: active } = grid.cells;
  const many = block !== undefined && (block.top !== block.bottom || block.left !== block.right);
  const selected = many && within(block, at, block.left);
  const refused = layout.mode === 'criteria' ? layout.marks.map((column) => grid.refusedOf(line, column)).join('|').replace(/^\|*$/, '') : '';
  const popped = grid.popped?.entry === line.row.id ? grid.popped.column : undefined;
  const close = () => { grid.setPopped(undefined); grid.field.current?.focus({ preventScroll: true }); };
  const stable = useRef({ onOpen, onGrab, setPopped: grid.setPopped });
  useLayoutEffect(() => { stable.current = { onOpen, onGrab, setPopped: grid.setPopped }; });
  const open = useCallback((entry: string) => { stable.current.onOpen(entry, undefined); }, []);
  const grab = useCallback<OneRowProps['onGrab']>((event, from) => { stable.current.onGrab(event, from); }, []);
  const onPopped = useCallback((on: boolean) => { if (!on) stable.current.setPopped(undefined); }, []);
  const pop = popped === undefined ? undefined : <GroupEdit entry={line.row.id} group={popped} onClose={close} onOpen={(criterion) => { onOpen(line.row.id, criterion); }} />;
  return <GridRow line={line} layout={layout} active={active?.row === at ? active.column : undefined} from={selected ? block.left : undefined} to={selected ? block.right : undefined} refused={refused} dragged={dragged} place={place} popped={popped} pop={pop} onOpen={open} onPopped={onPopped} onGrab={grab} />;
}

function SectionLine({ section, signed, columns }: { section: Section; signed: boolean; columns: number }) {
  const open = section.rows.filter(({ row }) => row.state === 'untouched' || row.state === 'partial').length;
  const [head, note] = section.kind === 'open'
    ? [TEXT.openGroup(open), TEXT.openNote(section.rows.length - open)]
    : [TEXT.doneGroup(section.rows.length), signed ? TEXT.doneNoteSigned : TEXT.doneNote];
  return <tr className="section"><td colSpan={columns}><span className="section-words"><b>{head}</b>{note}</span></td></tr>;
}

interface Place { x: number; y: number; row: number; layout: Layout; head: number }

/** Scrolls no more than needed to show the cell one is at, clear of the heads and the columns that stay. */
function useReveal(scroller: React.RefObject<HTMLElement | null>, place: Place | undefined): void {
  const x = place?.x;
  const y = place?.y;
  useLayoutEffect(() => {
    const element = scroller.current;
    if (!element || !place || x === undefined || y === undefined || !element.contains(document.activeElement)) return;
    const stays = place.layout.leadWidth - (place.layout.lead.find(({ key }) => key === 'profile')?.width ?? 0);
    if (y - place.head < element.scrollTop) element.scrollTop = y - place.head;
    else if (y + place.row > element.scrollTop + element.clientHeight) element.scrollTop = y + place.row - element.clientHeight;
    if (x - stays < element.scrollLeft) element.scrollLeft = x - stays;
    else if (x + place.layout.markWidth > element.scrollLeft + element.clientWidth) element.scrollLeft = x + place.layout.markWidth - element.clientWidth;
    // Only a move scrolls; a new layout or a value leaves the view where it is.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [x, y]);
}
