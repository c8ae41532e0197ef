/** Awards, recommendation, re-review and the advisory page: what the rule says beside the ranking. */
import { Button, Checkbox, Input, InputNumber, Select } from 'antd';
import type { RuleRecommendation } from '../../ipc/generated/RuleRecommendation';
import { words } from '../../words';
import { Choice, Decimal, NO_PLACES, Places, replaced, Whole, without } from './parts';
import type { SectionProps } from './RuleSections';

const TEXT = words.rules;

/** An id that is not taken yet. */
function free(prefix: string, taken: readonly { id: string }[]): string {
  let number = taken.length + 1;
  while (taken.some(({ id }) => id === `${prefix}-${String(number)}`)) number += 1;
  return `${prefix}-${String(number)}`;
}

/** Fields of the same name are told apart by their place, for those who do not see it. */
function numbered(name: string, index: number): string {
  return `${name} ${String(index + 1)}`;
}

export function AwardsSection({ form, onChange }: SectionProps) {
  const { levels, special } = form;
  return (
    <section className="card" aria-label={TEXT.sections.awards}><h2>{TEXT.sections.awards}</h2>
      <p className="secondary small">{TEXT.awardsNote}{TEXT.floorNote}</p>
      {levels.map((level, index) => {
        const change = (next: Partial<typeof level>) => { onChange({ ...form, levels: replaced(levels, index, { ...level, ...next }) }); };
        return (
          <div key={level.id} className="rule-control">
            <Input size="small" className="rule-name" value={level.name} placeholder={TEXT.awardName} aria-label={numbered(TEXT.awardName, index)} onChange={(event) => { change({ name: event.target.value }); }} />
            <Places label={level.name} places={level.places} onChange={(places) => { change({ places }); }} />
            <Checkbox checked={level.vacancies} onChange={(event) => { change({ vacancies: event.target.checked, floor: event.target.checked ? level.floor : '' }); }}>{TEXT.vacancies}</Checkbox>
            {level.vacancies && <Decimal label={TEXT.floor} value={level.floor} onChange={(floor) => { change({ floor }); }} />}
            <Button size="small" type="link" aria-label={`${TEXT.remove} ${level.name}`} onClick={() => { onChange({ ...form, levels: without(levels, index) }); }}>{TEXT.remove}</Button>
          </div>
        );
      })}
      {special.map((prize, index) => {
        const change = (next: Partial<typeof prize>) => { onChange({ ...form, special: replaced(special, index, { ...prize, ...next }) }); };
        return (
          <div key={prize.id} className="rule-control">
            <Input size="small" className="rule-name" value={prize.name} placeholder={TEXT.prizes} aria-label={numbered(TEXT.prizes, index)} onChange={(event) => { change({ name: event.target.value }); }} />
            <Whole label={TEXT.prizeCount} value={prize.count} min={1} onChange={(count) => { change({ count }); }} />
            <Button size="small" type="link" aria-label={`${TEXT.remove} ${prize.name}`} onClick={() => { onChange({ ...form, special: without(special, index) }); }}>{TEXT.remove}</Button>
          </div>
        );
      })}
      <div className="actions">
        <Button size="small" onClick={() => { onChange({ ...form, levels: [...levels, { id: free('level', levels), name: '', places: NO_PLACES, vacancies: false, floor: '' }] }); }}>{TEXT.levelAdd}</Button>
        <Button size="small" onClick={() => { onChange({ ...form, special: [...special, { id: free('special', special), name: '', count: 1 }] }); }}>{TEXT.prizeAdd}</Button>
      </div>
    </section>
  );
}

const NOTICE: RuleRecommendation = { limit: 28, smeShare: '10', ofEnterprises: false, tracks: [] };

export function RecommendationSection({ form, look, onChange }: SectionProps) {
  const list = form.recommendation;
  const change = (next: Partial<RuleRecommendation>) => { onChange({ ...form, recommendation: { ...(list ?? NOTICE), ...next } }); };
  const left = look.tracks.filter(({ id }) => !list?.tracks.some(({ track }) => track === id));
  return (
    <section className="card" aria-label={TEXT.sections.recommendation}><h2>{TEXT.sections.recommendation}</h2>
      <Checkbox checked={list !== null} onChange={(event) => { onChange({ ...form, recommendation: event.target.checked ? NOTICE : null }); }}>{TEXT.recommendOn}</Checkbox>
      {list && <>
        <Choice label={TEXT.limit} note={TEXT.ofEnterprisesNote}>
          <InputNumber size="small" aria-label={TEXT.limit} min={1} max={999} precision={0} value={list.limit} onChange={(limit) => { if (limit !== null) change({ limit }); }} />
          <Decimal label={TEXT.smeShare} value={list.smeShare} onChange={(smeShare) => { change({ smeShare }); }} />
          <Checkbox checked={list.ofEnterprises} onChange={(event) => { change({ ofEnterprises: event.target.checked }); }}>{TEXT.ofEnterprises}</Checkbox>
        </Choice>
        {list.tracks.map((wish, index) => {
          const put = (next: Partial<typeof wish>) => { change({ tracks: replaced(list.tracks, index, { ...wish, ...next }) }); };
          const name = look.tracks.find(({ id }) => id === wish.track)?.name ?? wish.track;
          return (
            <div key={wish.track} className="rule-control"><span className="label">{name}</span>
              {(['atLeast', 'atMost'] as const).map((key) => <label key={key} className="rule-inline"><span className="small">{TEXT[key]}</span><InputNumber size="small" aria-label={`${name} ${TEXT[key]}`} min={0} max={999} precision={0} value={wish[key]} onChange={(value) => { put(key === 'atLeast' ? { atLeast: value } : { atMost: value }); }} /></label>)}
              <Button size="small" type="link" aria-label={`${TEXT.remove} ${name}`} onClick={() => { change({ tracks: without(list.tracks, index) }); }}>{TEXT.remove}</Button></div>
          );
        })}
        {left.length > 0 && <Select size="small" aria-label={TEXT.wishAdd} placeholder={TEXT.wishAdd} value={null} popupMatchSelectWidth={false} onChange={(track: string | null) => { if (track !== null) change({ tracks: [...list.tracks, { track, atLeast: null, atMost: null }] }); }} options={left.map(({ id, name }) => ({ value: id, label: name }))} />}
      </>}
    </section>
  );
}

export function OthersSection({ form, onChange }: SectionProps) {
  return (
    <section className="card" aria-label={TEXT.sections.others}><h2>{TEXT.sections.others}</h2>
      <Choice label={TEXT.rereview} note={TEXT.rereviewNote}>
        <Decimal label={TEXT.rereviewRange} value={form.rereviewRange} onChange={(rereviewRange) => { onChange({ ...form, rereviewRange }); }} />
        <Decimal label={TEXT.rereviewDeviation} value={form.rereviewDeviation} onChange={(rereviewDeviation) => { onChange({ ...form, rereviewDeviation }); }} />
      </Choice>
      <Choice label={TEXT.advisory} note={TEXT.advisoryNote}><Checkbox checked={form.advisory} aria-label={TEXT.advisory} onChange={(event) => { onChange({ ...form, advisory: event.target.checked }); }} /></Choice>
    </section>
  );
}
