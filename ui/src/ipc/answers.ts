/**
 * A disposable store of answers to looks, so that several parts of a screen share one question.
 *
 * Not a truth: the database is. The one rule: dropping everything here at any moment loses nothing but a little time.
 */
import type { OperationName } from './carrier';

export interface Held {
  answer?: unknown;
  problem?: unknown;
  asking: boolean;
}

const held = new Map<string, Held>();
const watchers = new Map<string, Set<() => void>>();
const NONE: Held = { asking: false };

export function keyOf(name: OperationName, request: unknown): string {
  return `${name} ${JSON.stringify(request)}`;
}

export function peek(key: string): Held {
  return held.get(key) ?? NONE;
}

export function put(key: string, next: Held): void {
  held.set(key, next);
  watchers.get(key)?.forEach((tell) => { tell(); });
}

export function watch(key: string, tell: () => void): () => void {
  const all = watchers.get(key) ?? new Set();
  watchers.set(key, all.add(tell));
  return () => {
    all.delete(tell);
    if (all.size === 0) watchers.delete(key);
  };
}

/** Everybody who shows an answer; the first of them asks for all. */
const askers = new Map<string, Set<() => void>>();

/** Remembers how a shown answer is asked again, until the one who shows it goes. */
export function keep(key: string, askAgain: () => void): () => void {
  const all = askers.get(key) ?? new Set();
  askers.set(key, all.add(askAgain));
  return () => {
    all.delete(askAgain);
    if (all.size === 0 && askers.get(key) === all) askers.delete(key);
  };
}

function askAgain(wanted: (key: string) => boolean): void {
  for (const [key, [first]] of [...askers]) if (wanted(key)) first?.();
}

/** Drops answers of these looks; those on screen are asked again and stay until the new ones come. */
export function forget(names: readonly string[]): void {
  const stale = (key: string) => names.some((name) => key.startsWith(`${name} `));
  for (const key of [...held.keys()].filter(stale)) if (!askers.has(key)) held.delete(key);
  askAgain(stale);
}

let seating = 0;

/** Counts signings in and out: an answer asked for before belongs to somebody else's desk. */
export function seat(): number {
  return seating;
}

/** Drops every answer of the desk that was open, on signing in or out; the first screen's stays until it is asked again. */
export function forgetAll(): void {
  seating += 1;
  const mayStay = (key: string) => key.startsWith('start_look ');
  for (const key of [...held.keys()]) if (!mayStay(key)) held.delete(key);
  askAgain(mayStay);
}
