/**
 * Giving marks and comments: what is typed goes to the desk, and its answer into everything on screen that shows it.
 *
 * The one rule: sums and ranks on screen are the desk's; here nothing is added up.
 */
import { useCallback, useState, useSyncExternalStore } from 'react';
import { ask, type Refusal } from '../ipc/desk';
import type { EntryLook } from '../ipc/generated/EntryLook';
import type { Saved } from '../ipc/generated/Saved';
import { PRACTICE_ENTRY } from '../ipc/practice';
import { amendAnswer } from '../ipc/useAnswer';
import { decimals, decimalsOf } from './format';
import { saving } from './saving';

/** Digits and one point; full-width digits and the Chinese full stop count as what they mean. */
export function cleanMark(text: string): string {
  const half = text.replace(/[\uff10-\uff19]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0)).replace(/[\u3002\uff0e]/g, '.');
  const [whole = '', ...rest] = half.replace(/[^0-9.]/g, '').split('.');
  return rest.length === 0 ? whole.slice(0, 6) : `${whole.slice(0, 6)}.${rest.join('').slice(0, 3)}`;
}

export interface Marks {
  text: (criterion: string) => string;
  problem: (criterion: string) => Refusal | undefined;
  /** Whether the criterion has a mark that counts: one the desk refused is typed, not given. */
  given: (criterion: string) => boolean;
  set: (criterion: string, text: string) => void;
  /** Shows what the desk has again, dropping what was typed and not saved. */
  forget: (criterion: string) => void;
}

/** Marks of one entry. Use under a `key` of its own per entry: what was typed belongs to it. */
export function useMarks(look: EntryLook): Marks {
  const entry = look.row.id;
  const [typed, setTyped] = useState<ReadonlyMap<string, string>>(new Map());
  useSyncExternalStore(saving.watch, saving.status);
  const stored = (criterion: string) => {
    const form = look.groups.flatMap((group) => group.criteria).find(({ id }) => id === criterion);
    return form?.mark ? decimals(form.mark, decimalsOf(form.step)) : '';
  };
  const set = useCallback((criterion: string, text: string) => {
    setTyped((now) => new Map(now).set(criterion, text));
    saving.put(markKey(entry, criterion), { value: text, run: () => putMark(entry, criterion, text) });
  }, [entry]);
  const forget = useCallback((criterion: string) => {
    saving.forget(markKey(entry, criterion));
    setTyped((now) => new Map([...now].filter(([id]) => id !== criterion)));
  }, [entry]);
  const text = (criterion: string) => typed.get(criterion) ?? saving.refused(markKey(entry, criterion))?.value ?? stored(criterion);
  const problem = (criterion: string) => saving.refused(markKey(entry, criterion))?.problem;
  return {
    text,
    problem,
    given: (criterion) => text(criterion) !== '' && problem(criterion) === undefined,
    set,
    forget,
  };
}

export function markKey(entry: string, criterion: string): string {
  return `mark ${entry} ${criterion}`;
}

/** Entry and criterion of what is saved under a key; nothing of the criterion for a comment or a gate. */
export function placeOf(key: string): { entry: string; criterion: string | undefined } | undefined {
  const [kind, entry, criterion] = key.split(' ');
  return entry === undefined ? undefined : { entry, criterion: kind === 'mark' ? criterion : undefined };
}

export async function putMark(entry: string, criterion: string, text: string): Promise<string> {
  const value = text.replace(/\.$/, '');
  const saved = await ask('mark_put', { entry, criterion, value: value === '' ? null : value });
  showSaved(entry, saved, (look) => ({
    ...look,
    groups: look.groups.map((group) => ({ ...group, criteria: group.criteria.map((one) => (one.id === criterion ? { ...one, mark: value === '' ? null : value } : one)) })),
  }));
  return saved.at;
}

export interface Comment { text: string; problem: Refusal | undefined; set: (text: string) => void; forget: () => void }

export function useComment(look: EntryLook): Comment {
  const entry = look.row.id;
  const key = `comment ${entry}`;
  const [typed, setTyped] = useState<string>();
  useSyncExternalStore(saving.watch, saving.status);
  const set = (text: string) => {
    setTyped(text);
    saving.put(key, { value: text, run: () => putComment(entry, text) });
  };
  const forget = useCallback(() => {
    saving.forget(key);
    setTyped(undefined);
  }, [key]);
  return { text: typed ?? saving.refused(key)?.value ?? look.comment, problem: saving.refused(key)?.problem, set, forget };
}

async function putComment(entry: string, text: string): Promise<string> {
  const saved = await ask('comment_put', { entry, text });
  showSaved(entry, saved, (look) => ({ ...look, comment: text }));
  return saved.at;
}

/** Puts the desk's answer into the list, the form and the count of entries done. */
export function showSaved(entry: string, saved: Saved, change: (look: EntryLook) => EntryLook = (look) => look): void {
  // Practice counts nowhere.
  if (entry !== PRACTICE_ENTRY) amendAnswer('expert_home', {}, (home) => ({
    ...home, done: saved.done, total: saved.total, savedAt: saved.at,
    entries: home.entries.map((row) => (row.id === entry ? saved.row : row)),
  }));
  amendAnswer('entry_look', { entry }, (look) => {
    const next = change(look);
    return { ...next, row: saved.row, groups: next.groups.map((group, index) => ({ ...group, total: saved.groupTotals[index] ?? null })) };
  });
}
