/** Signing a ticket for everybody the limits ask: one file an expert, all their entries in it. Whom that is, the desk says. */
import { Button } from 'antd';
import { useState } from 'react';
import type { Rereviews } from '../../ipc/generated/Rereviews';
import type { RereviewSigned } from '../../ipc/generated/RereviewSigned';
import { useAct } from '../../ipc/useAct';
import { pickFolder } from '../../shared/pick';
import { Sentence } from '../../shared/Sentence';
import { WrittenLine } from '../../shared/WrittenLine';
import { words } from '../../words';
import { why, Why } from './Why';

const TEXT = words.rereview;

interface Props { look: Rereviews; range: string; deviation: string; onClose: () => void }

export function AskAllForm({ look, range, deviation, onClose }: Props) {
  const [said, setSaid] = useState(why.empty);
  const [signed, setSigned] = useState<RereviewSigned>();
  const sign = useAct('rereview_ask_all');
  const asked = look.entries.flatMap(({ totals }) => totals.filter((total) => total.toAsk && !total.asked));
  const experts = new Set(asked.map(({ expert }) => expert)).size;
  const act = async () => {
    const folder = await pickFolder(TEXT.pickFolder);
    if (folder) setSigned(await sign.act({ track: look.track, range, deviation, ...why.said(said), folder: folder.token }));
  };
  return (
    <section className="card" aria-label={TEXT.allTitle} data-testid="rereview-all">
      <h2>{TEXT.allTitle}</h2>
      {!signed && <p className="small secondary">{TEXT.allNote(experts, asked.length)}</p>}
      <Why value={said} onChange={setSaid} />
      <Sentence problem={sign.problem} />
      {signed && <p className="small" role="status">{TEXT.allSigned(signed.files.length)}</p>}
      {signed?.left.map((sentence) => <p key={sentence} className="small attention">{sentence}</p>)}
      <WrittenLine written={signed?.files[0]} />
      <div className="actions"><Button onClick={onClose}>{words.common.close}</Button><span className="grow" /><Button type="primary" disabled={!why.enough(said) || signed !== undefined || experts === 0} loading={sign.busy} onClick={() => { void act(); }} data-testid="rereview-all-sign">{TEXT.sign}</Button></div>
    </section>
  );
}
