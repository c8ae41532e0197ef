/** An entry withdraws: the day and the reason. */
import { Input } from 'antd';
import { useState } from 'react';
import type { EntryName } from '../../ipc/generated/EntryName';
import { useAct } from '../../ipc/useAct';
import { localDay } from '../../shared/format';
import { ReasonBar } from '../../shared/ReasonBar';
import { words } from '../../words';

const TEXT = words.outcome;

export function WithdrawBar({ entry, onClose }: { entry: EntryName; onClose: () => void }) {
  const [day, setDay] = useState(localDay());
  const put = useAct('withdrawal_put');
  return (
    <ReasonBar text={TEXT.withdrawTitle(`${entry.entry} ${entry.title}`)} confirm={TEXT.withdrawSettle} busy={put.busy} problem={put.problem} onClose={onClose}
      onConfirm={(reason) => { void put.act({ entry: entry.entry, day, withdrawn: true, reason }).then((answer) => { if (answer) onClose(); }); }}>
      <label className="day-field"><span className="small">{TEXT.withdrawDay}</span><Input type="date" value={day} onChange={(event) => { setDay(event.target.value); }} /></label>
    </ReasonBar>
  );
}
