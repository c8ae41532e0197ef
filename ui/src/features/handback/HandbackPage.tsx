/** 签名与交回: everything summarised, the signature, and the three steps after it. */
import type { ExpertHome } from '../../ipc/generated/ExpertHome';
import type { Overview } from '../../ipc/generated/Overview';
import { useAnswer } from '../../ipc/useAnswer';
import { Answered } from '../../shared/Answered';
import { entryNumber } from '../../shared/format';
import { EntryStateMark } from '../../shared/State';
import { words } from '../../words';
import { LookList } from './LookList';
import { Print } from './Print';
import { ReceiptsCard } from './ReceiptsCard';
import { Revise } from './Revise';
import { SignBox } from './SignBox';
import { Signed } from './Signed';
import { TicketAsks } from './Ticket';

const TEXT = words.handback;

export function HandbackPage({ home, onOverview, onOpen }: { home: ExpertHome; onOverview: () => void; onOpen: (entry: string, criterion: string | undefined) => void }) {
  const shown = useAnswer('overview', {});
  const signed = home.readOnly ? home.signed : null;
  return (
    <main className="page-scroll handback">
      <div className="page-head"><h1>{TEXT.title}</h1><span className="secondary">{home.track}{words.common.dot}{home.round}</span><span className="grow" /><small className="secondary">{home.rubricLabel}</small></div>
      <Answered shown={shown}>{(overview) => (
        <div className="handback-columns">
          <Summary home={home} overview={overview} />
          <div className="stack">
            {home.ticket && <TicketAsks ticket={home.ticket} titles={new Map(home.entries.map(({ id, title }) => [id, title]))} onOpen={onOpen} />}
            {signed ? <><Signed sheet={signed} /><ReceiptsCard /><Revise onStarted={() => { const entry = home.ticket?.entries[0]; if (entry !== undefined) onOpen(entry, undefined); }} /></> : <SignBox overview={overview} onOverview={onOverview} />}
            {!signed && <LookList overview={overview} onOpen={onOpen} />}
            <section className="card quiet"><p className="secondary">{TEXT.blankNote}</p><Print form="blank_forms_save" text={TEXT.blank} name={TEXT.blankName} /></section>
          </div>
        </div>
      )}</Answered>
    </main>
  );
}

function Summary({ home, overview }: { home: ExpertHome; overview: Overview }) {
  const count = (...states: string[]) => home.entries.filter(({ state }) => states.includes(state)).length;
  const totals = overview.rows.flatMap(({ row }) => (row.state === 'done' && row.total !== null ? [row.total] : [])).sort((a, b) => Number(a) - Number(b));
  const range = totals.length > 0 ? `${totals[0] ?? ''} – ${totals.at(-1) ?? ''}` : words.common.none;
  const facts = [[TEXT.facts.done, count('done')], [TEXT.facts.open, count('untouched', 'partial')], [TEXT.facts.recused, count('recused')], [TEXT.facts.missing, count('materialMissing')], [TEXT.facts.range, range], [TEXT.facts.mean, overview.mean ?? words.common.none]] as const;
  return (
    <section className="card">
      <h2>{TEXT.summary}</h2>
      <dl className="facts">{facts.map(([name, value]) => <div key={name}><dt>{name}</dt><dd>{value}</dd></div>)}</dl>
      <div className="card-scroll"><table className="lines">
        <thead><tr><th>{TEXT.columns.number}</th><th>{TEXT.columns.title}</th><th>{TEXT.columns.state}</th><th className="right">{TEXT.columns.total}</th></tr></thead>
        <tbody>{overview.rows.map(({ row, hint }) => (
          <tr key={row.id}><td className="secondary">{entryNumber(row.id)}</td><td className="cut">{row.title}</td><td title={hint}><EntryStateMark state={row.state} /></td>
            <td className="right">{row.state === 'recused' || row.state === 'materialMissing' ? words.common.none : (row.total ?? words.common.none)}</td></tr>
        ))}</tbody>
      </table></div>
    </section>
  );
}
