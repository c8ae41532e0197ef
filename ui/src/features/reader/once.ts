/** Doing a thing once for every time somebody asked for it, however often what does it is taken off the screen and put back. */
import type { ReadingPlace } from '../../shared/place';

export class Once {
  readonly #done = new WeakMap<ReadingPlace, number>();

  /** Whether this is the first time for this place and this asking. */
  first(place: ReadingPlace, turn: number): boolean {
    if (this.#done.get(place) === turn) return false;
    this.#done.set(place, turn);
    return true;
  }
}
