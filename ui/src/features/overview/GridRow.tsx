/** One entry in the overview's table. Cells are plain; who is at which cell is told from above, so that moving about draws two rows and no more. */
import { Popover } from 'antd';
import { memo, type PointerEvent } from 'react';
import { decimals, decimalsOf, entryNumber } from '../../shared/format';
import { EntryStateMark } from '../../shared/State';
import { words } from '../../words';
import type { Line } from './arrange';
import type { Layout, LeadColumn, MarkColumn, TailColumn } from './columns';

const TEXT = words.overview;

interface Props {
  line: Line;
  layout: Layout;
  /** Column one is at, when it is in this row. */
  active: number | undefined;
  /** Columns of this row that are selected, first and last. */
  from: number | undefined;
  to: number | undefined;
  /** Values the desk refused, by column, separated by bars. */
  refused: string;
  dragged: boolean;
  /** Position among the rows that can be dragged; nothing when this one cannot. */
  place: number | undefined;
  /** Group opened in this row, with what it shows. */
  popped: string | undefined;
  pop: React.ReactNode;
  onOpen: (entry: string) => void;
  onPopped: (open: boolean) => void;
  onGrab: (event: PointerEvent<HTMLElement>, place: number) => void;
}

export const GridRow = memo(function GridRow(props: Props) {
  const { line, layout, active, from, to, dragged } = props;
  const judged = isJudged(line);
  const refused = props.refused === '' ? [] : props.refused.split('|');
  const classes = [active === undefined ? '' : 'on', judged ? '' : 'aside', dragged ? 'dragged' : ''].filter((one) => one !== '').join(' ');
  let left = 0;
  return (
    <tr className={classes} data-testid={`row-${line.row.id}`}>
      {layout.lead.map((column) => {
        const at = left;
        left += column.width;
        return <Lead key={column.key} column={column} left={at} row={props} />;
      })}
      {layout.marks.map((column, index) => {
        const selected = from !== undefined && to !== undefined && index >= from && index <= to;
        return <MarkCell key={column.id} line={line} column={column} criteria={layout.mode === 'criteria'} selected={selected} refused={refused[index] ?? ''} popped={props.popped === column.id} pop={props.pop} onPopped={props.onPopped} />;
      })}
      {layout.tail.map((column) => <Tail key={column.key} column={column} line={line} />)}
    </tr>
  );
});

export function isJudged({ row }: Line): boolean {
  return row.state !== 'recused' && row.state !== 'materialMissing';
}

function Lead({ column: { key }, left, row: { line, place, onOpen, onGrab } }: { column: LeadColumn; left: number; row: Props }) {
  const { row, level } = line;
  if (key === 'handle') return <td className="stay handle" style={{ left }}>{place !== undefined && <span className="grip" title={TEXT.grip} data-testid={`grip-${row.id}`} onPointerDown={(event) => { onGrab(event, place); }} />}</td>;
  if (key === 'place') return <td className="stay right" style={{ left }} data-testid={`place-${row.id}`}>{level.place ?? words.common.none}</td>;
  if (key === 'profile') return <td className="cut secondary" title={row.profile}>{row.profile}</td>;
  return <td className="stay edge cut" style={{ left }}><button type="button" className="plain cut" tabIndex={-1} title={row.title} onClick={() => { onOpen(row.id); }}><small className="number secondary">{entryNumber(row.id)}</small>{row.title}</button></td>;
}

interface MarkProps { line: Line; column: MarkColumn; criteria: boolean; selected: boolean; refused: string; popped: boolean; pop: React.ReactNode; onPopped: (open: boolean) => void }

function MarkCell({ line, column, criteria, selected, refused, popped, pop, onPopped }: MarkProps) {
  const base = selected ? 'mark right sel' : 'mark right';
  const named = { 'data-entry': line.row.id, 'data-column': column.id };
  if (!isJudged(line)) return <td className={base} {...named}>{words.common.none}</td>;
  if (criteria) {
    const text = markText(line, column, refused);
    const maximum = line.level.maxima[column.index];
    return (
      <td className={`${base}${refused !== '' ? ' refused-cell' : text === '' ? ' lacking' : ''}`} {...named}>
        {text}{column.maximum === undefined && maximum !== undefined && <small className="secondary">{TEXT.overMaximum(decimals(maximum, 0))}</small>}
      </td>
    );
  }
  const cell = line.cells[column.index];
  if (!cell) return <td className={base} {...named} />;
  const shown = <span className="group-cell">{cell.missing > 0 && <EntryStateMark state={cell.total === null ? 'untouched' : 'partial'} text={cell.total === null ? TEXT.unmarked : ''} />}{cell.total !== null && <span>{decimals(cell.total, 1)}<small className="secondary">{words.form.maximum(decimals(cell.maximum, 0))}</small></span>}</span>;
  return <td className={cell.missing > 0 ? `${base} lacking` : base} {...named}>{popped ? <Popover open trigger="click" placement="bottomRight" arrow={false} destroyOnHidden onOpenChange={onPopped} content={pop}>{shown}</Popover> : shown}</td>;
}

/** What a cell of marks shows: what was refused stays in sight until it is mended. */
export function markText(line: Line, column: MarkColumn, refused: string): string {
  if (refused !== '') return refused;
  const mark = line.level.marks[column.index];
  return mark === null || mark === undefined ? '' : decimals(mark, decimalsOf(column.step));
}

function Tail({ column: { key }, line: { row, level, hint } }: { column: TailColumn; line: Line }) {
  const judged = row.state !== 'recused' && row.state !== 'materialMissing';
  if (key === 'time') return <td className="right secondary">{level.seconds > 0 ? TEXT.time(level.seconds) : ''}</td>;
  if (key === 'state') return <td className="hint cut" title={hint}>{hint !== '' && (row.state === 'done' ? <span className="small">{hint}</span> : <EntryStateMark state={row.state} text={hint} />)}</td>;
  return <td className="right total">{row.state !== 'done' && judged && row.total !== null && <small className="attention">{TEXT.provisional}</small>}<b>{judged ? (row.total ?? words.common.none) : words.common.none}</b></td>;
}
