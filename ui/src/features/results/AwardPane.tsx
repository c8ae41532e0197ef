/** Awards of the track: levels, ties to be settled, places left empty, special prizes. */
import { Button, Checkbox, InputNumber } from 'antd';
import { useState } from 'react';
import type { AwardLine } from '../../ipc/generated/AwardLine';
import type { AwardQuestion } from '../../ipc/generated/AwardQuestion';
import type { AwardsLook } from '../../ipc/generated/AwardsLook';
import type { SpecialLine } from '../../ipc/generated/SpecialLine';
import { useAct } from '../../ipc/useAct';
import { dayAndTime, entryNumber } from '../../shared/format';
import { ReasonBar } from '../../shared/ReasonBar';
import { Sentence } from '../../shared/Sentence';
import { words } from '../../words';

const TEXT = words.outcome;

/** `entry` is the row chosen in the table: it is the one a special prize would go to. */
interface Props { look: AwardsLook; entry: string | undefined; writes: boolean }

export function AwardPane({ look, entry, writes }: Props) {
  if (look.levels.length === 0 && look.specials.length === 0) return <p className="secondary none">{TEXT.noAwards}</p>;
  return (
    <div className="explain-body award-pane" data-testid="awards">
      {look.questions.map((question) => <Tie key={`${question.level} ${question.among.map((one) => one.entry).join()}`} track={look.track} question={question} writes={writes} />)}
      {look.levels.map((line) => <Level key={line.id} look={look} line={line} writes={writes} />)}
      {look.questionsElsewhere.length > 0 && <p className="small attention">{TEXT.elsewhere(look.questionsElsewhere.map(({ name }) => name).join(words.common.listJoin))}</p>}
      {look.specials.length > 0 && <h3 className="award-head">{TEXT.specials}</h3>}
      {look.specials.map((prize) => <Special key={prize.id} track={look.track} prize={prize} entry={entry} writes={writes} />)}
    </div>
  );
}

function Tie({ track, question, writes }: { track: string; question: AwardQuestion; writes: boolean }) {
  const [above, setAbove] = useState<string[]>([]);
  const settle = useAct('award_settle');
  const list = <Checkbox.Group className="tie-list" value={above} disabled={!writes} onChange={setAbove} options={question.among.map(({ entry, title }) => ({ value: entry, label: `${entry} ${title}` }))} />;
  return (
    <section className="award-tie" data-testid={`tie-${question.level}`}>
      <h3 className="attention">{TEXT.tieTitle(question.name, question.rank)}</h3>
      {writes
        ? <ReasonBar text={TEXT.tieAsk(question.room, question.fewer)} confirm={TEXT.tieSettle} busy={settle.busy} problem={settle.problem} ready={question.fewer ? above.length <= question.room : above.length === question.room}
            onConfirm={(reason) => { void settle.act({ track, level: question.level, above, fillAtMost: null, reason }); }}>{list}</ReasonBar>
        : list}
    </section>
  );
}

function Level({ look, line, writes }: { look: AwardsLook; line: AwardLine; writes: boolean }) {
  const [vacating, setVacating] = useState(false);
  const [most, setMost] = useState(line.taken);
  const settle = useAct('award_settle');
  const decision = look.decisions.find((one) => one.level === line.id);
  const act = (fillAtMost: number | null, reason: string) => { void settle.act({ track: look.track, level: line.id, above: null, fillAtMost, reason }).then((answer) => { if (answer) setVacating(false); }); };
  return (
    <section className="award-level">
      <div className="award-row"><b>{line.name}</b>{line.across && <small className="secondary">{TEXT.across}</small>}<span className="grow" /><span>{TEXT.places(line.taken, line.places)}</span></div>
      <div className="award-row small secondary"><span>{line.quota}</span><span className="grow" />{writes && line.mayBeVacant && !vacating && <button type="button" className="link small" onClick={() => { setVacating(true); }}>{TEXT.vacate}</button>}</div>
      {line.vacancy !== '' && <p className="small">{line.vacancy}</p>}
      {line.stale && <p className="small attention">{TEXT.stale}</p>}
      {decision && <p className="small secondary">{decision.text}{words.common.colon}{decision.reason}<br />{TEXT.decidedBy(decision.who, dayAndTime(decision.at))} {writes && <button type="button" className="link small" onClick={() => { act(null, TEXT.takeBackReason); }}>{TEXT.takeBack}</button>}</p>}
      {vacating
        ? <ReasonBar text={TEXT.vacateTitle(line.name)} confirm={TEXT.vacateSettle} busy={settle.busy} problem={settle.problem} onClose={() => { setVacating(false); }} onConfirm={(reason) => { act(most, reason); }}>
            <InputNumber min={0} max={line.places} precision={0} value={most} onChange={(value) => { if (value !== null) setMost(value); }} aria-label={TEXT.vacateTitle(line.name)} /></ReasonBar>
        : <Sentence problem={settle.problem} />}
    </section>
  );
}

function Special({ track, prize, entry, writes }: { track: string; prize: SpecialLine; entry: string | undefined; writes: boolean }) {
  const [giving, setGiving] = useState(false);
  const put = useAct('special_prize_put');
  const act = (to: string, given: boolean, reason: string) => { void put.act({ track, prize: prize.id, entry: to, given, reason }).then((answer) => { if (answer) setGiving(false); }); };
  return (
    <section className="award-level">
      <div className="award-row"><b>{prize.name}</b><span className="grow" /><span>{TEXT.specialCount(prize.gifts.length, prize.count)}</span></div>
      {prize.gifts.map(({ entry: one, reason }) => (
        <div key={one.entry} className="award-row small"><span className="cut" title={`${one.title}${words.common.colon}${reason}`}>{one.entry} {one.title}</span><span className="grow" />
          {writes && <button type="button" className="link small" onClick={() => { act(one.entry, false, TEXT.ungiveReason); }}>{TEXT.ungive}</button>}</div>
      ))}
      {writes && entry !== undefined && !giving && prize.gifts.length < prize.count && <Button size="small" onClick={() => { setGiving(true); }}>{TEXT.give(entryNumber(entry))}</Button>}
      {giving && entry !== undefined
        ? <ReasonBar text={TEXT.giveTitle(prize.name, entry)} confirm={TEXT.giveSettle} busy={put.busy} problem={put.problem} onClose={() => { setGiving(false); }} onConfirm={(reason) => { act(entry, true, reason); }} />
        : <Sentence problem={put.problem} />}
    </section>
  );
}
