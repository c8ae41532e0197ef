/** All notes on an entry, private and attached, in reading order. */
import { useState } from 'react';
import type { MaterialRow } from '../../ipc/generated/MaterialRow';
import type { Note } from '../../ipc/generated/Note';
import type { Refusal } from '../../ipc/desk';
import { Sentence } from '../../shared/Sentence';
import { words } from '../../words';
import { Chip } from './Chips';
import { pressedAt } from './beside';
import type { Point } from './draft';
import { said, tag } from './PageMarks';

const TEXT = words.notes;

/** Opened once, it stays open from entry to entry. */
let kept = false;

interface Props {
  notes: readonly Note[];
  materials: readonly MaterialRow[];
  problem: Refusal | undefined;
  onGo: (note: Note) => void;
  onOpen: (note: Note, anchor: Point) => void;
}

export function NoteList({ notes, materials, problem, onGo, onOpen }: Props) {
  const [open, setOpen] = useState(kept);
  const toggle = () => { kept = !open; setOpen(!open); };
  return (
    <section className="note-list" aria-label={TEXT.list(0)}>
      <button type="button" className="plain head" aria-expanded={open} onClick={toggle} data-testid="notes-open">{TEXT.list(notes.length)}</button>
      <Sentence problem={problem} />
      {open && notes.length === 0 && <p className="small secondary">{TEXT.listNone}</p>}
      {open && notes.length > 0 && <ol>{notes.map((note) => <Row key={note.id} note={note} materials={materials} onGo={onGo} onOpen={onOpen} />)}</ol>}
    </section>
  );
}

function Row({ note, materials, onGo, onOpen }: Omit<Props, 'notes' | 'problem'> & { note: Note }) {
  const what = said(note);
  return (
    <li data-testid={`note-${note.id}`}>
      <Chip note={note} materials={materials} onGo={onGo} listed />
      <span className={`note-tag ${note.attached ? 'attached' : 'private'}`} title={note.attached ? TEXT.attachedTo(tag(note)) : TEXT.private}>{tag(note)}</span>
      <button type="button" className={what === '' ? 'plain cut grow secondary' : 'plain cut grow'} title={what} onClick={(event) => { onOpen(note, pressedAt(event)); }}>{what === '' ? TEXT.wordless : what}</button>
    </li>
  );
}
