/** 公示与异议: public notices with their last day, objections under a real name. */
import { Button, Input, InputNumber, Select } from 'antd';
import { useState } from 'react';
import type { NoticesLook } from '../../ipc/generated/NoticesLook';
import type { Role } from '../../ipc/generated/Role';
import { useAct } from '../../ipc/useAct';
import { useAnswer } from '../../ipc/useAnswer';
import { Answered } from '../../shared/Answered';
import { Sentence } from '../../shared/Sentence';
import { words } from '../../words';
import { ObjectionForm } from './ObjectionForm';
import { Objection } from './Objection';

const TEXT = words.outcome;
const KINDS = Object.entries(TEXT.noticeKinds).map(([value, label]) => ({ value, label }));
/** The least a notice lasts; the desk refuses fewer. */
const LEAST = 7;

export function NoticesPage({ role }: { role: Role }) {
  const shown = useAnswer('notices_look', {});
  return <Answered shown={shown}>{(look) => <Loaded look={look} writes={role === 'organiser'} />}</Answered>;
}

function Loaded({ look, writes }: { look: NoticesLook; writes: boolean }) {
  const [adding, setAdding] = useState(false);
  return (
    <div className="pane" data-testid="notices">
      <div className="page-head line"><h1>{TEXT.notices}</h1><span className="grow" />{writes && !adding && <Button onClick={() => { setAdding(true); }} data-testid="objection-add">{TEXT.objectionAdd}</Button>}</div>
      <div className="outcome-body">
        {adding && <ObjectionForm look={look} onClose={() => { setAdding(false); }} />}
        <section className="card"><h2>{TEXT.noticeTitle}</h2>
          {look.notices.length === 0 && <p className="secondary">{TEXT.noticeNone}</p>}
          {look.notices.map((line) => <div key={line.what} className="outcome-line"><b>{line.name}</b><span>{TEXT.span(line.starts, line.ends, line.days)}</span><small className="secondary">{TEXT.entries(line.entries)}</small><small className="secondary cut">{line.place}</small><span className="grow" /><span>{line.state}</span></div>)}
          {writes && <Add today={look.today} />}
        </section>
        <section className="card"><h2>{TEXT.objections}</h2><p className="secondary small">{TEXT.objectionNote}</p>
          {look.objections.length === 0 && <p className="secondary">{TEXT.objectionNone}</p>}
          {look.objections.map((line) => <Objection key={line.no} line={line} writes={writes} />)}
        </section>
      </div>
    </div>
  );
}

function Add({ today }: { today: string }) {
  const [what, setWhat] = useState('recommendation');
  const [starts, setStarts] = useState(today);
  const [days, setDays] = useState(LEAST);
  const [place, setPlace] = useState('');
  const put = useAct('notice_put');
  return (
    <div className="outcome-form">
      <label className="day-field"><span className="small">{TEXT.noticeWhat}</span><Select value={what} onChange={setWhat} options={KINDS} popupMatchSelectWidth={false} /></label>
      <label className="day-field"><span className="small">{TEXT.starts}</span><Input type="date" value={starts} onChange={(event) => { setStarts(event.target.value); }} /></label>
      <label className="day-field"><span className="small">{TEXT.days}</span><InputNumber min={LEAST} max={90} precision={0} value={days} onChange={(value) => { if (value !== null) setDays(value); }} /></label>
      <label className="day-field grow"><span className="small">{TEXT.place}</span><Input value={place} onChange={(event) => { setPlace(event.target.value); }} /></label>
      <Button loading={put.busy} onClick={() => { void put.act({ what, starts, days, place }); }} data-testid="notice-add">{TEXT.noticeAdd}</Button>
      <small className="secondary">{TEXT.daysNote}</small><Sentence problem={put.problem} />
    </div>
  );
}
