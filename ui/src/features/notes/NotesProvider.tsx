/**
 * The notes of one entry, put where they belong: over the pages, among the reader's tools, below a film, into the form.
 *
 * Use around the reader and the form of an entry, under a `key` per entry. The one rule: a note is the expert's own until it is
 * attached by hand; nothing here attaches by itself.
 */
import { useEffect, useEffectEvent, useMemo, useRef, useState, type ReactNode } from 'react';
import { createPortal } from 'react-dom';
import type { EntryLook } from '../../ipc/generated/EntryLook';
import type { Note } from '../../ipc/generated/Note';
import { EvidenceContext, type EvidenceSlot } from '../../shared/evidence';
import { OverlayContext, type PageSelection, type ReaderOverlay } from '../../shared/overlay';
import { useGoTo, type ReadingPlace } from '../../shared/place';
import { Under } from './Chips';
import { Cited } from './Cited';
import { Count } from './Count';
import { draftAt, draftFrom, draftOf, type Draft, type Point } from './draft';
import { FilmNotes } from './FilmNotes';
import { NoteEditor } from './NoteEditor';
import { isNoteKey } from './noteKey';
import { NoteList } from './NoteList';
import { NoteTools } from './NoteTools';
import { PageMarks } from './PageMarks';
import { citationOf, placeName, placeOf } from './places';
import { SelectionBar } from './SelectionBar';
import { useNotes, type NotesOf } from './useNotes';

interface Open { draft: Draft; anchor: Point }

export function NotesProvider({ look, children }: { look: EntryLook; children: ReactNode }) {
  const notes = useNotes(look.row.id);
  const [open, setOpen] = useState<Open>();
  const [selection, setSelection] = useState<PageSelection>();
  const [marking, setMarking] = useState(false);
  const [criterion, setCriterion] = useState<string>();
  const where = useRef<() => ReadingPlace>(undefined);
  const acts = useActs({ look, notes, criterion, where, setOpen, setSelection, setMarking });
  useNoteKey(acts.noteHere);
  const overlay = useMemo((): ReaderOverlay => overlayOf(notes, open, marking, where, acts), [notes, open, marking, acts]);
  const slot = useMemo((): EvidenceSlot => slotOf(look, notes, where, setCriterion, acts), [look, notes, acts]);
  return (
    <OverlayContext value={overlay}><EvidenceContext value={slot}>
      {children}
      {createPortal(<Floating look={look} notes={notes} open={open} selection={selection} criterion={criterion} acts={acts} />, document.body)}
    </EvidenceContext></OverlayContext>
  );
}

interface Given {
  look: EntryLook;
  notes: NotesOf;
  criterion: string | undefined;
  where: React.RefObject<(() => ReadingPlace) | undefined>;
  setOpen: (open: Open | undefined) => void;
  setSelection: (selection: PageSelection | undefined) => void;
  setMarking: (marking: boolean) => void;
}

/** Everything people do with notes here. */
interface Acts {
  open: (draft: Draft, anchor: Point) => void;
  openNote: (note: Note, anchor: Point) => void;
  close: () => void;
  /** A note on the page or moment being read; says whether a material is open. */
  noteHere: () => boolean;
  select: (selection: PageSelection | undefined) => void;
  unselect: () => void;
  attach: (draft: Draft, criterion: string) => void;
  /** The place being read becomes evidence at once. */
  addHere: (criterion: string) => void;
  detach: (note: Note) => void;
  go: (place: ReadingPlace) => void;
  save: (draft: Draft) => void;
  remove: (draft: Draft) => void;
  mark: (marking: boolean) => void;
}

function useActs({ look, notes, criterion, where, setOpen, setSelection, setMarking }: Given): Acts {
  const goTo = useGoTo();
  const entry = look.row.id;
  return useMemo((): Acts => {
    const open = (draft: Draft, anchor: Point) => { notes.forgive(); setSelection(undefined); setOpen({ draft, anchor }); };
    const close = () => { setOpen(undefined); };
    const closeIf = (done: boolean) => { if (done) close(); };
    return {
      open, close,
      openNote: (note, anchor) => { open(draftFrom(note, criterion), anchor); },
      noteHere: () => {
        const place = where.current?.();
        if (place) open(draftAt(place, criterion), cornerOfReader());
        return place !== undefined;
      },
      select: (selection) => {
        if (selection?.kind !== 'area') { setSelection(selection); return; }
        setMarking(false);
        open(draftOf(selection, criterion), selection.anchor);
      },
      unselect: () => { setSelection(undefined); },
      attach: (draft, to) => { setSelection(undefined); void notes.put({ ...draft, attached: true, criterion: to }); },
      addHere: (to) => {
        const place = where.current?.();
        if (place) void notes.put({ ...draftAt(place, to), attached: true });
      },
      detach: (note) => { void notes.attach(note.id, undefined); },
      go: (place) => { goTo(entry, undefined, place); },
      save: (draft) => { void notes.put(draft).then(closeIf); },
      remove: ({ id }) => { if (id !== null) void notes.remove(id).then(closeIf); },
      mark: setMarking,
    };
  }, [notes, criterion, where, setOpen, setSelection, setMarking, goTo, entry]);
}

function overlayOf(notes: NotesOf, open: Open | undefined, marking: boolean, where: Given['where'], acts: Acts): ReaderOverlay {
  const of = (material: string) => notes.all.filter((note) => note.material === material);
  const onWhere = (next: (() => ReadingPlace) | undefined) => { where.current = next; };
  return {
    marking,
    onSelect: acts.select,
    renderPage: (material, page) => <PageMarks notes={of(material).filter((note) => note.page === page)} open={open?.draft.id} onOpen={acts.openNote} />,
    renderTools: (here) => <NoteTools where={here} onWhere={onWhere} marking={marking} onMarking={acts.mark} onNote={acts.noteHere} />,
    renderFilm: (material, seek) => <FilmNotes notes={of(material)} seek={seek} onOpen={acts.openNote} />,
  };
}

function slotOf({ materials }: EntryLook, notes: NotesOf, where: Given['where'], marking: EvidenceSlot['marking'], acts: Acts): EvidenceSlot {
  const under = (criterion: string) => notes.all.filter((note) => note.attached && note.criterion === criterion);
  const go = (note: Note) => { acts.go(placeOf(note)); };
  return {
    under: (criterion) => <Under notes={under(criterion)} criterion={criterion} materials={materials} readOnly={notes.readOnly} onGo={go} onDetach={acts.detach} onAdd={() => { acts.addHere(criterion); }} />,
    count: (criterion) => <Count count={under(criterion).length} />,
    list: () => <NoteList notes={notes.all} materials={materials} problem={notes.problem} onGo={go} onOpen={acts.openNote} />,
    citation: () => { const place = where.current?.(); return place && citationOf(place, materials); },
    cited: (text) => <Cited text={text} materials={materials} onGo={acts.go} />,
    marking,
  };
}

interface FloatingProps { look: EntryLook; notes: NotesOf; open: Open | undefined; selection: PageSelection | undefined; criterion: string | undefined; acts: Acts }

/** What stands over the page for a while: the note being written, or what can be made of a selection. */
function Floating({ look, notes, open, selection, criterion, acts }: FloatingProps) {
  if (open) {
    const { draft, anchor } = open;
    const stored = notes.all.find(({ id }) => id === draft.id);
    const like: Note = { ...draft, id: draft.id ?? '', materialName: stored ? stored.materialName : '', at: '' };
    return (
      <NoteEditor key={`${draft.id ?? ''} ${String(anchor.x)} ${String(anchor.y)}`} draft={draft} anchor={anchor} place={placeName(like, look.materials)} groups={look.groups} readOnly={notes.readOnly} gone={like.materialName === null}
        problem={notes.problem} onSave={acts.save} onRemove={() => { acts.remove(draft); }} onClose={acts.close} />
    );
  }
  if (!selection) return null;
  const judged = criterion !== undefined && !notes.readOnly ? criterion : undefined;
  return <SelectionBar selection={selection} criterion={judged} onNote={() => { acts.open(draftOf(selection, criterion), selection.anchor); }} onEvidence={(to) => { acts.attach(draftOf(selection, to), to); }} onGone={acts.unselect} />;
}

/** A note that belongs to no point of the screen is written at the upper right of what is being read. */
function cornerOfReader(): Point {
  const box = document.querySelector('.reader .view')?.getBoundingClientRect();
  return box ? { x: Math.max(0, box.right - 356), y: box.top } : { x: window.innerWidth / 2, y: 96 };
}

/** Hears the key wherever the focus is; the newest handler counts. */
function useNoteKey(begin: () => boolean): void {
  const hear = useEffectEvent((event: KeyboardEvent) => { if (isNoteKey(event) && begin()) event.preventDefault(); });
  useEffect(() => {
    const heard = (event: KeyboardEvent) => { hear(event); };
    document.addEventListener('keydown', heard);
    return () => { document.removeEventListener('keydown', heard); };
  }, []);
}
