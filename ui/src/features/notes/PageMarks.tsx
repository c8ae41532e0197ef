/**
 * The notes on one page: regions outlined, words underlined, the page as a whole as a tag at its edge.
 *
 * Private and attached are told apart by the line (broken or whole) and by the tag, never by colour alone.
 */
import type { MouseEvent } from 'react';
import type { Note } from '../../ipc/generated/Note';
import { styleOf } from '../../shared/overlay';
import { words } from '../../words';
import { pressedAt } from './beside';
import type { Point } from './draft';

const TEXT = words.notes;

interface Props { notes: readonly Note[]; open: string | null | undefined; onOpen: (note: Note, anchor: Point) => void }

export function PageMarks({ notes, open, onOpen }: Props) {
  const whole = notes.filter(({ boxes }) => boxes.length === 0);
  return (
    <>
      {notes.filter(({ boxes }) => boxes.length > 0).map((note) => <Marks key={note.id} note={note} on={note.id === open} onOpen={onOpen} />)}
      {whole.length > 0 && <div className="page-tags">{whole.map((note) => <Tag key={note.id} note={note} on={note.id === open} onOpen={onOpen} />)}</div>}
    </>
  );
}

interface OneProps { note: Note; on: boolean; onOpen: Props['onOpen'] }

function Marks({ note, on, onOpen }: OneProps) {
  const kind = note.quote === '' ? 'area' : 'words';
  const open = (event: MouseEvent) => { onOpen(note, pressedAt(event)); };
  // One line of the words is enough for the keyboard; the others only take the pointer.
  return note.boxes.map((box, index) => (
    <button key={index} type="button" tabIndex={index === 0 ? 0 : -1} className={`plain note-mark ${kind} ${note.attached ? 'attached' : 'private'}${on ? ' on' : ''}`} style={styleOf(box)} title={said(note)} aria-label={label(note)} onClick={open} data-testid={`note-mark-${note.id}`}>
      {index === 0 && <span className="note-tag">{tag(note)}</span>}
    </button>
  ));
}

function Tag({ note, on, onOpen }: OneProps) {
  return <button type="button" className={`plain note-tag page-tag ${note.attached ? 'attached' : 'private'}${on ? ' on' : ''}`} title={said(note)} aria-label={label(note)} onClick={(event) => { onOpen(note, pressedAt(event)); }} data-testid={`note-mark-${note.id}`}>{tag(note)}</button>;
}

/** B1, 整体 or 私. */
export function tag({ attached, criterion }: Pick<Note, 'attached' | 'criterion'>): string {
  if (!attached) return TEXT.privateShort;
  return criterion ?? TEXT.entryShort;
}

/** What was noted, or else the words marked. */
export function said({ text, quote }: Pick<Note, 'text' | 'quote'>): string {
  return text === '' ? quote : text;
}

function label(note: Note): string {
  return TEXT.chip(`${TEXT.editNote} ${note.attached ? TEXT.attachedTo(tag(note)) : TEXT.private}`, said(note));
}
