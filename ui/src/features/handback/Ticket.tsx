/** Taking in a ticket 复评单, which a revision needs after the closing. */
import { Button } from 'antd';
import { useState } from 'react';
import { useAct } from '../../ipc/useAct';
import { pickFile } from '../../shared/pick';
import { Sentence } from '../../shared/Sentence';
import { words } from '../../words';

const TEXT = words.handback;

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
