/** The organiser's forgotten passphrase: the recovery code out of its envelope, and a new passphrase. */
import { Button } from 'antd';
import { useState } from 'react';
import type { DeskCard } from '../../ipc/generated/DeskCard';
import type { OpenDesk } from '../../ipc/generated/OpenDesk';
import { useAct } from '../../ipc/useAct';
import { agreed, NO_PASSPHRASE, PassphraseTwice } from '../../shared/Passphrase';
import { Sentence } from '../../shared/Sentence';
import { words } from '../../words';

const TEXT = words.start;

interface Props { desk: DeskCard; onOpen: (open: OpenDesk) => void; onBack: () => void }

export function Recover({ desk, onOpen, onBack }: Props) {
  const [code, setCode] = useState('');
  const [passphrase, setPassphrase] = useState(NO_PASSPHRASE);
  const recover = useAct('paper_recover');
  const ready = code.trim() !== '' && agreed(passphrase);
  const act = () => {
    if (!ready) return;
    void recover.act({ desk: desk.id, code, passphrase: passphrase.first }).then((open) => { if (open) onOpen(open); });
  };
  return (
    <section className="panel" aria-label={TEXT.recoverTitle}>
      <h2>{TEXT.recoverTitle}</h2>
      <p className="secondary">{TEXT.recoverWhy}</p>
      <label className="field"><span className="label">{TEXT.recovery}</span>
        <input className="text-input mono" value={code} autoFocus autoComplete="off" spellCheck={false} onChange={(event) => { setCode(event.target.value); }} data-testid="recovery-code" />
        <small className="secondary">{TEXT.recoverHint}</small></label>
      <PassphraseTwice label={TEXT.recoverNew} value={passphrase} onChange={setPassphrase} testId="recover-passphrase" />
      <p className="small secondary">{words.common.passphraseHint}</p>
      <Sentence problem={recover.problem} />
      <div className="actions">
        <Button onClick={onBack}>{words.common.back}</Button><span className="grow" />
        <Button type="primary" disabled={!ready} loading={recover.busy} onClick={act} data-testid="recover">{TEXT.recoverDo}</Button>
      </div>
    </section>
  );
}
