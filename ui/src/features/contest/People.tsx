/** Second step: the contest's name, and two people with a passphrase each. */
import { Button, Checkbox, Input } from 'antd';
import { useState } from 'react';
import type { ContestFiles } from '../../ipc/generated/ContestFiles';
import type { ContestMade } from '../../ipc/generated/ContestMade';
import { useAct } from '../../ipc/useAct';
import { agreed, NO_PASSPHRASE, PassphraseTwice } from '../../shared/Passphrase';
import { Sentence } from '../../shared/Sentence';
import { Working } from '../../shared/Working';
import { words } from '../../words';

const TEXT = words.start;
type Field = 'name' | 'edition' | 'organiser' | 'supervisor';
const EMPTY: Record<Field, string> = { name: '', edition: '', organiser: '', supervisor: '' };

interface Props { files: ContestFiles | undefined; onMade: (made: ContestMade) => void; onBack: () => void }

export function People({ files, onMade, onBack }: Props) {
  const [fields, setFields] = useState(EMPTY);
  const [organiser, setOrganiser] = useState(NO_PASSPHRASE);
  const [supervisor, setSupervisor] = useState(NO_PASSPHRASE);
  const [copying, setCopying] = useState(true);
  const [advisory, setAdvisory] = useState(false);
  const make = useAct('contest_new');
  const ready = files !== undefined && Object.values(fields).every((text) => text.trim() !== '') && agreed(organiser) && agreed(supervisor);
  const act = () => {
    if (!files) return;
    void make.act({ ...fields, files, copying, advisory, organiserPassphrase: organiser.first, supervisorPassphrase: supervisor.first }).then((made) => { if (made) onMade(made); });
  };
  const text = (field: Field, label: string, hint?: string) => (
    <label className="field"><span className="label">{label}</span>
      <Input value={fields[field]} placeholder={hint} data-testid={`contest-${field}`} onChange={(event) => { setFields({ ...fields, [field]: event.target.value }); }} />
    </label>
  );
  return (
    <>
      {text('name', TEXT.contestName, TEXT.contestNameHint)}
      {text('edition', TEXT.edition, TEXT.editionHint)}
      <Checkbox checked={copying} onChange={(event) => { setCopying(event.target.checked); }} data-testid="contest-copying">{TEXT.copying}</Checkbox>
      <p className="small secondary">{TEXT.copyingNote}</p>
      <p className="small secondary">{TEXT.twoPeople}{words.common.passphraseHint}</p>
      <div className="two">
        <div>{text('organiser', TEXT.organiserName)}<PassphraseTwice label={TEXT.organiserPassphrase} value={organiser} onChange={setOrganiser} testId="organiser-passphrase" /></div>
        <div>{text('supervisor', TEXT.supervisorName)}<PassphraseTwice label={TEXT.supervisorPassphrase} value={supervisor} onChange={setSupervisor} testId="supervisor-passphrase" /></div>
      </div>
      <Checkbox checked={advisory} onChange={(event) => { setAdvisory(event.target.checked); }} data-testid="contest-advisory">{TEXT.advisory}<small className="secondary"> {TEXT.advisoryNote}</small></Checkbox>
      <Sentence problem={make.problem} />
      {make.busy && <Working what={TEXT.making} progress={make.progress} cancel={make.cancel} />}
      <div className="actions"><Button onClick={onBack}>{words.common.back}</Button><span className="grow" />
        <Button type="primary" disabled={!ready} loading={make.busy} onClick={act} data-testid="contest-make">{TEXT.make}</Button>
      </div>
    </>
  );
}
