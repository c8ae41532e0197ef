/** Both clerks sign: the scan of the paper and two passphrases. */
import { Button } from 'antd';
import { useState } from 'react';
import type { Clerk } from '../../ipc/generated/Clerk';
import type { PickedFile } from '../../ipc/shell';
import { useAct } from '../../ipc/useAct';
import { FileField } from '../../shared/FileField';
import { PassphraseField } from '../../shared/Passphrase';
import { pickFile } from '../../shared/pick';
import { Sentence } from '../../shared/Sentence';
import { words } from '../../words';

const TEXT = words.transcript;

export function SignTranscript({ expert, me, other }: { expert: string; me: string; other: Clerk }) {
  const [scan, setScan] = useState<PickedFile>();
  const [passphrase, setPassphrase] = useState('');
  const [clerkPassphrase, setClerkPassphrase] = useState('');
  const sign = useAct('transcript_sign');
  const ready = scan !== undefined && passphrase !== '' && clerkPassphrase !== '';
  const act = async () => {
    if (!ready) return;
    await sign.act({ expert, passphrase, clerk: other.id, clerkPassphrase, scan: scan.token });
    setPassphrase('');
    setClerkPassphrase('');
  };
  const enter = () => { void act(); };
  return (
    <div className="stack">
      <h2>{TEXT.signTitle}</h2>
      <p className="secondary small">{TEXT.signNote}</p>
      <FileField label={TEXT.scan} note={TEXT.scanNote} chosen={scan} choose={() => pickFile(TEXT.scanPick, TEXT.scan, ['pdf', 'jpg', 'jpeg', 'png'])} onChosen={setScan} testId="transcript-scan" />
      <PassphraseField label={TEXT.passphraseOf(me)} value={passphrase} onChange={setPassphrase} onEnter={enter} testId="transcript-mine" />
      <PassphraseField label={TEXT.passphraseOf(other.name)} value={clerkPassphrase} onChange={setClerkPassphrase} onEnter={enter} testId="transcript-other" />
      <Sentence problem={sign.problem} />
      <div className="actions"><span className="grow" /><Button type="primary" disabled={!ready} loading={sign.busy} onClick={enter} data-testid="transcript-sign">{TEXT.sign}</Button></div>
    </div>
  );
}
