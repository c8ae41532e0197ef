/** What stands in the way of 定稿: each with its sentence, the way there, and what may be decided instead. */
import { Button } from 'antd';
import { useState } from 'react';
import type { FinaliseLook } from '../../ipc/generated/FinaliseLook';
import type { OpenItem } from '../../ipc/generated/OpenItem';
import { Glyph } from '../../shared/Glyph';
import { words } from '../../words';
import { DecideForm } from './DecideForm';
import { keyOf } from './items';

const TEXT = words.finalise;

interface Props { look: FinaliseLook; acts: boolean; onGo: (screen: string) => void }

export function OpenList({ look, acts, onGo }: Props) {
  const [deciding, setDeciding] = useState<string>();
  return (
    <section className="card tight" aria-label={TEXT.openTitle(look.open.length)}>
      <h2>{TEXT.openTitle(look.open.length)}</h2>
      <p className="secondary small none">{TEXT.openNote}</p>
      <ul>{look.open.map((open) => {
        const key = keyOf(open.item);
        return (
          <li key={key} className="open-item" data-testid={`open-${open.item.kind}`}>
            <Line open={open} acts={acts} onGo={onGo} onDecide={() => { setDeciding(deciding === key ? undefined : key); }} />
            {deciding === key && <DecideForm look={look} item={open.item} outcomes={open.outcomes} onClose={() => { setDeciding(undefined); }} />}
          </li>
        );
      })}</ul>
    </section>
  );
}

function Line({ open, acts, onGo, onDecide }: { open: OpenItem; acts: boolean; onGo: (screen: string) => void; onDecide: () => void }) {
  return (
    <div className="open-line">
      <span className="tone-attention"><Glyph name="hold" /></span>
      <div className="two-lines grow"><b>{open.title}</b><small className="secondary">{open.sentence}</small></div>
      <Button size="small" onClick={() => { onGo(open.screen); }}>{TEXT.toItem}</Button>
      {acts && open.outcomes.length > 0 && <Button size="small" onClick={onDecide} data-testid="decide-open">{TEXT.decide}</Button>}
    </div>
  );
}
