/** A newer letter changed something: a line that stays until it was read. */
import { useAnswer } from '../../ipc/useAnswer';
import { words } from '../../words';
import { useRead } from './useRead';

const TEXT = words.everyday;

export function ChangesLine({ onLook }: { onLook: () => void }) {
  const { answer } = useAnswer('letter_changes', {});
  const read = useRead();
  const [latest] = answer?.steps ?? [];
  if (!answer || answer.read || !latest) return null;
  return (
    <div className="desk-line" role="status" data-testid="letter-line">
      <span className="cut">{TEXT.lettersLine(latest.no, latest.rows.length)}</span>
      {latest.rows.length > 0 && <button type="button" className="link" onClick={onLook} data-testid="letter-look">{TEXT.lettersLook}</button>}
      <span className="grow" />
      <button type="button" className="link" onClick={() => { void read(); }} data-testid="letter-read">{TEXT.lettersRead}</button>
    </div>
  );
}
