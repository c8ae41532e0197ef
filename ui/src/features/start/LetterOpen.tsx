/** Opening an assignment letter: file, opening code, passphrase; then the 核对码 to compare. */
import { Button } from 'antd';
import { useState } from 'react';
import type { LetterOpened } from '../../ipc/generated/LetterOpened';
import type { OpenDesk } from '../../ipc/generated/OpenDesk';
import type { PickedFile } from '../../ipc/shell';
import { useAct } from '../../ipc/useAct';
import { CODE_LENGTH, CodeInput } from '../../shared/CodeInput';
import { FileField } from '../../shared/FileField';
import { agreed, NO_PASSPHRASE, PassphraseTwice } from '../../shared/Passphrase';
import { pickFile } from '../../shared/pick';
import { Sentence } from '../../shared/Sentence';
import { words } from '../../words';

const TEXT = words.start;

interface Props { onOpen: (open: OpenDesk) => void; onBack: () => void; given?: PickedFile | undefined }

export function LetterOpen({ onOpen, onBack, given }: Props) {
  const [letter, setLetter] = useState(given);
  const [code, setCode] = useState('');
  const [passphrase, setPassphrase] = useState(NO_PASSPHRASE);
  const [opened, setOpened] = useState<LetterOpened>();
  const open = useAct('letter_open');
  if (opened) return <Compare opened={opened} onOpen={onOpen} />;
  const ready = letter !== undefined && code.length === CODE_LENGTH && agreed(passphrase);
  const act = () => {
    if (!letter || !ready) return;
    void open.act({ letter: letter.token, code, passphrase: passphrase.first }).then((answer) => { if (answer) setOpened(answer); });
  };
  return (
    <section className="panel" aria-label={TEXT.letterTitle}>
      <h2>{TEXT.letterTitle}</h2>
      <FileField label={TEXT.letterFile} chosen={letter} testId="letter-file" onChosen={setLetter} choose={() => pickFile(TEXT.letterPick, TEXT.letterKind, ['jurytask'])} />
      <label className="field"><span className="label">{TEXT.openingCode}</span>
        <CodeInput label={TEXT.openingCode} value={code} onChange={setCode} digitsOnly testId="opening-code" />
        <small className="secondary">{TEXT.openingCodeHint}</small>
      </label>
      <PassphraseTwice value={passphrase} onChange={setPassphrase} testId="new-passphrase" />
      <p className="small secondary">{words.common.passphraseHint}{TEXT.renewal}</p>
      <Sentence problem={open.problem} />
      <div className="actions">
        <Button onClick={onBack}>{words.common.back}</Button><span className="grow" />
        <Button type="primary" disabled={!ready} loading={open.busy} onClick={act} data-testid="letter-open">{TEXT.openIt}</Button>
      </div>
    </section>
  );
}

/** The first letter pins the contest key; a person compares what is printed with what is here. */
function Compare({ opened, onOpen }: { opened: LetterOpened; onOpen: (open: OpenDesk) => void }) {
  return (
    <section className="panel" aria-label={TEXT.letterOpened}>
      <h2>{TEXT.letterOpened}</h2>
      <p>{opened.open.contest}{words.common.dot}{opened.open.detail}</p>
      <p>{TEXT.entriesAssigned(opened.entries)}</p>
      {opened.supervisors.length > 0 && <p>{TEXT.supervisors}{words.common.colon}{opened.supervisors.join(words.common.listJoin)}</p>}
      {opened.replaced && <p className="ok">{TEXT.replaced}</p>}
      {opened.newKey && <p className="attention" data-testid="letter-new-key">{TEXT.newKey}</p>}
      {opened.changes.map((change) => <p key={change} className="small">{change}</p>)}
      <p className="small secondary">{words.common.code}</p>
      <p className="big-code" data-testid="contest-code">{opened.contestCode}</p>
      <p className="attention">{TEXT.compare}</p>
      <div className="actions"><span className="grow" />
        <Button type="primary" onClick={() => { onOpen(opened.open); }} data-testid="letter-continue">{TEXT.compareSame}</Button>
      </div>
    </section>
  );
}
