/** The list of items, with why each is on it, and a way to bring another entry up. */
import { Button, Input } from 'antd';
import { useState } from 'react';
import type { DeliberationLook } from '../../ipc/generated/DeliberationLook';
import { useAct } from '../../ipc/useAct';
import { entryNumber } from '../../shared/format';
import { Sentence } from '../../shared/Sentence';
import { words } from '../../words';

const TEXT = words.deliberation;

interface Props { look: DeliberationLook; chosen: string; onChoose: (entry: string) => void }

export function Agenda({ look, chosen, onChoose }: Props) {
  return (
    <section className="agenda" aria-label={TEXT.agenda}>
      <ul>{look.items.map((item) => (
        <li key={item.entry}>
          <button type="button" className={item.entry === chosen ? 'plain on' : 'plain'} aria-current={item.entry === chosen} onClick={() => { onChoose(item.entry); }} data-testid={`agenda-${item.entry}`}>
            <span className="cut"><small className="number secondary">{entryNumber(item.entry)}</small>{item.title}</span>
            <small className="secondary reasons">{item.reasons.join(words.common.listJoin)}</small>
            {item.outcome !== 'open' && <small className="tone-ok">{TEXT.outcomes[item.outcome]}</small>}
          </button>
        </li>
      ))}</ul>
      {look.writable && <Add track={look.track} onAdded={onChoose} />}
    </section>
  );
}

function Add({ track, onAdded }: { track: string; onAdded: (entry: string) => void }) {
  const [entry, setEntry] = useState('');
  const put = useAct('deliberation_item_put');
  const act = async () => {
    const id = entry.trim();
    if (id === '' || !(await put.act({ track, entry: id, notes: '', votes: null, outcome: 'open' }))) return;
    setEntry('');
    onAdded(id);
  };
  return (
    <>
      <div className="agenda-add"><Input size="small" value={entry} placeholder={TEXT.addHint} aria-label={TEXT.addHint} onChange={(event) => { setEntry(event.target.value); }} onPressEnter={() => { void act(); }} /><Button size="small" disabled={entry.trim() === ''} loading={put.busy} onClick={() => { void act(); }}>{TEXT.add}</Button></div>
      <Sentence problem={put.problem} />
    </>
  );
}
