/** The rule, section by section. Nothing is computed or checked here: the desk says what is wrong and what would change. */
import { Button, Checkbox, InputNumber, Select } from 'antd';
import type { RuleForm } from '../../ipc/generated/RuleForm';
import type { RuleLook } from '../../ipc/generated/RuleLook';
import { words } from '../../words';
import { Choice, Decimal, NO_PLACES, Places, replaced, Whole, without } from './parts';

const TEXT = words.rules;

export interface SectionProps { form: RuleForm; look: RuleLook; onChange: (form: RuleForm) => void }

export function CountingSection({ form, onChange }: SectionProps) {
  return (
    <section className="card" aria-label={TEXT.sections.counting}><h2>{TEXT.sections.counting}</h2>
      <Choice label={TEXT.aggregation.label} note={TEXT.aggregation.notes[form.aggregation]}>
        <Select size="small" aria-label={TEXT.aggregation.label} value={form.aggregation} popupMatchSelectWidth={false} onChange={(aggregation) => { onChange({ ...form, aggregation }); }} options={(['trimmed', 'mean', 'median'] as const).map((one) => ({ value: one, label: TEXT.aggregation.options[one] }))} />
        {form.aggregation === 'trimmed' && <>
          <Whole label={TEXT.dropHigh} value={form.dropHigh} onChange={(dropHigh) => { onChange({ ...form, dropHigh }); }} />
          <Whole label={TEXT.dropLow} value={form.dropLow} onChange={(dropLow) => { onChange({ ...form, dropLow }); }} />
          <Whole label={TEXT.minimumExperts} value={form.minimumExperts} min={1} onChange={(minimumExperts) => { onChange({ ...form, minimumExperts }); }} /></>}
      </Choice>
      <Choice label={TEXT.decimals.label} note={TEXT.decimals.note}><InputNumber size="small" aria-label={TEXT.decimals.label} min={0} max={6} precision={0} value={form.decimals} onChange={(decimals) => { if (decimals !== null) onChange({ ...form, decimals }); }} /></Choice>
      <Choice label={TEXT.basis.label} note={TEXT.basis.notes[form.rankBasis]}>
        <Select size="small" aria-label={TEXT.basis.label} value={form.rankBasis} popupMatchSelectWidth={false} onChange={(rankBasis) => { onChange({ ...form, rankBasis }); }} options={(['published', 'exact'] as const).map((one) => ({ value: one, label: TEXT.basis.options[one] }))} />
      </Choice>
      <Choice label={TEXT.minimumSheets.label} note={TEXT.minimumSheets.note}><InputNumber size="small" aria-label={TEXT.minimumSheets.label} min={1} max={99} precision={0} value={form.minimumSheets} onChange={(minimumSheets) => { onChange({ ...form, minimumSheets }); }} /></Choice>
    </section>
  );
}

export function TiesSection({ form, look, onChange }: SectionProps) {
  const put = (ties: string[]) => { onChange({ ...form, ties }); };
  const all = ['all-mean', 'highest', ...look.groups.map(({ id }) => `group:${id}`), ...form.rounds.map(({ round }) => `round:${round}`)];
  const left = all.filter((step) => !form.ties.includes(step));
  const swap = (index: number) => { const [one, other] = [form.ties[index], form.ties[index + 1]]; if (one !== undefined && other !== undefined) put(replaced(replaced(form.ties, index, other), index + 1, one)); };
  return (
    <section className="card" aria-label={TEXT.sections.ties}><h2>{TEXT.sections.ties}</h2>
      <p className="secondary small">{TEXT.tiesNote}</p>
      <ol className="rule-steps">
        {form.ties.map((step, index) => <li key={step}><span className="grow">{stepWords(step, look)}<small className="secondary rule-why">{TEXT.tieNotes[step.split(':')[0] ?? step]}</small></span>
          <Button size="small" type="link" disabled={index === 0} aria-label={`${TEXT.up} ${stepWords(step, look)}`} onClick={() => { swap(index - 1); }}>{TEXT.up}</Button>
          <Button size="small" type="link" disabled={index === form.ties.length - 1} aria-label={`${TEXT.down} ${stepWords(step, look)}`} onClick={() => { swap(index); }}>{TEXT.down}</Button>
          <Button size="small" type="link" aria-label={`${TEXT.remove} ${stepWords(step, look)}`} onClick={() => { put(without(form.ties, index)); }}>{TEXT.remove}</Button></li>)}
        <li className="secondary">{TEXT.tieEnd}</li>
      </ol>
      {left.length > 0 && <Select size="small" aria-label={TEXT.tieAdd} placeholder={TEXT.tieAdd} value={null} popupMatchSelectWidth={false} onChange={(step: string | null) => { if (step !== null) put([...form.ties, step]); }} options={left.map((step) => ({ value: step, label: stepWords(step, look) }))} />}
    </section>
  );
}

function stepWords(step: string, look: RuleLook): string {
  const [kind, of = ''] = step.split(':');
  if (kind === 'group') return TEXT.tieGroup(look.groups.find(({ id }) => id === of)?.name ?? of);
  return kind === 'round' ? TEXT.tieRound(TEXT.roundLabels[of] ?? of) : TEXT.tieSteps[step] ?? step;
}

export function RoundsSection({ form, onChange }: SectionProps) {
  const put = (rounds: RuleForm['rounds']) => { onChange({ ...form, rounds }); };
  const left = ['written', 'roadshow', 'roadshow-final'].filter((name) => form.rounds.every(({ round }) => round !== name));
  return (
    <section className="card" aria-label={TEXT.sections.rounds}><h2>{TEXT.sections.rounds}</h2>
      <p className="secondary small">{TEXT.roundsNote}</p>
      {form.rounds.map((one, index) => {
        const change = (next: Partial<typeof one>) => { put(replaced(form.rounds, index, { ...one, ...next })); };
        const last = index === form.rounds.length - 1;
        const label = TEXT.roundLabels[one.round] ?? one.round;
        return (
          <Choice key={one.round} label={label} note={last ? undefined : `${TEXT.promoteNote}${TEXT.cutTiesNote}`}>
            <Decimal label={TEXT.weight} value={one.weight} onChange={(weight) => { change({ weight }); }} />
            {!last && <>
              <Select size="small" aria-label={`${label} ${TEXT.promoteLabel}`} value={one.promote?.kind ?? 'none'} popupMatchSelectWidth={false} onChange={(kind: 'none' | 'perTrack' | 'ratio' | 'across') => { change({ promote: kind === 'none' ? null : { ...(one.promote ?? NO_PLACES), kind } }); }} options={['none', 'perTrack', 'ratio', 'across'].map((kind) => ({ value: kind, label: TEXT.promote[kind] }))} />
              {one.promote && <><Places label={TEXT.cutOf} places={one.promote} onChange={(promote) => { change({ promote }); }} />
                <Checkbox checked={one.tiesGoOn} onChange={(event) => { change({ tiesGoOn: event.target.checked }); }}>{TEXT.cutTies}</Checkbox></>}</>}
            {form.rounds.length > 1 && <Button size="small" type="link" aria-label={`${TEXT.remove} ${label}`} onClick={() => { put(without(form.rounds, index)); }}>{TEXT.remove}</Button>}
          </Choice>
        );
      })}
      <div className="actions">{left.map((round) => <Button key={round} size="small" onClick={() => { put([...form.rounds, { round, weight: '', promote: null, tiesGoOn: false }]); }}>{TEXT.roundAdd(TEXT.roundLabels[round] ?? round)}</Button>)}</div>
    </section>
  );
}
