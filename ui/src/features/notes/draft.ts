/** A note being written: where it stands, what it says, whether it travels. Nothing is saved before it is put. */
import type { Note } from '../../ipc/generated/Note';
import type { NotePut } from '../../ipc/generated/NotePut';
import type { PageSelection } from '../../shared/overlay';
import type { ReadingPlace } from '../../shared/place';

export interface Point { x: number; y: number }

/** A private one remembers the criterion it would be attached to. */
export type Draft = Omit<NotePut, 'entry'>;

/** The longest words a note keeps, in characters; what is longer ends in an ellipsis. */
const MOST_QUOTE = 500;

/** A new note is the expert's own until it is attached; the criterion being marked is the one proposed. */
export function draftAt({ material, page, filmMs }: ReadingPlace, criterion: string | undefined): Draft {
  return { id: null, material, page: page ?? null, boxes: [], filmMs: filmMs === undefined ? null : Math.max(0, Math.round(filmMs)), quote: '', text: '', attached: false, criterion: criterion ?? null };
}

export function draftOf({ material, page, boxes, quote }: PageSelection, criterion: string | undefined): Draft {
  return { ...draftAt({ material, page }, criterion), boxes: boxes.map(whole), quote: cut(quote) };
}

export function draftFrom({ id, material, page, boxes, filmMs, quote, text, attached, criterion }: Note, proposed: string | undefined): Draft {
  return { id, material, page, boxes, filmMs, quote, text, attached, criterion: attached ? criterion : (proposed ?? null) };
}

/** What the desk is asked: a private note has no criterion. */
export function putOf(entry: string, draft: Draft): NotePut {
  return { ...draft, entry, criterion: draft.attached ? draft.criterion : null };
}

/** Boxes are measured on the screen; the desk takes whole ten-thousandths that lie on the page. */
function whole({ left, top, right, bottom }: Note['boxes'][number]): Note['boxes'][number] {
  const low = (value: number) => Math.min(9_999, Math.max(0, Math.floor(value)));
  const high = (value: number, least: number) => Math.min(10_000, Math.max(least + 1, Math.ceil(value)));
  return { left: low(left), top: low(top), right: high(right, low(left)), bottom: high(bottom, low(top)) };
}

function cut(quote: string): string {
  const letters = [...quote.trim()];
  return letters.length <= MOST_QUOTE ? letters.join('') : `${letters.slice(0, MOST_QUOTE - 1).join('')}…`;
}
