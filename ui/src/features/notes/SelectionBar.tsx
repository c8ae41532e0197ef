/** What can be made of the words just selected; it goes when the selection does. */
import { useEffect } from 'react';
import type { PageSelection } from '../../shared/overlay';
import { words } from '../../words';
import { besideOf } from './beside';

const TEXT = words.notes;
const SIZE = { width: 200, height: 32 };

interface Props { selection: PageSelection; criterion: string | undefined; onNote: () => void; onEvidence: (criterion: string) => void; onGone: () => void }

export function SelectionBar({ selection, criterion, onNote, onEvidence, onGone }: Props) {
  // Whoever goes on scoring has done with the words; the bar would lie over the form.
  useEffect(() => {
    document.addEventListener('input', onGone);
    return () => { document.removeEventListener('input', onGone); };
  }, [onGone]);
  const at = besideOf(selection.anchor, SIZE.width, SIZE.height, { width: window.innerWidth, height: window.innerHeight });
  return (
    <div className="selection-bar" style={{ left: at.x, top: at.y }} role="toolbar" aria-label={TEXT.selected} data-own-pointer="" data-testid="selection-bar">
      <button type="button" className="plain tool" onClick={onNote} data-testid="note-from-words">{TEXT.fromWords}</button>
      {criterion !== undefined && <button type="button" className="plain tool" onClick={() => { onEvidence(criterion); }} data-testid="evidence-from-words">{TEXT.asEvidence(criterion)}</button>}
    </div>
  );
}
