/**
 * How large everything in the window is shown: the window itself zooms, so that a layout meets it as a smaller window.
 *
 * Not the zoom of a document (that is the reader's). The one rule: what a person chose is told to whoever keeps it; what a desk kept is only shown.
 */
import { ask } from '../ipc/desk';

/** Percent that may be chosen, as jury-desk's settings.rs has them. */
export const ZOOMS = [80, 90, 100, 110, 125, 150, 175, 200] as const;
const USUAL = 100;

let percent: number = USUAL;
let keep: ((percent: number) => void) | undefined;
const watchers = new Set<() => void>();
/** Pixels of the screen to one of the page before anything was zoomed. */
const plain = window.devicePixelRatio;

export const zoom = {
  get: () => percent,

  watch(tell: () => void): () => void {
    watchers.add(tell);
    return () => { watchers.delete(tell); };
  },

  /** Shows what was kept. Where the window cannot zoom (a browser has its own keys for that) nothing happens. */
  async show(next: number): Promise<void> {
    if (next === percent) return;
    await ask('zoom_set', { percent: next }).then(() => {
      percent = next;
      watchers.forEach((tell) => { tell(); });
    }, () => undefined);
  },

  /** Shows and keeps what a person chose. */
  async choose(next: number): Promise<void> {
    await zoom.show(next);
    if (percent === next) keep?.(next);
  },

  /** One step larger or smaller, or back to the usual size. */
  step(direction: 1 | -1 | 0): void {
    const further = direction === 1 ? ZOOMS.find((one) => one > percent) : ZOOMS.findLast((one) => one < percent);
    void zoom.choose(direction === 0 ? USUAL : further ?? percent);
  },

  /** Who keeps what is chosen, while a desk is open. */
  keepBy(keeper: (percent: number) => void): () => void {
    keep = keeper;
    return () => { if (keep === keeper) keep = undefined; };
  },

  /** Pixels of the screen to one of the page. Some engines count the zoom in their own figure, some do not. */
  device: () => Math.max(window.devicePixelRatio, (plain * percent) / 100),
};
