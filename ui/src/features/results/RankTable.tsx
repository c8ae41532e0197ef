/**
 * Ranked rows with the award lines between them; the struck-out highest and lowest stay in their columns.
 *
 * Rows out of sight are not drawn. The one rule: rows and lines have the heights of styles/results.css, which `ROW` and `LINE` repeat.
 */
import { useCallback, useLayoutEffect, useMemo, useRef, type KeyboardEvent } from 'react';
import type { AwardLine } from '../../ipc/generated/AwardLine';
import type { AwardsLook } from '../../ipc/generated/AwardsLook';
import type { ResultsLook } from '../../ipc/generated/ResultsLook';
import { edgesOf, spanBetween } from '../../shared/span';
import { useScrolled } from '../../shared/useScrolled';
import { useWindowHeight, useWindowWidth } from '../../shared/useWindow';
import { words } from '../../words';
import { awardWords, withLines, type Placed } from './awardRows';
import { RankLine, RankRow } from './RankRow';

const TEXT = words.results;
const HEAD = 40;
const ROW = { low: 30, tall: 36 } as const;
const LINE = 26;
/** Everything but the experts' columns and who entered, the name at its shortest. */
const LEAST = 360;
const WHO = { narrow: 142, wide: 240 } as const;

interface Props { look: ResultsLook; awards: AwardsLook | undefined; chosen: string | undefined; onChoose: (entry: string) => void }

/** A ranked entry, or an award line below one. */
type Item = Placed | { line: AwardLine };

export function RankTable({ look, awards, chosen, onChoose }: Props) {
  const wide = useWindowWidth() >= 1600;
  const row = useWindowHeight() >= 1000 ? ROW.tall : ROW.low;
  const { attach, onScroll, top, view } = useScrolled(row);
  const mark = look.experts.length <= 5 || wide ? 76 : 50;
  // The published score comes before who entered: what does not fit beside it goes.
  const least = LEAST + look.experts.length * mark;
  const entrant = view.width >= least + (wide ? WHO.wide : WHO.narrow);
  const columns = 5 + look.experts.length + (entrant ? 2 : 0);
  const items = useMemo(() => withLines(look.rows, awards).flatMap((placed): Item[] => [placed, ...placed.lines.map((line) => ({ line }))]), [look.rows, awards]);
  const edges = useMemo(() => edgesOf(items.map((item) => ('row' in item ? row : LINE))), [items, row]);
  const scroller = useRef<HTMLDivElement>(null);
  const hold = useCallback((element: HTMLDivElement | null) => { scroller.current = element; return attach(element); }, [attach]);
  const at = items.findIndex((item) => 'row' in item && item.row.entry === chosen);
  useReveal(scroller, edges[at], row);
  const span = spanBetween(edges, row, top, view.height);
  const onKey = (event: KeyboardEvent) => {
    const next = event.ctrlKey || event.altKey || event.metaKey ? undefined : neighbour(items, at, event.key, Math.max(1, Math.floor((view.height - HEAD) / row) - 1));
    if (next === undefined) return;
    event.preventDefault();
    // A row that scrolls away would take the focus with it.
    scroller.current?.focus({ preventScroll: true });
    onChoose(next);
  };
  return (
    <div className="rank-scroll" ref={hold} onScroll={onScroll} onKeyDown={onKey} tabIndex={0} aria-label={TEXT.title} role="region" data-testid="rank-scroll">
      <table className="rank-table" aria-rowcount={look.rows.length + 1} style={{ minWidth: least }}>
        <colgroup><col className="c-rank" /><col />{entrant && <><col className="c-entrant" /><col className="c-size" /></>}{look.experts.map((name, index) => <col key={`${String(index)} ${name}`} style={{ width: mark }} />)}<col className="c-valid" /><col className="c-score" /><col className="c-tie" /></colgroup>
        <thead><tr><th className="right">{TEXT.columns.rank}</th><th>{TEXT.columns.entry}</th>{entrant && <><th>{TEXT.columns.entrant}</th><th>{TEXT.columns.size}</th></>}
          {look.experts.map((name, index) => <th key={`${String(index)} ${name}`} className="right cut" title={name}>{name}</th>)}
          <th className="right">{TEXT.columns.valid}</th><th className="right">{TEXT.columns.published}</th><th className="right">{TEXT.columns.decided}</th></tr></thead>
        <tbody>
          {span.before > 0 && <tr aria-hidden="true"><td className="spacer" colSpan={columns} style={{ height: span.before }} /></tr>}
          {items.slice(span.from, span.to).map((item) => ('row' in item
            ? <RankRow key={item.row.entry} row={item.row} award={awards ? awardWords(item.award, awards, words.outcome.openAward, !wide) : ''} out={item.award?.out ?? ''} on={item.row.entry === chosen} entrant={entrant} onChoose={onChoose} />
            : awards && <RankLine key={`line ${item.line.id}`} line={item.line} awards={awards} columns={columns} />))}
          {span.after > 0 && <tr aria-hidden="true"><td className="spacer" colSpan={columns} style={{ height: span.after }} /></tr>}
        </tbody>
      </table>
    </div>
  );
}

/** The entry a key leads to from row `at`; nothing for any other key. */
function neighbour(items: readonly Item[], at: number, key: string, page: number): string | undefined {
  const rows = items.flatMap((item) => ('row' in item ? [item.row.entry] : []));
  const now = items.slice(0, at).filter((item) => 'row' in item).length;
  const steps: Partial<Record<string, number>> = { ArrowUp: -1, ArrowDown: 1, PageUp: -page, PageDown: page, Home: -rows.length, End: rows.length };
  const step = steps[key];
  return step === undefined ? undefined : rows[Math.max(0, Math.min(rows.length - 1, now + step))];
}

/** Scrolls no more than needed to show the chosen row, clear of the head. */
function useReveal(scroller: React.RefObject<HTMLElement | null>, top: number | undefined, row: number): void {
  useLayoutEffect(() => {
    const element = scroller.current;
    if (!element || top === undefined) return;
    if (top < element.scrollTop) element.scrollTop = top;
    else if (HEAD + top + row > element.scrollTop + element.clientHeight) element.scrollTop = HEAD + top + row - element.clientHeight;
  }, [scroller, top, row]);
}
