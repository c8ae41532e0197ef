/**
 * Where one is in each material: kept while the window is open, and on the desk for the next time.
 *
 * The one rule: a place is never worth a refusal on screen; one that cannot be saved is lost without a word.
 */
import { ask } from '../../ipc/desk';
import type { ReadingSpot } from '../../ipc/generated/ReadingSpot';

export const START: ReadingSpot = { page: 0, share: 0, fit: 'width', percent: 100, turns: 0, twoUp: false, filmMs: null };

/** After so long without moving a place is written down. */
const REST_MS = 2_000;

const known = new Map<string, ReadingSpot>();
const waiting = new Map<string, ReturnType<typeof setTimeout>>();

/** The place in a material; `stored` is what the desk remembers of earlier days. */
export function spotOf(material: string, stored: ReadingSpot | null): ReadingSpot {
  return known.get(material) ?? stored ?? START;
}

/** Notes a change of place. */
export function keepSpot(material: string, change: Partial<ReadingSpot>, stored: ReadingSpot | null): void {
  const now = spotOf(material, stored);
  const next = { ...now, ...change };
  if ((Object.keys(next) as (keyof ReadingSpot)[]).every((key) => next[key] === now[key])) return;
  known.set(material, next);
  clearTimeout(waiting.get(material));
  waiting.set(material, setTimeout(() => { writeSpot(material); }, REST_MS));
}

/** Writes down what waits: when a material is put away. */
export function writeSpot(material: string): void {
  if (!waiting.has(material)) return;
  clearTimeout(waiting.get(material));
  waiting.delete(material);
  const spot = known.get(material);
  if (spot) void ask('reading_place_put', { material, spot }).catch(() => undefined);
}
