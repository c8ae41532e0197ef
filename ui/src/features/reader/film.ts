/** Small sums of the film view. */

export const SPEEDS = [0.5, 0.75, 1, 1.25, 1.5, 2] as const;
export const SKIP_MS = 5_000;
/** One frame at 25 a second. A browser does not tell how many a film has; at 30 the step is one frame and a fifth. */
export const FRAME_MS = 40;
/** So near the end a film counts as seen, and begins anew the next time. */
const END_MS = 2_000;

export type FilmKey = 'play' | 'backward' | 'onward' | 'frameBack' | 'frameOn';

/** What a key does while the film has the focus. */
export function filmKey(event: { code: string; ctrlKey: boolean; metaKey: boolean; altKey: boolean }): FilmKey | undefined {
  if (event.ctrlKey || event.metaKey || event.altKey) return undefined;
  return ({ Space: 'play', KeyK: 'play', ArrowLeft: 'backward', ArrowRight: 'onward', Comma: 'frameBack', Period: 'frameOn' } as const)[event.code];
}

/** Where to begin a film that stood at `ms`. */
export function beginningOf(ms: number | null, lengthMs: number): number {
  return ms === null || ms < 0 || ms > lengthMs - END_MS ? 0 : ms;
}

/** The moment `by` later, within the film. */
export function moved(ms: number, by: number, lengthMs: number): number {
  return Math.min(Math.max(0, ms + by), Number.isFinite(lengthMs) ? lengthMs : Infinity);
}
