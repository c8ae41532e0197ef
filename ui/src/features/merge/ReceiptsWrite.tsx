/** Writes the signed receipts for everything received, into one file to send to all. */
import { Button } from 'antd';
import { useState } from 'react';
import type { ReceiptsWritten } from '../../ipc/generated/ReceiptsWritten';
import { useAct } from '../../ipc/useAct';
import { pickTarget } from '../../shared/pick';
import { Sentence } from '../../shared/Sentence';
import { WrittenLine } from '../../shared/WrittenLine';
import { words } from '../../words';

const TEXT = words.handback;

export function ReceiptsWrite() {
  const [made, setMade] = useState<ReceiptsWritten>();
  const save = useAct('receipts_save');
  const act = async () => {
    const target = await pickTarget(TEXT.receiptsWrite, TEXT.receiptsName);
    if (target !== undefined) setMade(await save.act({ target }));
  };
  return (
    <div className="pane-actions">
      <Button size="small" loading={save.busy} onClick={() => { void act(); }} data-testid="receipts-save">{TEXT.receiptsWrite}</Button>
      <Sentence problem={save.problem} />
      {made && <><p className="small secondary">{TEXT.receiptsMade(made.count)}</p><WrittenLine written={made.written} /></>}
    </div>
  );
}
