/** 晋级: the rounds, the cut of the one worked in, and drawing the shortlist by two people. */
import { Checkbox, Input } from 'antd';
import { useState } from 'react';
import type { LoginCard } from '../../ipc/generated/LoginCard';
import type { Role } from '../../ipc/generated/Role';
import type { RoundLook } from '../../ipc/generated/RoundLook';
import type { RoundTrack } from '../../ipc/generated/RoundTrack';
import { useAct } from '../../ipc/useAct';
import { useAnswer } from '../../ipc/useAnswer';
import { Answered } from '../../shared/Answered';
import { entryNumber } from '../../shared/format';
import { Segments } from '../../shared/Segments';
import { Sentence } from '../../shared/Sentence';
import { type Agreed, TwoPeopleAct } from '../../shared/TwoPeople';
import { words } from '../../words';
import { Judges } from './Judges';

const TEXT = words.rules;
interface Props { role: Role; supervisors: readonly LoginCard[] }

export function RoundsPage(props: Props) {
  const shown = useAnswer('round_look', {});
  return <Answered shown={shown}>{(look) => <Loaded key={look.current} look={look} {...props} />}</Answered>;
}

function Loaded({ look, role, supervisors }: Props & { look: RoundLook }) {
  const [chosen, setChosen] = useState<number>(0);
  const choosing = useAct('round_choose');
  const current = look.rounds.find(({ round }) => round === look.current);
  const track = look.tracks[chosen];
  return (
    <div className="pane" data-testid="rounds">
      <div className="page-head line"><h1>{TEXT.roundsTitle}</h1>
        <Segments label={TEXT.roundNow} value={look.current} onChange={(round) => { void choosing.act({ round }); }} options={look.rounds.map(({ round, label }) => ({ value: round, label }))} testId="round-choose" />
        {current && <span className="secondary small">{[TEXT.roundEntries(current.entries), current.cut, current.promoted > 0 ? TEXT.roundPromoted(current.promoted) : ''].filter((part) => part !== '').join(' · ')}</span>}</div>
      <Sentence problem={choosing.problem} />
      {look.tracks.length === 0 ? <div className="filler secondary">{TEXT.lastRound}</div> : (
        <div className="rule-body">
          <div className="rule-form"><section className="card tight"><table className="rule-moves wide"><thead><tr><th>{TEXT.roundColumns.track}</th><th className="right">{TEXT.roundColumns.entries}</th><th className="right">{TEXT.roundColumns.places}</th><th className="right">{TEXT.roundColumns.through}</th><th>{TEXT.roundColumns.state}</th></tr></thead>
            <tbody>{look.tracks.map((one, index) => <tr key={one.track ?? ''} className={index === chosen ? 'on' : ''} onClick={() => { setChosen(index); }}>
              <td><button type="button" className="plain" aria-pressed={index === chosen} onClick={() => { setChosen(index); }}>{one.name}</button></td>
              <td className="right">{one.entries}</td><td className="right">{one.places ?? TEXT.roundAll}</td><td className="right">{one.through.length}</td><td className={waits(one) ? 'small attention' : 'small'}>{stateOf(one)}</td></tr>)}</tbody></table></section></div>
          {track && <Cut key={track.track ?? ''} track={track} role={role} supervisors={supervisors} />}
        </div>
      )}
    </div>
  );
}

/** Somebody has to do something before there is a list. */
function waits({ shortlist, blockers, tied }: RoundTrack): boolean {
  return shortlist ? shortlist.differs : blockers.length > 0 || tied.length > 0;
}

function stateOf(one: RoundTrack): string {
  if (one.shortlist) return one.shortlist.differs ? TEXT.differs : TEXT.listed(one.shortlist.version, one.shortlist.entries.length, one.shortlist.code);
  if (one.blockers.length > 0) return TEXT.cutOpen(one.blockers.join(' '));
  return one.tied.length > 0 ? TEXT.cutTied(one.tied.length, one.open) : TEXT.cutClear;
}

function Cut({ track, role, supervisors }: Props & { track: RoundTrack }) {
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [reason, setReason] = useState('');
  const [judges, setJudges] = useState<readonly string[] | null>(null);
  const promoting = useAct('round_promote');
  const asks = track.tied.length > 0;
  const ready = track.blockers.length === 0 && (!asks || (chosen.length > 0 && reason.trim() !== '')) && judges?.length !== 0;
  const promote = async (agreed: Agreed) => { await promoting.act({ track: track.track, chosen: [...chosen], judges: [...(judges ?? [])], reason, ...agreed }); };
  const row = (entry: RoundTrack['tied'][number]) => <><small className="number secondary">{entryNumber(entry.entry)}</small><span className="grow cut" title={entry.title}>{entry.title}</span><span className="small nowrap">{TEXT.rankOf(entry.rank)}</span><b className="nowrap">{entry.published ?? words.common.none}</b></>;
  return (
    <div className="rule-side">
      <section className="card" aria-label={track.name}><h2>{track.name}</h2>
        <ol className="cut-list">{track.through.map((entry) => <li key={entry.entry}>{row(entry)}</li>)}<li className="cut-line small">{TEXT.cutOf}</li></ol>
        {track.shortlist && <p className="small secondary">{TEXT.judgedBy(track.shortlist.judges)}</p>}
        {asks && <><p className="attention small">{TEXT.cutTied(track.tied.length, track.open)}。{TEXT.choose}</p>
          {track.tied.map((entry) => <label key={entry.entry} className="cut-row"><Checkbox aria-label={entry.entry} checked={chosen.includes(entry.entry)} onChange={(event) => { setChosen(event.target.checked ? [...chosen, entry.entry] : chosen.filter((one) => one !== entry.entry)); }} />{row(entry)}</label>)}
          <label className="field"><span className="label">{TEXT.reason}</span><Input.TextArea aria-label={TEXT.reason} rows={2} maxLength={500} value={reason} onChange={(event) => { setReason(event.target.value); }} /></label></>}
      </section>
      {role === 'organiser' && <section className="card" aria-label={TEXT.promoteDo}><h2>{TEXT.promoteDo}</h2>
        <Sentence problem={promoting.problem} />
        <Judges judges={judges} onChange={setJudges} />
        <TwoPeopleAct supervisors={supervisors} action={TEXT.promoteDo} ready={ready} busy={promoting.busy} onAgree={(agreed) => { void promote(agreed); }} testId="round-promote" /></section>}
    </div>
  );
}
