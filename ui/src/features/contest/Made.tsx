/** Last step: the codes. The recovery code is shown once and printed for a sealed envelope. */
import { Button, Checkbox } from 'antd';
import { useState } from 'react';
import type { ContestMade } from '../../ipc/generated/ContestMade';
import type { OpenDesk } from '../../ipc/generated/OpenDesk';
import { words } from '../../words';

const TEXT = words.start;

export function Made({ made, onOpen }: { made: ContestMade; onOpen: (open: OpenDesk) => void }) {
  const [kept, setKept] = useState(false);
  return (
    <>
      <div className="paper-slip">
        <h3>{made.open.contest}</h3>
        <p className="small secondary">{TEXT.recovery}</p>
        <p className="big-code" data-testid="recovery-code">{made.recoveryCode}</p>
        <p>{TEXT.recoveryNote}</p>
        <p className="small secondary">{TEXT.contestCode}</p>
        <p className="big-code" data-testid="contest-code">{made.contestCode}</p>
        <p>{TEXT.contestCodeNote}</p>
      </div>
      <div className="actions">
        <Checkbox checked={kept} onChange={(event) => { setKept(event.target.checked); }} data-testid="recovery-kept">{TEXT.printed}</Checkbox>
        <span className="grow" />
        <Button onClick={() => { window.print(); }}>{TEXT.print}</Button>
        <Button type="primary" disabled={!kept} onClick={() => { onOpen(made.open); }} data-testid="contest-enter">{TEXT.enter}</Button>
      </div>
    </>
  );
}
