/**
 * The practice entry: answers in place of the desk, from memory, about an entry no desk knows.
 *
 * Not a desk and not its arithmetic: nothing official comes from here. The one rule: what is asked about the practice entry never crosses the door,
 * whenever it is asked; what names no entry stays here only while somebody practises.
 */
import { words } from '../words';
import type { OperationName } from './carrier';
import type { ChairNote } from './generated/ChairNote';
import type { Changed } from './generated/Changed';
import type { DeskError } from './generated/DeskError';
import type { EntryLook } from './generated/EntryLook';
import type { EntryRow } from './generated/EntryRow';
import type { EntryState } from './generated/EntryState';
import type { HistoryRow } from './generated/HistoryRow';
import type { Phrases } from './generated/Phrases';
import type { Saved } from './generated/Saved';
import type { Undone } from './generated/Undone';

const TEXT = words.practice;
export const PRACTICE_ENTRY: string = TEXT.entry;
const STEP = 50;
const CRITERIA = TEXT.groups.flatMap(({ criteria }) => [...criteria]);

interface Sheet { marks: Readonly<Record<string, number>>; comment: string; stand: 'open' | 'recused' | 'materialMissing'; reason: string }
interface Edit { what: Changed; criterion: string | null; before: Sheet; after: Sheet }

const EMPTY: Sheet = { marks: {}, comment: '', stand: 'open', reason: '' };
/** Operations without an entry in them that the form asks. */
const WITHOUT_ENTRY: readonly OperationName[] = ['undo', 'redo', 'phrases_look', 'phrase_put', 'phrase_use', 'phrase_remove', 'own_marks'];

/** Looks whose answers differ while somebody practises. */
export const PRACTICE_LOOKS: readonly OperationName[] = ['phrases_look', 'own_marks', 'entry_look', 'history_look', 'chair_note_look', 'notes_look'];

export class Practice {
  #sheet = EMPTY;
  #done: Edit[] = [];
  #undone: Edit[] = [];
  #history: HistoryRow[] = [];
  #note = '';
  #phrases = TEXT.phrases.map((text, index) => ({ id: String(index), text: text as string, used: 0 }));
  #under = false;

  /** Begins with an empty form. */
  begin(): void {
    this.#under = true;
    this.#sheet = EMPTY;
    this.#done = [];
    this.#undone = [];
    this.#history = [];
    this.#note = '';
  }

  end(): void {
    this.#under = false;
  }

  /** Whether this is to be answered here. */
  takes(name: OperationName, request: unknown): boolean {
    const named = typeof request === 'object' && request !== null && 'entry' in request && request.entry === PRACTICE_ENTRY;
    return named || (this.#under && WITHOUT_ENTRY.includes(name));
  }

  /** The answer; a refusal is thrown as the desk throws it. */
  answer(name: OperationName, request: unknown): unknown {
    const asked = request as { criterion?: string | null; value?: string | null; text?: string; reason?: string | null; id?: string };
    switch (name) {
      case 'entry_look': return this.#look();
      case 'mark_put': return this.#change('mark', asked.criterion ?? null, withMark(this.#sheet, asked.criterion ?? '', asked.value ?? null));
      case 'comment_put': return this.#change('comment', null, { ...this.#sheet, comment: asked.text ?? '' });
      case 'recusal_put': return this.#stand('recused', asked.reason ?? null);
      case 'material_missing_put': return this.#stand('materialMissing', asked.reason ?? null);
      case 'undo': return this.#move(this.#done, this.#undone, true);
      case 'redo': return this.#move(this.#undone, this.#done, false);
      case 'history_look': return { rows: this.#past(asked.criterion ?? null) };
      case 'chair_note_look': return this.#chairNote();
      case 'chair_note_put': this.#note = asked.text ?? ''; return this.#chairNote();
      case 'notes_look': return { notes: [] };
      case 'own_marks': return { marks: [] };
      case 'phrases_look': return this.#listed();
      case 'phrase_put': this.#phrases.push({ id: String(Date.now()), text: (asked.text ?? '').trim(), used: 0 }); return this.#listed();
      case 'phrase_use': return this.#listed();
      case 'phrase_remove': this.#phrases = this.#phrases.filter(({ id }) => id !== asked.id); return this.#listed();
      default: return refuse('notAllowed', TEXT.elsewhere);
    }
  }

  #stand(stand: 'recused' | 'materialMissing', reason: string | null): Saved {
    if (reason?.trim() === '') refuse('reasonNeeded', TEXT.reasonNeeded);
    return this.#change('state', null, { ...this.#sheet, stand: reason === null ? 'open' : stand, reason: reason ?? '' });
  }

  #change(what: Changed, criterion: string | null, after: Sheet): Saved {
    const edit = { what, criterion, before: this.#sheet, after };
    this.#done.push(edit);
    this.#undone = [];
    return this.#put(edit, after);
  }

  #move(from: Edit[], to: Edit[], back: boolean): Undone {
    const edit = from.pop();
    if (!edit) return { moved: null, undo: this.#done.length, redo: this.#undone.length };
    to.push(edit);
    const [before, after] = back ? [edit.after, edit.before] : [edit.before, edit.after];
    const saved = this.#put(edit, after);
    const moved = { entry: PRACTICE_ENTRY, what: edit.what, criterion: edit.criterion, gate: null, before: markOf(before, edit), after: markOf(after, edit), values: 1, saved };
    return { moved, undo: this.#done.length, redo: this.#undone.length };
  }

  #put(edit: Edit, after: Sheet): Saved {
    this.#sheet = after;
    const row = this.#row();
    const text = edit.what === 'comment' ? after.comment : edit.what === 'state' ? after.reason : '';
    this.#history.unshift({ at: now(), what: edit.what, criterion: edit.criterion, gate: null, finding: null, mark: markOf(after, edit), state: edit.what === 'state' ? row.state : null, text, inForce: false });
    return { at: now(), row, groupTotals: this.#totals(), done: 0, total: 1 };
  }

  #past(criterion: string | null): HistoryRow[] {
    const rows = this.#history.filter((row) => criterion === null || row.criterion === criterion);
    const about = ({ what, criterion: of }: HistoryRow) => `${what} ${of ?? ''}`;
    return rows.map((row, index) => ({ ...row, inForce: rows.findIndex((other) => about(other) === about(row)) === index }));
  }

  #chairNote(): ChairNote {
    return { text: this.#note, at: this.#note === '' ? null : now(), chairs: [] };
  }

  #listed(): Phrases {
    return { phrases: [...this.#phrases] };
  }

  #totals(): (string | null)[] {
    return TEXT.groups.map(({ criteria }) => sum(criteria.flatMap(({ id }) => this.#sheet.marks[id] ?? [])));
  }

  #row(): EntryRow {
    const given = CRITERIA.flatMap(({ id }) => this.#sheet.marks[id] ?? []);
    const missing = CRITERIA.length - given.length;
    const marked: EntryState = missing === 0 ? 'done' : given.length > 0 ? 'partial' : 'untouched';
    return { id: PRACTICE_ENTRY, title: TEXT.title, entrant: TEXT.entrant, state: this.#sheet.stand === 'open' ? marked : this.#sheet.stand, total: sum(given), missing, rank: null, profile: TEXT.profile, sizeClass: TEXT.sizeClass, calibration: false };
  }

  #look(): EntryLook {
    const totals = this.#totals();
    const mark = (id: string) => { const given = this.#sheet.marks[id]; return given === undefined ? null : points(given); };
    return {
      row: this.#row(), team: TEXT.team, topic: TEXT.topic, entrantKind: TEXT.entrantKind, sizeBasis: TEXT.sizeBasis, profileNote: TEXT.profileNote, maximaDifferFrom: null, gates: [], calibration: null,
      rubricLabel: TEXT.label, reason: this.#sheet.reason, comment: this.#sheet.comment, materials: [], readOnly: false,
      groups: TEXT.groups.map(({ id, name, criteria }, index) => ({
        id, name, maximum: points(100 * criteria.reduce((all, { maximum }) => all + maximum, 0)), total: totals[index] ?? null, previousMaximum: null,
        criteria: criteria.map((one) => ({ id: one.id, name: one.name, guidance: one.guidance, maximum: points(100 * one.maximum), step: points(STEP), previousMaximum: null, bands: bands(100 * one.maximum), mark: mark(one.id), reference: null })),
      })),
    };
  }
}

/** The one there is. */
export const practice = new Practice();

function withMark(sheet: Sheet, criterion: string, value: string | null): Sheet {
  if (value === null) return { ...sheet, marks: Object.fromEntries(Object.entries(sheet.marks).filter(([id]) => id !== criterion)) };
  const maximum = 100 * (CRITERIA.find(({ id }) => id === criterion)?.maximum ?? 0);
  if (!/^\d{1,6}(\.\d{1,2})?$/.test(value)) refuse('markNotANumber', TEXT.notANumber(value));
  const given = Math.round(Number(value) * 100);
  if (given > maximum) refuse('markOutOfRange', TEXT.outOfRange(value, points(maximum)));
  const below = given - (given % STEP);
  if (below !== given) refuse('markOffStep', TEXT.offStep(value, points(below), points(below + STEP)));
  return { ...sheet, marks: { ...sheet.marks, [criterion]: given } };
}

function markOf(sheet: Sheet, { what, criterion }: Edit): string | null {
  const given = what === 'mark' ? sheet.marks[criterion ?? ''] : undefined;
  return given === undefined ? null : points(given);
}

/** Bands as the desk makes them: each from its share of the maximum, rounded up to a step, to one step below the next. */
function bands(maximum: number): { name: string; from: string; to: string; text: string }[] {
  const from = (share: number) => Math.ceil((maximum * share) / 100 / STEP) * STEP;
  return TEXT.bands.map(([name, share, text], index) => {
    const above = TEXT.bands[index - 1];
    return { name, from: points(from(share)), to: points(above === undefined ? maximum : from(above[1]) - STEP), text };
  });
}

function sum(marks: readonly number[]): string | null {
  return marks.length === 0 ? null : points(marks.reduce((all, one) => all + one, 0));
}

function points(hundredths: number): string {
  return `${String(Math.floor(hundredths / 100))}.${String(hundredths % 100).padStart(2, '0')}`;
}

function now(): string {
  return new Date().toISOString().slice(0, 19).concat('+00:00');
}

function refuse(code: DeskError['code'], sentence: string): never {
  throw { code, params: {}, sentence } satisfies DeskError;
}
