/** A forgotten passphrase: write the request, read the code out, apply the answer. */
import { Button } from 'antd';
import { useState } from 'react';
import type { DeskCard } from '../../ipc/generated/DeskCard';
import type { OpenDesk } from '../../ipc/generated/OpenDesk';
import type { RescueRequested } from '../../ipc/generated/RescueRequested';
import type { PickedFile } from '../../ipc/shell';
import { useAct } from '../../ipc/useAct';
import { FileField } from '../../shared/FileField';
import { agreed, NO_PASSPHRASE, PassphraseTwice } from '../../shared/Passphrase';
import { pickFile, pickTarget } from '../../shared/pick';
import { Sentence } from '../../shared/Sentence';
import { WrittenLine } from '../../shared/WrittenLine';
import { words } from '../../words';

const TEXT = words.start;

interface Props { desk: DeskCard; onOpen: (open: OpenDesk) => void; onBack: () => void }

export function Rescue({ desk, onOpen, onBack }: Props) {
  return (
    <section className="panel" aria-label={TEXT.rescueTitle}>
      <h2>{TEXT.rescueTitle}</h2>
      <p className="secondary">{TEXT.rescueWhy}</p>
      <Request desk={desk} />
      <Apply desk={desk} onOpen={onOpen} onBack={onBack} />
    </section>
  );
}

function Request({ desk }: { desk: DeskCard }) {
  const [requested, setRequested] = useState<RescueRequested>();
  const request = useAct('rescue_request');
  const write = async () => {
    const target = await pickTarget(TEXT.rescueOne, TEXT.rescueName);
    if (target !== undefined) setRequested(await request.act({ desk: desk.id, target }));
  };
  return (
    <ol className="steps-list">
      <li><b>{TEXT.rescueOne}</b><p className="small secondary">{TEXT.rescueOneNote}</p>
        <Button loading={request.busy} onClick={() => { void write(); }} data-testid="rescue-request">{TEXT.rescueOne}</Button>
        <Sentence problem={request.problem} /><WrittenLine written={requested?.written} />
      </li>
      <li><b>{TEXT.rescueTwo}</b><p className="small secondary">{TEXT.rescueTwoNote}</p>
        <p className="big-code" data-testid="rescue-code">{requested?.code ?? words.common.none}</p>
      </li>
    </ol>
  );
}

function Apply({ desk, onOpen, onBack }: Props) {
  const [answer, setAnswer] = useState<PickedFile>();
  const [passphrase, setPassphrase] = useState(NO_PASSPHRASE);
  const apply = useAct('rescue_apply');
  const act = () => {
    if (!answer) return;
    void apply.act({ desk: desk.id, answer: answer.token, passphrase: passphrase.first }).then((open) => { if (open) onOpen(open); });
  };
  return (
    <>
      <h3>{TEXT.rescueThree}</h3>
      <FileField label={TEXT.rescueAnswer} chosen={answer} testId="rescue-answer" onChosen={setAnswer} choose={() => pickFile(TEXT.rescueAnswer, TEXT.rescueKind, ['juryrescue'])} />
      <PassphraseTwice value={passphrase} onChange={setPassphrase} testId="rescue-passphrase" />
      <Sentence problem={apply.problem} />
      <div className="actions">
        <Button onClick={onBack}>{words.common.back}</Button><span className="grow" />
        <Button type="primary" disabled={!answer || !agreed(passphrase)} loading={apply.busy} onClick={act}>{TEXT.rescueApply}</Button>
      </div>
    </>
  );
}
