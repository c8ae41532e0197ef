/** 退出与递补: who left, who moves up, and the week each has. */
import { Button, Input } from 'antd';
import { useState } from 'react';
import type { RecommendationLook } from '../../ipc/generated/RecommendationLook';
import type { SubstituteLine } from '../../ipc/generated/SubstituteLine';
import { useAct } from '../../ipc/useAct';
import { localDay } from '../../shared/format';
import { Sentence } from '../../shared/Sentence';
import { words } from '../../words';

const TEXT = words.outcome;

export function Substitution({ look, writes }: { look: RecommendationLook; writes: boolean }) {
  return (
    <div className="outcome-body">
      <section className="card"><h2>{TEXT.substitution}</h2><p className="secondary small">{TEXT.substitutionNote}</p>
        <Next look={look} writes={writes} />
        {look.substitutes.map((line) => <One key={line.entry.entry} line={line} writes={writes} />)}
      </section>
      <section className="card"><h2>{TEXT.left}</h2>{look.withdrawn.length === 0 && <p className="secondary">{TEXT.noLeft}</p>}
        {look.withdrawn.map((line) => <Left key={line.entry.entry} line={line} writes={writes} />)}</section>
    </div>
  );
}

function Next({ look, writes }: { look: RecommendationLook; writes: boolean }) {
  const [day, setDay] = useState(localDay());
  const put = useAct('substitute_put');
  const next = look.movingUp[0];
  if (!look.published || look.free === 0) return <p>{TEXT.freePlaces(0)}</p>;
  return (
    <div className="outcome-line" data-testid="moving-up">
      <span>{TEXT.freePlaces(look.free)}</span>
      {next === undefined ? <span className="attention">{TEXT.nobody}</span> : <>
        <b className="cut">{TEXT.movingUp(`${next.entry} ${next.title}`)}</b><small className="secondary cut">{next.track}{words.common.dot}{next.entrant}</small><span className="grow" />
        {writes && <><label className="day-field"><span className="small">{TEXT.notified}</span><Input type="date" value={day} onChange={(event) => { setDay(event.target.value); }} /></label>
          <Button type="primary" loading={put.busy} onClick={() => { void put.act({ entry: next.entry, notified: day }); }}>{TEXT.notify}</Button></>}</>}
      <Sentence problem={put.problem} />
    </div>
  );
}

function One({ line, writes }: { line: SubstituteLine; writes: boolean }) {
  const settle = useAct('substitute_settle');
  const act = (complete: boolean) => { void settle.act({ entry: line.entry.entry, complete, reason: complete ? TEXT.completeReason : TEXT.forfeitReason }); };
  return (
    <div className="outcome-line" data-testid={`substitute-${line.entry.entry}`}>
      <b className="cut">{line.entry.entry} {line.entry.title}</b><small className="secondary">{TEXT.notified} {line.notified}</small><span>{TEXT.due(line.due)}</span>
      <span className={line.overdue ? 'attention' : undefined}>{line.state}</span><span className="grow" />
      {writes && line.waiting && <><Button size="small" loading={settle.busy} onClick={() => { act(true); }}>{TEXT.complete}</Button><Button size="small" loading={settle.busy} onClick={() => { act(false); }}>{TEXT.forfeit}</Button></>}
      <Sentence problem={settle.problem} />
    </div>
  );
}

function Left({ line, writes }: { line: RecommendationLook['withdrawn'][number]; writes: boolean }) {
  const put = useAct('withdrawal_put');
  return (
    <div className="outcome-line">
      <b className="cut">{line.entry.entry} {line.entry.title}</b><small className="secondary">{line.day}</small><span className="cut" title={line.reason}>{line.reason}</span><span className="grow" />
      {writes && line.day !== '' && <button type="button" className="link small" onClick={() => { void put.act({ entry: line.entry.entry, day: line.day, withdrawn: false, reason: TEXT.backReason }); }}>{TEXT.back}</button>}
      <Sentence problem={put.problem} />
    </div>
  );
}
