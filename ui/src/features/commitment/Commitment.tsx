/** 保密与回避承诺: read, declare recusals, accept. Minimum elements after the usual practice of tenders and research reviews. */
import { Button, Checkbox } from 'antd';
import { useState } from 'react';
import type { ExpertHome } from '../../ipc/generated/ExpertHome';
import { useAct } from '../../ipc/useAct';
import { Sentence } from '../../shared/Sentence';
import { words } from '../../words';
import { RecusalTable } from './RecusalTable';

const TEXT = words.expert;

export function Commitment({ home, onAccepted }: { home: ExpertHome; onAccepted: () => void }) {
  const [reasons, setReasons] = useState<ReadonlyMap<string, string>>(new Map());
  const [read, setRead] = useState(false);
  const accept = useAct('commitment_accept');
  const incomplete = [...reasons.values()].some((reason) => reason.trim() === '');
  const act = () => {
    const recusals = [...reasons].map(([entry, reason]) => ({ entry, reason }));
    void accept.act({ recusals }).then((answer) => { if (answer) onAccepted(); });
  };
  return (
    <main className="commitment">
      <div className="sheet-of-paper">
        <h1>{TEXT.commitTitle}</h1>
        <Facts home={home} />
        <p>{TEXT.commitIntro}</p>
        <h2>{TEXT.commitSecrecyTitle}</h2>
        <ol className="numbered">{TEXT.commitSecrecy.map((line) => <li key={line}>{line}</li>)}</ol>
        <h2>{TEXT.commitRecusalTitle}</h2>
        <p>{TEXT.commitRecusalIntro}</p>
        <ol className="numbered">{TEXT.commitRecusal.map((line) => <li key={line}>{line}</li>)}</ol>
        <h2>{TEXT.commitListTitle}</h2>
        <p>{TEXT.commitListNote}</p>
        <RecusalTable entries={home.entries} reasons={reasons} onChange={setReasons} />
      </div>
      <footer className="foot">
        <Checkbox checked={read} onChange={(event) => { setRead(event.target.checked); }} data-testid="commit-read">{TEXT.commitRead}</Checkbox>
        <span className="secondary">{TEXT.commitCount(reasons.size)}</span>
        {incomplete && <span className="attention">{TEXT.commitReasonMissing}</span>}
        <Sentence problem={accept.problem} />
        <span className="grow" />
        <Button type="primary" disabled={!read || incomplete} loading={accept.busy} onClick={act} data-testid="commit-accept">{TEXT.commitAccept}</Button>
      </footer>
    </main>
  );
}

function Facts({ home }: { home: ExpertHome }) {
  const { commitFacts } = TEXT;
  const facts = [[commitFacts.name, home.expert], [commitFacts.contest, home.contest], [commitFacts.track, `${home.track}${words.common.dot}${home.round}`], [commitFacts.code, home.contestCode]] as const;
  return <dl className="facts">{facts.map(([name, value]) => <div key={name}><dt>{name}</dt><dd>{value}</dd></div>)}</dl>;
}
