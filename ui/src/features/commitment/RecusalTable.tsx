/** Entries with a tick and a reason each. */
import { Checkbox, Input } from 'antd';
import type { EntryRow } from '../../ipc/generated/EntryRow';
import { entryNumber } from '../../shared/format';
import { words } from '../../words';

const TEXT = words.expert;

interface Props { entries: readonly EntryRow[]; reasons: ReadonlyMap<string, string>; onChange: (reasons: ReadonlyMap<string, string>) => void }

export function RecusalTable({ entries, reasons, onChange }: Props) {
  const set = (entry: string, reason: string | undefined) => {
    const next = new Map(reasons);
    if (reason === undefined) next.delete(entry);
    else next.set(entry, reason);
    onChange(next);
  };
  return (
    <table className="lines recusals">
      <thead><tr><th>{TEXT.columns.number}</th><th>{TEXT.columns.title}</th><th>{TEXT.columns.entrant}</th><th>{TEXT.columns.recuse}</th><th>{TEXT.columns.reason}</th></tr></thead>
      <tbody>
        {entries.map(({ id, title, entrant }) => (
          <tr key={id}>
            <td>{entryNumber(id)}</td><td>{title}</td><td>{entrant}</td>
            <td><Checkbox aria-label={`${TEXT.columns.recuse} ${entryNumber(id)}`} data-testid={`recuse-${id}`} checked={reasons.has(id)} onChange={(event) => { set(id, event.target.checked ? '' : undefined); }} /></td>
            <td>{reasons.has(id) && <Input size="small" autoFocus aria-label={TEXT.columns.reason} placeholder={TEXT.commitReason} value={reasons.get(id) ?? ''} onChange={(event) => { set(id, event.target.value); }} />}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
