/** Entries × experts. The heads stay; rows out of sight are not drawn. A cell opens the sheet: by a click, or by arrows and Enter. */
import { memo, useCallback, useRef, type MouseEvent } from 'react';
import type { MergeCell } from '../../ipc/generated/MergeCell';
import type { MergeEntry } from '../../ipc/generated/MergeEntry';
import type { MergeExpert } from '../../ipc/generated/MergeExpert';
import type { MergeLook } from '../../ipc/generated/MergeLook';
import { Empty } from '../../shared/Empty';
import { entryNumber } from '../../shared/format';
import { Glyph } from '../../shared/Glyph';
import { spanOf } from '../../shared/span';
import { CellStateMark, cellLook } from '../../shared/State';
import { useScrolled } from '../../shared/useScrolled';
import { useWindowHeight, useWindowWidth } from '../../shared/useWindow';
import { words } from '../../words';
import { useCell, type At } from './useCell';

const TEXT = words.merge;
/** Columns of entrant and size class. */
const WHO = 228;

/** Opens the sheet of an expert at an entry. */
type OnSheet = (expert: string, entry: string | undefined) => void;

export function Matrix({ look, picked, onSheet }: { look: MergeLook; picked: string | undefined; onSheet: OnSheet }) {
  const wide = useWindowWidth() >= 1600;
  const narrow = useWindowWidth() < 1200;
  const row = useWindowHeight() >= 1000 ? 36 : 30;
  const { attach, onScroll, top, view } = useScrolled(row);
  const scroller = useRef<HTMLElement>(null);
  const hold = useCallback((element: HTMLElement | null) => { scroller.current = element; return attach(element); }, [attach]);
  const open = ({ row: at, column }: At) => {
    const [expert, entry] = [look.experts[column], look.entries[at]];
    if (expert && entry && (entry.cells[column]?.state ?? 'notAssigned') !== 'notAssigned') onSheet(expert.id, entry.id);
  };
  const { at, onKeyDown } = useCell(scroller, { rows: look.entries.length, columns: look.experts.length, row, head: wide ? 56 : 68 }, open);
  // Many experts: first who entered goes, then columns get narrower, before the last of them is out of sight.
  const [name, tail] = wide ? [240, 140] : [narrow ? 150 : 174, 62];
  const each = (lead: number) => Math.floor((view.width - lead - tail) / Math.max(1, look.experts.length));
  const who = wide && each(name + WHO) >= 104;
  const lead = who ? name + WHO : name;
  const expertWidth = Math.max(wide ? 104 : 68, Math.min(wide ? 110 : 86, each(lead)));
  const least = lead + expertWidth * look.experts.length + tail;
  const span = spanOf(look.entries.length, row, top, view.height);
  if (look.experts.length === 0) return <section className="matrix"><Empty text={TEXT.noExperts} /></section>;
  const onClick = (event: MouseEvent) => {
    const cell = event.target instanceof Element ? event.target.closest<HTMLTableCellElement>('td.mark') : null;
    const line = cell?.closest('tr');
    if (cell && line) open({ row: Number(line.dataset.row), column: cell.cellIndex - (who ? 3 : 1) });
  };
  return (
    <section className="matrix" ref={hold} onScroll={onScroll} onKeyDown={onKeyDown} tabIndex={0} aria-label={TEXT.title}>
      <table style={{ minWidth: least }} className={[row === 36 ? 'tall' : '', expertWidth < 78 ? 'close' : '', look.experts.length <= 6 ? 'few' : ''].join(' ')} aria-rowcount={look.entries.length + 1} onClick={onClick}>
        <colgroup><col className="c-entry" />{who && <><col className="c-entrant" /><col className="c-size" /></>}{look.experts.map(({ id }) => <col key={id} style={{ width: expertWidth }} />)}<col style={{ width: wide ? 140 : 62 }} /></colgroup>
        <thead><tr>
          <th>{TEXT.entryColumn}</th>{who && <><th>{TEXT.entrantColumn}</th><th>{TEXT.sizeColumn}</th></>}
          {look.experts.map((expert) => <ExpertHead key={expert.id} expert={expert} picked={expert.id === picked} onSheet={onSheet} />)}
          <th className="right">{TEXT.valid}</th>
        </tr></thead>
        <tbody>
          {span.before > 0 && <tr aria-hidden="true"><td className="spacer" style={{ height: span.before }} /></tr>}
          {look.entries.slice(span.from, span.to).map((entry, index) => <EntryLine key={entry.id} entry={entry} row={span.from + index} experts={look.experts} picked={picked} at={at?.row === span.from + index ? at.column : undefined} wide={wide} who={who} />)}
          {span.after > 0 && <tr aria-hidden="true"><td className="spacer" style={{ height: span.after }} /></tr>}
        </tbody>
      </table>
      {at && <p className="visually-hidden" role="status">{told(look, at)}</p>}
    </section>
  );
}

/** A cell in words, for those who do not see where it is. */
function told(look: MergeLook, { row, column }: At): string {
  const entry = look.entries[row];
  const cell = entry?.cells[column];
  return [entry?.id, entry?.title, look.experts[column]?.name, cell?.total, cell && words.states.cell[cell.state]].filter(Boolean).join(words.common.dot);
}

function ExpertHead({ expert, picked, onSheet }: { expert: MergeExpert; picked: boolean; onSheet: OnSheet }) {
  return (
    <th className={picked ? 'expert picked' : 'expert'} title={expert.chair ? `${expert.name}${words.common.dot}${TEXT.chairMark}` : expert.name}>
      <b className="cut"><button type="button" className="plain" onClick={() => { onSheet(expert.id, undefined); }} data-testid={`head-${expert.id}`}>{expert.name}</button>{expert.chair && <small className="secondary"> {TEXT.chairMark}</small>}</b><CellStateMark state={expert.state} /><span className="count">{expert.done}/{expert.assigned}</span>
    </th>
  );
}

interface LineProps { entry: MergeEntry; row: number; experts: readonly MergeExpert[]; picked: string | undefined; at: number | undefined; wide: boolean; who: boolean }

/** Drawn again only when what it shows changes. */
const EntryLine = memo(function EntryLine({ entry, row, experts, picked, at, wide, who }: LineProps) {
  return (
    <tr data-testid={`matrix-${entry.id}`} data-row={row}>
      <td className="cut" title={`${entry.id} ${entry.title}`}><small className="number secondary">{entryNumber(entry.id)}</small>{entry.title}</td>
      {who && <><td className="cut" title={entry.entrant}>{entry.entrant}</td><td className="secondary">{entry.sizeClass}</td></>}
      {experts.map((expert, index) => <Cell key={expert.id} cell={entry.cells[index]} mark={`mark${expert.id === picked ? ' picked' : ''}${at === index ? ' at' : ''}`} />)}
      <td className="right valid">{wide && <span className="meter-bar"><span className="fill-ok" style={{ width: `${String(entry.due === 0 ? 0 : (100 * entry.valid) / entry.due)}%` }} /></span>}{entry.valid}/{entry.due}</td>
    </tr>
  );
});

/** A mark or the word of its state; of a mark the shape says the state. As few elements as can be: there are hundreds on screen. */
function Cell({ cell, mark }: { cell: MergeCell | undefined; mark: string }) {
  if (!cell || cell.state === 'notAssigned') return <td className={mark} title={cell && words.states.cell[cell.state]} />;
  const { tone, glyph } = cellLook(cell.state);
  const state = words.states.cell[cell.state];
  return <td className={`${mark} bg-${cell.state}${cell.total === null ? ` word tone-${tone}` : ''}`} title={state}><Glyph name={glyph} tone={tone} {...(cell.total === null ? {} : { label: state })} />{cell.total ?? state}</td>;
}
