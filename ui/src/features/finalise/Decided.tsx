/** Decisions in force, each of which can be decided otherwise until the track is final. */
import { Button } from 'antd';
import { useState } from 'react';
import type { FinaliseLook } from '../../ipc/generated/FinaliseLook';
import { dayAndTime } from '../../shared/format';
import { words } from '../../words';
import { DecideForm } from './DecideForm';
import { keyOf } from './items';

const TEXT = words.finalise;

export function Decided({ look, acts }: { look: FinaliseLook; acts: boolean }) {
  const [changing, setChanging] = useState<string>();
  return (
    <section className="card tight" aria-label={TEXT.decidedTitle(look.decided.length)}>
      <h2>{TEXT.decidedTitle(look.decided.length)}</h2>
      <ul>{look.decided.map((one) => (
        <li key={one.code} className="open-item">
          <div className="open-line">
            <div className="two-lines grow"><b>{one.title}</b><small className="secondary">{TEXT.decidedLine(one.outcome, one.reason)}</small></div>
            <small className="secondary nowrap">{dayAndTime(one.at)}</small><small className="mono nowrap">{one.code}</small>
            {acts && one.outcomes.length > 1 && <Button size="small" onClick={() => { setChanging(changing === one.code ? undefined : one.code); }}>{TEXT.change}</Button>}
          </div>
          {changing === one.code && <DecideForm key={keyOf(one.item)} look={look} item={one.item} outcomes={one.outcomes} onClose={() => { setChanging(undefined); }} />}
        </li>
      ))}</ul>
    </section>
  );
}
