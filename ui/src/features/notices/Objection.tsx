/** One objection, and its decision with the reason. */
import { Button } from 'antd';
import { useState } from 'react';
import type { ObjectionLine } from '../../ipc/generated/ObjectionLine';
import { useAct } from '../../ipc/useAct';
import { ReasonBar } from '../../shared/ReasonBar';
import { words } from '../../words';

const TEXT = words.outcome;

export function Objection({ line, writes }: { line: ObjectionLine; writes: boolean }) {
  const [upheld, setUpheld] = useState<boolean>();
  const settle = useAct('objection_settle');
  const close = () => { setUpheld(undefined); settle.clear(); };
  return (
    <article className="objection" data-testid={`objection-${String(line.no)}`}>
      <div className="outcome-line"><b className="cut">{TEXT.objectionHead(line.no, line.name, line.received)}</b><small className="secondary cut">{line.contact}</small><span className="grow" />
        <span className={line.decided ? undefined : 'attention'}>{line.decided ? (line.upheld ? TEXT.upheld : TEXT.dismissed) : TEXT.waiting}</span>
        {writes && !line.decided && upheld === undefined && <><Button size="small" onClick={() => { setUpheld(true); }}>{TEXT.uphold}</Button><Button size="small" onClick={() => { setUpheld(false); }}>{TEXT.dismiss}</Button></>}</div>
      <p>{line.entries.map(({ entry, title }) => `${entry} ${title}`).join(words.common.listJoin)}</p>
      <p>{line.text}</p><p className="small secondary">{TEXT.evidence(line.evidence)}</p>
      {line.decided && <p className="small">{TEXT.reason}{words.common.colon}{line.reason}</p>}
      {upheld !== undefined && <ReasonBar text={upheld ? TEXT.upheld : TEXT.dismissed} confirm={words.common.confirm} busy={settle.busy} problem={settle.problem} onClose={close} onConfirm={(reason) => { void settle.act({ no: line.no, upheld, reason }).then((answer) => { if (answer) close(); }); }} />}
    </article>
  );
}
