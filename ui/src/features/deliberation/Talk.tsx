/** One item: every expert's total side by side, what is said, the vote, what comes of it. */
import { Button, Input, InputNumber, Radio } from 'antd';
import { useState } from 'react';
import type { DeliberationItem } from '../../ipc/generated/DeliberationItem';
import type { DeliberationOutcome } from '../../ipc/generated/DeliberationOutcome';
import type { DeliberationVotes } from '../../ipc/generated/DeliberationVotes';
import { useAct } from '../../ipc/useAct';
import { Sentence } from '../../shared/Sentence';
import { CellStateMark } from '../../shared/State';
import { shown } from '../../shared/format';
import { words } from '../../words';

const TEXT = words.deliberation;
const OUTCOMES: readonly DeliberationOutcome[] = ['open', 'keep', 'revise', 'refer'];
const NO_VOTES: DeliberationVotes = { inFavour: 0, against: 0, abstain: 0 };

interface Props { track: string; item: DeliberationItem; writable: boolean; onTicket: (() => void) | undefined; reading: { on: boolean; toggle: () => void } | undefined }

export function Talk({ track, item, writable, onTicket, reading }: Props) {
  return (
    <section className="talk" aria-label={item.title}>
      <div className="pair"><div className="two-lines"><h2>{item.entry} {item.title}</h2><small className="secondary">{item.entrant}{item.before !== '' && `${words.common.dot}${item.before}`}{item.spread !== null && `${words.common.dot}${TEXT.spread(item.spread)}`}</small></div>
        {reading && <Button onClick={reading.toggle} aria-pressed={reading.on} data-testid="dossier">{reading.on ? TEXT.hideDossier : TEXT.dossier}</Button>}</div>
      <div className="marks-scroll"><table className="lines" aria-label={TEXT.marks}>
        <thead><tr><th scope="col">{TEXT.expert}</th>{item.marks.map((mark) => <th key={mark.expert} scope="col" className="right">{mark.name}</th>)}</tr></thead>
        <tbody>
          <tr><th scope="row">{TEXT.total}</th>{item.marks.map((mark) => <td key={mark.expert} className="right">{mark.total === null ? mark.state === 'notAssigned' ? words.common.none : <CellStateMark state={mark.state} /> : <b>{mark.total}</b>}</td>)}</tr>
          <tr><th scope="row">{TEXT.deviation}</th>{item.marks.map((mark) => <td key={mark.expert} className="right secondary">{shown(mark.deviation)}</td>)}</tr>
        </tbody>
      </table></div>
      <Noting track={track} item={item} writable={writable} onTicket={onTicket} />
    </section>
  );
}

/** What was typed stays on screen; the desk is told when the field is left, and at once of votes and outcome. */
function Noting({ track, item, writable, onTicket }: Omit<Props, 'reading'>) {
  const [notes, setNotes] = useState(item.notes);
  const put = useAct('deliberation_item_put');
  const save = (change: Partial<Pick<DeliberationItem, 'votes' | 'outcome'>>) => { void put.act({ track, entry: item.entry, notes, votes: item.votes, outcome: item.outcome, ...change }); };
  const vote = (part: keyof DeliberationVotes, count: number | null) => {
    const votes = { ...(item.votes ?? NO_VOTES), [part]: count ?? 0 };
    save({ votes: Object.values(votes).every((one) => one === 0) ? null : votes });
  };
  const counts: readonly [keyof DeliberationVotes, string][] = [['inFavour', TEXT.inFavour], ['against', TEXT.against], ['abstain', TEXT.abstain]];
  return (
    <>
      <label className="field"><span className="label">{TEXT.notes}</span><Input.TextArea value={notes} disabled={!writable} placeholder={TEXT.notesHint} autoSize={{ minRows: 3, maxRows: 10 }} onChange={(event) => { setNotes(event.target.value); }} onBlur={() => { if (notes !== item.notes) save({}); }} data-testid="talk-notes" /></label>
      <div className="field"><span className="label">{TEXT.votes}</span><div className="votes">{counts.map(([part, label]) => <label key={part}>{label}<InputNumber min={0} max={99} precision={0} disabled={!writable} value={item.votes?.[part] ?? null} onChange={(count) => { vote(part, count); }} data-testid={`vote-${part}`} /></label>)}</div></div>
      <div className="field"><span className="label" id="talk-outcome">{TEXT.outcome}</span><Radio.Group aria-labelledby="talk-outcome" disabled={!writable} value={item.outcome} onChange={(event) => { save({ outcome: event.target.value as DeliberationOutcome }); }} options={OUTCOMES.map((value) => ({ value, label: TEXT.outcomes[value] }))} /></div>
      {item.outcome === 'revise' && <p className="calm-line">{TEXT.reviseNote}{onTicket && <button type="button" className="link" onClick={onTicket}>{TEXT.ticket}</button>}</p>}
      <Sentence problem={put.problem} />
      {notes === item.notes && notes !== '' && <small className="secondary" role="status">{TEXT.saving}</small>}
    </>
  );
}
