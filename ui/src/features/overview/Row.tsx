/** One entry in the overview. */
import { Popover } from 'antd';
import type { OverviewCell } from '../../ipc/generated/OverviewCell';
import type { OverviewRow } from '../../ipc/generated/OverviewRow';
import type { GroupHead } from '../../ipc/generated/GroupHead';
import { decimals, entryNumber } from '../../shared/format';
import { EntryStateMark } from '../../shared/State';
import { words } from '../../words';
import { GroupEdit } from './GroupEdit';

const TEXT = words.overview;

interface Props {
  row: OverviewRow;
  groups: readonly GroupHead[];
  /** Group being edited in this row. */
  editing: string | undefined;
  onEdit: (group: string | undefined) => void;
  onOpen: (criterion: string | undefined) => void;
}

export function Row({ row: { row, cells, hint }, groups, editing, onEdit, onOpen }: Props) {
  const judged = row.state !== 'recused' && row.state !== 'materialMissing';
  const done = row.state === 'done';
  return (
    <tr className={editing === undefined ? (judged ? '' : 'aside') : 'on'} data-testid={`row-${row.id}`}>
      <td className="right">{row.rank ?? words.common.none}</td>
      <td className="cut"><button type="button" className="plain cut" title={row.title} onClick={() => { onOpen(undefined); }}><small className="number secondary">{entryNumber(row.id)}</small>{row.title}</button></td>
      <td className="cut profile">{row.profile}</td>
      {groups.map((group, index) => {
        const cell = cells[index];
        return cell && judged
          ? <Cell key={group.id} cell={cell} label={TEXT.edit(row.title, group.name)} editing={editing === group.id} onEdit={(on) => { onEdit(on ? group.id : undefined); }}
              edit={<GroupEdit entry={row.id} group={group.id} onClose={() => { onEdit(undefined); }} onOpen={onOpen} />} />
          : <td key={group.id} className="right secondary">{words.common.none}</td>;
      })}
      <td className="right total">{!done && judged && row.total !== null && <small className="attention">{TEXT.provisional}</small>}<b>{judged ? (row.total ?? words.common.none) : words.common.none}</b></td>
      <td className="hint cut" title={hint}>{hint !== '' && (done ? <span className="small">{hint}</span> : <EntryStateMark state={row.state} text={hint} />)}</td>
    </tr>
  );
}

interface CellProps { cell: OverviewCell; label: string; editing: boolean; onEdit: (on: boolean) => void; edit: React.ReactNode }

function Cell({ cell, label, editing, onEdit, edit }: CellProps) {
  const empty = cell.total === null;
  return (
    <td className={cell.missing > 0 ? 'right cell lacking' : 'right cell'}>
      <Popover open={editing} trigger="click" placement="bottomRight" arrow={false} destroyOnHidden onOpenChange={onEdit} content={edit}>
        <button type="button" className={editing ? 'plain editing' : 'plain'} aria-label={label}>
          {cell.missing > 0 && <EntryStateMark state={empty ? 'untouched' : 'partial'} text={empty ? TEXT.unmarked : ''} />}
          {!empty && <span>{decimals(cell.total ?? '', 1)}<small className="secondary">{words.form.maximum(decimals(cell.maximum, 0))}</small></span>}
        </button>
      </Popover>
    </td>
  );
}
