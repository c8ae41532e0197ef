/** Receipts of chair or organiser: taking one in, and what came so far. */
import { Button } from 'antd';
import type { ReceiptRow } from '../../ipc/generated/ReceiptRow';
import { useAct } from '../../ipc/useAct';
import { useAnswer } from '../../ipc/useAnswer';
import { dayAndTime } from '../../shared/format';
import { Glyph } from '../../shared/Glyph';
import { pickFile } from '../../shared/pick';
import { Sentence } from '../../shared/Sentence';
import { words } from '../../words';

const TEXT = words.handback;

export function ReceiptsCard() {
  const shown = useAnswer('receipts_look', {});
  const add = useAct('receipt_add');
  const act = async () => {
    const file = await pickFile(TEXT.receiptPick, TEXT.receiptKind, ['juryreceipt']);
    if (file) await add.act({ file: file.token });
  };
  const rows = shown.answer?.rows ?? [];
  return (
    <section className="card" aria-label={TEXT.receipts}>
      <h2>{TEXT.receipts}</h2>
      {rows.length === 0 && <p className="secondary">{TEXT.receiptsNone}</p>}
      {rows.map((row) => <Receipt key={`${row.code} ${row.at} ${row.who}`} row={row} />)}
      <Sentence problem={add.problem ?? shown.problem} />
      <div className="actions"><span className="grow" /><Button loading={add.busy} onClick={() => { void act(); }} data-testid="receipt-add">{TEXT.receiptAdd}</Button></div>
    </section>
  );
}

function Receipt({ row }: { row: ReceiptRow }) {
  return (
    <div data-testid="receipt">
      <p className="state tone-ok"><Glyph name="ok" /><b>{TEXT.received(row.seq)}</b></p>
      <p className="small secondary">{TEXT.receivedBy(row.who, dayAndTime(row.at), row.verdict)}</p>
      <p className="small">{words.common.code} {row.code}</p>
      {row.codes.length > 0 && <details className="small secondary"><summary>{words.common.details}</summary>{row.codes.join(words.common.listJoin)}</details>}
    </div>
  );
}
