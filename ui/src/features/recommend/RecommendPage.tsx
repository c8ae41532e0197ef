/** 推荐: the list, what each constraint cost, substitution, other contests. */
import { Button } from 'antd';
import { useState } from 'react';
import type { RecommendationLook } from '../../ipc/generated/RecommendationLook';
import type { Role } from '../../ipc/generated/Role';
import { useAnswer } from '../../ipc/useAnswer';
import { Answered } from '../../shared/Answered';
import { Empty } from '../../shared/Empty';
import { Segments } from '../../shared/Segments';
import { CellStateMark } from '../../shared/State';
import { words } from '../../words';
import { Channel } from './Channel';
import { ListTable } from './ListTable';
import { Proof } from './Proof';
import { Substitution } from './Substitution';

const TEXT = words.outcome;
type Tab = keyof typeof TEXT.tabs;

export function RecommendPage({ role, onNotice }: { role: Role; onNotice: () => void }) {
  const shown = useAnswer('recommendation_look', {});
  return <Answered shown={shown}>{(look) => <Loaded look={look} writes={role === 'organiser'} onNotice={onNotice} />}</Answered>;
}

function Loaded({ look, writes, onNotice }: { look: RecommendationLook; writes: boolean; onNotice: () => void }) {
  const [tab, setTab] = useState<Tab>('list');
  return (
    <div className="pane" data-testid="recommend">
      <div className="page-head line"><h1>{TEXT.recommend}</h1>
        <Segments label={TEXT.tabsLabel} value={tab} onChange={(next) => { setTab(next as Tab); }} testId="recommend-tabs" options={(Object.keys(TEXT.tabs) as Tab[]).map((value) => ({ value, label: TEXT.tabs[value] }))} />
        <span className="grow" /><small className="secondary cut" title={look.rule}>{look.rule}</small></div>
      {tab === 'list' && (look.rule === '' ? <Empty text={TEXT.noRule} /> : <div className="results"><ListTable look={look} writes={writes} /><Proof look={look} writes={writes} /></div>)}
      {tab === 'substitution' && <Substitution look={look} writes={writes} />}
      {tab === 'channel' && <Channel look={look} writes={writes} />}
      {tab === 'list' && look.rule !== '' && (
        <footer className="foot"><b className="nowrap">{words.common.of(look.rows.length, look.limit)}</b><span className="nowrap">{look.share}</span><small className="secondary">{look.published ? TEXT.published : TEXT.computed}</small>{look.notFinal.length > 0 && !look.published && <CellStateMark state="held" text={TEXT.notFinal(look.notFinal.join(words.common.listJoin))} />}<span className="grow" />
          {!look.published && <Button type="primary" disabled={look.rows.length === 0 || look.questions.length > 0} onClick={onNotice}>{TEXT.toNotice}</Button>}</footer>
      )}
    </div>
  );
}
