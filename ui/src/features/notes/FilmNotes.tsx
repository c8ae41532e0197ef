/** The notes on a film, below it, in order of time: a press goes there and opens the note. */
import type { Note } from '../../ipc/generated/Note';
import { words } from '../../words';
import { pressedAt } from './beside';
import type { Point } from './draft';
import { said, tag } from './PageMarks';
import { spotName } from './places';

const TEXT = words.notes;

interface Props { notes: readonly Note[]; seek: (ms: number) => void; onOpen: (note: Note, anchor: Point) => void }

export function FilmNotes({ notes, seek, onOpen }: Props) {
  if (notes.length === 0) return null;
  const ordered = notes.toSorted((one, other) => (one.filmMs ?? 0) - (other.filmMs ?? 0));
  return (
    <ul className="film-notes" aria-label={TEXT.filmNotes}>
      {ordered.map((note) => (
        <li key={note.id}>
          <button type="button" className="plain chip" title={said(note)} onClick={() => { seek(note.filmMs ?? 0); }} data-testid={`film-note-${note.id}`}>{spotName(note) || TEXT.whole}</button>
          <span className={`note-tag ${note.attached ? 'attached' : 'private'}`}>{tag(note)}</span>
          <button type="button" className="plain cut grow" onClick={(event) => { onOpen(note, pressedAt(event)); }}>{said(note) || TEXT.wordless}</button>
        </li>
      ))}
    </ul>
  );
}
