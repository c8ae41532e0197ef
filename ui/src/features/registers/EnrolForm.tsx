/** Entering experts' keys into the roster: files, and a supervisor's consent on the spot. */
import { Button, Select } from 'antd';
import { useState } from 'react';
import type { PickedFile } from '../../ipc/shell';
import { useAct } from '../../ipc/useAct';
import { PassphraseField } from '../../shared/Passphrase';
import { pickFiles } from '../../shared/pick';
import { Sentence } from '../../shared/Sentence';
import { words } from '../../words';

const TEXT = words.organiser;

interface Props { supervisors: readonly { id: string; name: string }[]; onClose: () => void }

export function EnrolForm({ supervisors, onClose }: Props) {
  const [files, setFiles] = useState<PickedFile[]>([]);
  const [supervisor, setSupervisor] = useState(supervisors[0]?.id);
  const [passphrase, setPassphrase] = useState('');
  const [enrolled, setEnrolled] = useState<number>();
  const add = useAct('enrolment_add');
  const ready = files.length > 0 && supervisor !== undefined && passphrase !== '';
  const pick = async () => {
    const chosen = await pickFiles({ title: TEXT.enrolPick, kind: TEXT.enrolKind, endings: ['juryenrol'], many: true });
    if (chosen.length > 0) setFiles(chosen);
  };
  const act = async () => {
    if (!ready || add.busy) return;
    const look = await add.act({ files: files.map(({ token }) => token), supervisor, supervisorPassphrase: passphrase });
    setPassphrase('');
    if (!look) return;
    setEnrolled(files.length);
    setFiles([]);
  };
  return (
    <section className="card" aria-label={TEXT.enrolTitle} data-testid="enrol-form">
      <h2>{TEXT.enrolTitle}</h2>
      <p className="secondary small">{TEXT.enrolNote}</p>
      <div className="file-field"><span className="label">{TEXT.enrolFiles}</span><span className="cut grow">{files.length === 0 ? words.common.none : files.length === 1 ? files[0]?.name : TEXT.enrolCount(files.length)}</span>
        <Button onClick={() => { void pick(); }} data-testid="enrol-files">{files.length === 0 ? words.common.choose : words.common.chooseAgain}</Button></div>
      <div className="two">
        <label className="field"><span className="label">{TEXT.enrolSupervisor}</span><Select value={supervisor ?? null} onChange={setSupervisor} options={supervisors.map(({ id, name }) => ({ value: id, label: name }))} /></label>
        <PassphraseField label={TEXT.enrolPassphrase} value={passphrase} onChange={setPassphrase} onEnter={() => { void act(); }} testId="enrol-passphrase" />
      </div>
      <Sentence problem={add.problem} />
      {enrolled !== undefined && <p className="ok" role="status">{TEXT.enrolDone(enrolled)}</p>}
      <div className="actions"><Button onClick={onClose}>{words.common.close}</Button><span className="grow" /><Button type="primary" disabled={!ready} loading={add.busy} onClick={() => { void act(); }} data-testid="enrol">{TEXT.enrolDo}</Button></div>
    </section>
  );
}
