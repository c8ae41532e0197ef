/** Tickets signed: who asked, why, and mark by mark what the revision changed. */
import type { RereviewTicket } from '../../ipc/generated/RereviewTicket';
import { dayAndTime, entryNumber } from '../../shared/format';
import { FileVerdictMark } from '../../shared/State';
import { words } from '../../words';

const TEXT = words.rereview;

export function TicketList({ tickets }: { tickets: readonly RereviewTicket[] }) {
  return (
    <section className="card tight">
      <h2>{TEXT.tickets(tickets.length)}</h2>
      {tickets.length === 0 && <p className="secondary small pad">{TEXT.ticketsNone}</p>}
      {tickets.map((ticket) => <Ticket key={ticket.id} ticket={ticket} />)}
    </section>
  );
}

function Ticket({ ticket }: { ticket: RereviewTicket }) {
  const about = ticket.entries.length === 0 ? TEXT.whole : ticket.entries.map(({ id, title }) => `${entryNumber(id)} ${title}`).join(words.common.listJoin);
  return (
    <article className="ticket small" data-testid={`ticket-${ticket.expert}`}>
      <p className="line"><b className="cut">{TEXT.ticketHead(ticket.name, ticket.seq)}</b><span className="grow" />{ticket.answer ? <FileVerdictMark verdict={ticket.answer} /> : <span className={ticket.extended ? 'secondary' : 'attention'}>{ticket.extended ? TEXT.extended : TEXT.waiting}</span>}</p>
      <p className="cut" title={about}>{about}</p>
      <p>{ticket.reason}</p>
      <p className="secondary">{TEXT.ticketBy(ticket.askedBy, dayAndTime(ticket.at))}</p>
      {ticket.answer && !ticket.extended && (ticket.changes.length === 0 ? <p className="secondary">{TEXT.same}</p> : (
        <table className="lines"><thead><tr><th>{TEXT.changeColumns.what}</th><th className="right">{TEXT.changeColumns.before}</th><th className="right">{TEXT.changeColumns.after}</th></tr></thead>
          <tbody>{ticket.changes.map((change) => (
            <tr key={`${change.entry} ${change.what}`}><td title={change.title}><small className="number secondary">{entryNumber(change.entry)}</small>{change.what}{!change.asked && <small className="attention"> {TEXT.unasked}</small>}</td><td className="right">{change.before}</td><td className="right"><b>{change.after}</b></td></tr>
          ))}</tbody></table>
      ))}
    </article>
  );
}
