/** Who judges those that go on: whoever judged them until now, or experts named here, of any track. */
import { Select } from 'antd';
import type { ExpertFacts } from '../../ipc/generated/ExpertFacts';
import { useAnswer } from '../../ipc/useAnswer';
import { Segments } from '../../shared/Segments';
import { words } from '../../words';

const TEXT = words.rules;

interface Props {
  /** Nobody chosen yet is `[]`; `null` is whoever judged them until now. */
  judges: readonly string[] | null;
  onChange: (judges: readonly string[] | null) => void;
}

export function Judges({ judges, onChange }: Props) {
  const options = [{ value: 'same', label: TEXT.judgesSame }, { value: 'named', label: TEXT.judgesNamed }];
  return (
    <div className="field"><span className="label">{TEXT.judges}</span>
      <Segments label={TEXT.judges} value={judges === null ? 'same' : 'named'} options={options} onChange={(value) => { onChange(value === 'same' ? null : []); }} testId="judges" />
      {judges !== null && <Named judges={judges} onChange={onChange} />}</div>
  );
}

function Named({ judges, onChange }: Props & { judges: readonly string[] }) {
  const experts = useAnswer('experts_look', {}).answer?.experts ?? [];
  return <>
    <Select mode="multiple" className="wide" value={[...judges]} onChange={onChange} placeholder={TEXT.judgesPick} optionFilterProp="label" aria-label={TEXT.judges} options={panels(experts)} />
    <p className="small secondary">{TEXT.judgesNote}</p>
  </>;
}

/** Experts under their panels, in the order of their ids. */
function panels(experts: readonly ExpertFacts[]) {
  const heads = [...new Set(experts.map(head))];
  const option = ({ id, name, unit }: ExpertFacts) => ({ value: id, label: `${name} · ${unit}` });
  return heads.map((label) => ({ label, options: experts.filter((one) => head(one) === label).map(option) }));
}

function head({ track, panel }: ExpertFacts): string { return `${track} ${panel}`; }
