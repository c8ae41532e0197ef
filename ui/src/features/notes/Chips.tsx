/** Evidence as chips: p.14, 02:31. A press goes back there. */
import type { MaterialRow } from '../../ipc/generated/MaterialRow';
import type { Note } from '../../ipc/generated/Note';
import { words } from '../../words';
import { said } from './PageMarks';
import { placeName } from './places';

const TEXT = words.notes;

interface ChipProps { note: Note; materials: readonly MaterialRow[]; onGo: (note: Note) => void; onDetach?: (() => void) | undefined; listed?: boolean }

export function Chip({ note, materials, onGo, onDetach, listed = false }: ChipProps) {
  const place = placeName(note, materials);
  return (
    <span className={`chip ${note.attached ? 'attached' : 'private'}`}>
      <button type="button" className="plain cut" disabled={note.materialName === null} title={TEXT.chip(TEXT.goTo(place), said(note))} onClick={() => { onGo(note); }} data-testid={`${listed ? 'listed' : 'evidence'}-${note.id}`}>{place}</button>
      {onDetach && <button type="button" className="plain off" aria-label={`${place} ${TEXT.makePrivate}`} title={TEXT.makePrivate} onClick={onDetach} data-testid={`detach-${note.id}`}>×</button>}
    </span>
  );
}

interface UnderProps {
  notes: readonly Note[];
  criterion: string;
  materials: readonly MaterialRow[];
  readOnly: boolean;
  onGo: (note: Note) => void;
  onDetach: (note: Note) => void;
  onAdd: () => void;
}

/** The line under the criterion being marked. */
export function Under({ notes, criterion, materials, readOnly, onGo, onDetach, onAdd }: UnderProps) {
  return (
    <div className="evidence" role="group" aria-label={TEXT.evidenceOf(criterion)} data-testid="evidence">
      <span className="small secondary">{TEXT.evidence}</span>
      {notes.map((note) => <Chip key={note.id} note={note} materials={materials} onGo={onGo} onDetach={readOnly ? undefined : () => { onDetach(note); }} />)}
      {!readOnly && <button type="button" className="link small nowrap" title={TEXT.addHereTitle} onClick={onAdd} data-testid="evidence-here">{TEXT.addHere}</button>}
    </div>
  );
}
