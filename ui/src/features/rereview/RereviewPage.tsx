/** 复评: entries whose totals lie apart, asking an expert to look again, and what came of it. Numbers and limits are the desk's. */
import { Button, Input, Select, Switch } from 'antd';
import { useState } from 'react';
import type { RereviewEntry } from '../../ipc/generated/RereviewEntry';
import type { RereviewTotal } from '../../ipc/generated/RereviewTotal';
import type { Rereviews } from '../../ipc/generated/Rereviews';
import type { Role } from '../../ipc/generated/Role';
import { useAnswer } from '../../ipc/useAnswer';
import { Answered } from '../../shared/Answered';
import { entryNumber, shown } from '../../shared/format';
import { cleanMark } from '../../shared/marks';
import { words } from '../../words';
import { AskAllForm } from './AskAllForm';
import { AskForm } from './AskForm';
import { TicketList } from './TicketList';

const TEXT = words.rereview;
const POINTS = '20';

interface Asking { entry: RereviewEntry; total: RereviewTotal }

export function RereviewPage({ role, track, onTrack, onBack }: { role: Role; track: string | null; onTrack: (track: string) => void; onBack: () => void }) {
  const [range, setRange] = useState(POINTS);
  const [deviation, setDeviation] = useState(POINTS);
  const [beyond, setBeyond] = useState(true);
  const [asking, setAsking] = useState<Asking | 'all'>();
  const close = () => { setAsking(undefined); };
  const shown = useAnswer('rereview_look', { track, range, deviation });
  return (
    <Answered shown={shown}>{(look) => (
      <div className="pane" data-testid="rereview">
        <div className="page-head line"><button type="button" className="link" onClick={onBack}>{TEXT.back}</button><h1>{TEXT.title}</h1>
          {look.tracks.length > 1 && <Select value={look.track} onChange={onTrack} aria-label={words.merge.track} popupMatchSelectWidth={false} options={look.tracks.map(({ id, name }) => ({ value: id, label: name }))} />}
          {look.byRule ? <span className="nowrap">{TEXT.byRule(look.range, look.deviation)}</span> : <><Limit label={TEXT.range} value={range} onChange={setRange} /><Limit label={TEXT.deviation} value={deviation} onChange={setDeviation} /></>}
          <label className="line nowrap"><Switch size="small" checked={beyond} onChange={setBeyond} />{TEXT.onlyBeyond}</label>
          <span className="grow" /><small className="secondary cut">{role === 'organiser' ? TEXT.note : TEXT.chairNote}</small>
          {role === 'organiser' && <Button size="small" disabled={!look.entries.some(({ totals }) => totals.some(({ toAsk, asked }) => toAsk && !asked))} onClick={() => { setAsking('all'); }} data-testid="rereview-all-open">{TEXT.all}</Button>}</div>
        <div className="rereview">
          <Entries look={look} beyond={beyond} may={role === 'organiser'} onAsk={setAsking} />
          <section className="rereview-side" aria-label={TEXT.tickets(look.tickets.length)}>
            {asking === 'all' && <AskAllForm look={look} range={range} deviation={deviation} onClose={close} />}
            {asking && asking !== 'all' && <AskForm key={`${asking.entry.id} ${asking.total.expert}`} entries={look.entries} expert={asking.total.expert} name={asking.total.name} first={asking.entry.id} onClose={close} />}
            <TicketList tickets={look.tickets} />
          </section>
        </div>
      </div>
    )}</Answered>
  );
}

function Limit({ label, value, onChange }: { label: string; value: string; onChange: (value: string) => void }) {
  return <label className="line nowrap">{label}<Input className="limit" size="small" value={value} onChange={(event) => { onChange(cleanMark(event.target.value)); }} />{TEXT.points}</label>;
}

function Entries({ look, beyond, may, onAsk }: { look: Rereviews; beyond: boolean; may: boolean; onAsk: (asking: Asking) => void }) {
  const rows = look.entries.filter((entry) => !beyond || entry.beyond);
  if (rows.length === 0) return <p className="filler secondary">{look.entries.length === 0 ? TEXT.none : TEXT.noneBeyond}</p>;
  return (
    <div className="table-scroll"><table className="rereview-table">
      <colgroup><col className="c-title" /><col className="c-range" /><col /></colgroup>
      <thead><tr><th>{TEXT.columns.entry}</th><th className="right">{TEXT.columns.range}</th><th>{TEXT.columns.totals}</th></tr></thead>
      <tbody>{rows.map((entry) => (
        <tr key={entry.id} data-testid={`rereview-${entry.id}`}><td className="cut" title={entry.title}><small className="number secondary">{entryNumber(entry.id)}</small>{entry.title}</td><td className={entry.beyond ? 'right attention' : 'right'}>{entry.range}</td>
          <td><div className="totals">{entry.totals.map((total) => <Total key={total.expert} total={total} may={may} onAsk={() => { onAsk({ entry, total }); }} />)}</div></td></tr>
      ))}</tbody>
    </table></div>
  );
}

function Total({ total, may, onAsk }: { total: RereviewTotal; may: boolean; onAsk: () => void }) {
  const text = <><span className="secondary">{total.name}</span> {total.total} <small>{shown(total.deviation)}</small>{total.asked && <small className="attention"> {TEXT.asked}</small>}</>;
  const classes = total.beyond ? 'total beyond' : 'total';
  if (!may || total.asked) return <span className={classes} title={total.beyond ? TEXT.beyond : undefined}>{text}</span>;
  return <button type="button" className={`plain ${classes}`} title={TEXT.ask(total.name)} onClick={onAsk} data-testid={`ask-${total.expert}`}>{text}</button>;
}
