/** What each constraint cost; equals at the edge; ways out; decisions by hand. */
import { Checkbox } from 'antd';
import { useState } from 'react';
import type { EdgeQuestion } from '../../ipc/generated/EdgeQuestion';
import type { EntryName } from '../../ipc/generated/EntryName';
import type { ProofLine } from '../../ipc/generated/ProofLine';
import type { RecommendationLook } from '../../ipc/generated/RecommendationLook';
import { useAct } from '../../ipc/useAct';
import { dayAndTime } from '../../shared/format';
import { ReasonBar } from '../../shared/ReasonBar';
import { Sentence } from '../../shared/Sentence';
import { words } from '../../words';

const TEXT = words.outcome;

export function Proof({ look, writes }: { look: RecommendationLook; writes: boolean }) {
  const settle = useAct('recommendation_settle');
  const free = (entry: string) => { void settle.act({ inside: [], outside: [], free: [entry], reason: TEXT.freeReason }); };
  return (
    <aside className="explain" aria-label={TEXT.proof}>
      <div className="side-head"><h2>{TEXT.proof}</h2></div>
      <div className="explain-body award-pane">
        {look.waysOut.length > 0 && <section className="award-tie"><h3 className="attention">{TEXT.impossible}</h3><ul className="ways-out">{look.waysOut.map((way) => <li key={way}>{way}</li>)}</ul></section>}
        {look.questions.map((question) => <Edge key={question.among.map(({ entry }) => entry).join()} question={question} writes={writes} />)}
        {look.proof.map((line) => <Line key={line.constraint} line={line} />)}
        {look.decisions.length > 0 && <h3 className="award-head">{TEXT.decisions}</h3>}
        {look.decisions.map((line) => (
          <section key={line.entry.entry} className="award-level">
            <div className="award-row"><b className="cut">{line.inside ? TEXT.inside : TEXT.outside} {named(line.entry)}</b><span className="grow" />{writes && !look.published && <button type="button" className="link small" onClick={() => { free(line.entry.entry); }}>{TEXT.free}</button>}</div>
            <p className="small secondary">{line.reason}<br />{TEXT.decidedBy(line.who, dayAndTime(line.at))}</p>
          </section>
        ))}
        <Sentence problem={settle.problem} />
      </div>
    </aside>
  );
}

function named(entry: EntryName): string {
  return `${entry.entry} ${entry.title}`;
}

function Line({ line }: { line: ProofLine }) {
  return (
    <section className="award-level" data-testid="proof-line">
      <div className="award-row"><b>{line.constraint}</b><span className="grow" /><small className={line.bound ? 'attention' : 'secondary'}>{line.bound ? TEXT.bound : TEXT.slack}</small></div>
      {line.letIn.length > 0 && <p className="small"><span className="secondary">{TEXT.letIn}{words.common.colon}</span>{line.letIn.map(named).join(words.common.listJoin)}</p>}
      {line.givenUp.length > 0 && <p className="small"><span className="secondary">{TEXT.givenUp}{words.common.colon}</span>{line.givenUp.map(named).join(words.common.listJoin)}</p>}
    </section>
  );
}

function Edge({ question, writes }: { question: EdgeQuestion; writes: boolean }) {
  const [inside, setInside] = useState<string[]>([]);
  const settle = useAct('recommendation_settle');
  const all = question.among.map(({ entry }) => entry);
  const list = <Checkbox.Group className="tie-list" value={inside} disabled={!writes} onChange={setInside} options={question.among.map((entry) => ({ value: entry.entry, label: named(entry) }))} />;
  return (
    <section className="award-tie" data-testid="edge">
      {writes
        ? <ReasonBar text={TEXT.edgeTitle(question.room)} confirm={TEXT.edgeSettle} busy={settle.busy} problem={settle.problem} ready={inside.length === question.room}
            onConfirm={(reason) => { void settle.act({ inside, outside: all.filter((entry) => !inside.includes(entry)), free: [], reason }); }}>{list}</ReasonBar>
        : <><h3 className="attention">{TEXT.edgeTitle(question.room)}</h3>{list}</>}
    </section>
  );
}
