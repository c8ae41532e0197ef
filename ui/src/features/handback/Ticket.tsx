/** Taking in a ticket 复评单, which a revision needs after the closing. */
import { Button } from 'antd';
import { useState } from 'react';
import type { TicketHeld } from '../../ipc/generated/TicketHeld';
import { useAct } from '../../ipc/useAct';
import { dayAndTime, entryNumber } from '../../shared/format';
import { pickFile } from '../../shared/pick';
import { Sentence } from '../../shared/Sentence';
import { words } from '../../words';

const TEXT = words.handback;

/** What the ticket taken in asks, with the way to the entries it names. */
export function TicketAsks({ ticket, titles, onOpen }: { ticket: TicketHeld; titles: ReadonlyMap<string, string>; onOpen: (entry: string, criterion: string | undefined) => void }) {
  return (
    <section className="card" aria-label={TEXT.ticketAsks} data-testid="ticket-asks">
      <h2>{TEXT.ticketAsks}</h2>
      <p>{ticket.reason}</p>
      <p className="small secondary">{TEXT.ticketFrom(ticket.askedBy, dayAndTime(ticket.at))}</p>
      {ticket.entries.length === 0 ? <p className="small">{TEXT.ticketWhole}</p> : <ul>{ticket.entries.map((entry) => <li key={entry}><button type="button" className="link" onClick={() => { onOpen(entry, undefined); }} data-testid={`ticket-entry-${entry}`}>{entryNumber(entry)} {titles.get(entry) ?? ''}</button></li>)}</ul>}
    </section>
  );
}

export function Ticket() {
  const [taken, setTaken] = useState(false);
  const add = useAct('ticket_add');
  const act = async () => {
    const file = await pickFile(TEXT.ticketPick, TEXT.ticketKind, ['juryticket']);
    if (file) setTaken((await add.act({ file: file.token })) !== undefined);
  };
  return (
    <>
      <Sentence problem={add.problem} />
      {taken && <p className="small ok" role="status">{TEXT.ticketTaken}</p>}
      <Button loading={add.busy} onClick={() => { void act(); }} data-testid="ticket-add">{TEXT.ticketAdd}</Button>
    </>
  );
}
