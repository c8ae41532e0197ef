/** Answering a rescue request: organiser and supervisor together, after hearing the code. */
import { Button, Select } from 'antd';
import { useState } from 'react';
import type { Written } from '../../ipc/generated/Written';
import type { PickedFile } from '../../ipc/shell';
import { useAct } from '../../ipc/useAct';
import { CODE_LENGTH, CodeInput } from '../../shared/CodeInput';
import { FileField } from '../../shared/FileField';
import { PassphraseField } from '../../shared/Passphrase';
import { pickFile, pickTarget } from '../../shared/pick';
import { Sentence } from '../../shared/Sentence';
import { WrittenLine } from '../../shared/WrittenLine';
import { words } from '../../words';

const TEXT = words.organiser;

export function RescueAnswer({ supervisors }: { supervisors: readonly { id: string; name: string }[] }) {
  const [request, setRequest] = useState<PickedFile>();
  const [code, setCode] = useState('');
  const [supervisor, setSupervisor] = useState(supervisors[0]?.id);
  const [passphrase, setPassphrase] = useState('');
  const [written, setWritten] = useState<Written>();
  const answer = useAct('rescue_answer');
  const ready = request !== undefined && supervisor !== undefined && code.length === CODE_LENGTH && passphrase !== '';
  const act = async () => {
    if (!ready) return;
    const target = await pickTarget(TEXT.rescueAnswer, TEXT.rescueAnswerName);
    if (target === undefined) return;
    setWritten(await answer.act({ request: request.token, code, supervisor, supervisorPassphrase: passphrase, target }));
    setPassphrase('');
  };
  return (
    <details className="card"><summary><h2>{TEXT.rescueTitle}</h2></summary>
      <p className="secondary small">{TEXT.rescueNote}</p>
      <FileField label={TEXT.rescuePick} chosen={request} testId="rescue-file" onChosen={setRequest} choose={() => pickFile(TEXT.rescuePick, words.start.rescueKind, ['juryrescue'])} />
      <div className="two">
        <label className="field"><span className="label">{TEXT.rescueCode}</span><CodeInput label={TEXT.rescueCode} value={code} onChange={setCode} testId="rescue-code" /></label>
        <div>
          <label className="field"><span className="label">{TEXT.rescueSupervisor}</span><Select value={supervisor ?? null} onChange={setSupervisor} options={supervisors.map(({ id, name }) => ({ value: id, label: name }))} /></label>
          <PassphraseField label={TEXT.rescuePassphrase} value={passphrase} onChange={setPassphrase} testId="rescue-passphrase" />
        </div>
      </div>
      <Sentence problem={answer.problem} /><WrittenLine written={written} />
      <div className="actions"><span className="grow" /><Button disabled={!ready} loading={answer.busy} onClick={() => { void act(); }}>{TEXT.rescueAnswer}</Button></div>
    </details>
  );
}
