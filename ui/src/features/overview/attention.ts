/**
 * How long somebody attended to something, from the moments they did anything at all.
 *
 * The one rule: a pause longer than two minutes is nobody reading, and counts for nothing.
 */
export const IDLE_MS = 120_000;

export class Attention {
  #spent = 0;
  #last: number | undefined;

  /** Somebody did something at `now`, in milliseconds of any clock that goes forward. */
  touch(now: number): void {
    if (this.#last !== undefined && now > this.#last && now - this.#last <= IDLE_MS) this.#spent += now - this.#last;
    this.#last = now;
  }

  /** They turned away: what comes before the next touch does not count. */
  turnAway(now: number): void {
    this.touch(now);
    this.#last = undefined;
  }

  /** Whole seconds not taken yet; the rest waits. */
  take(): number {
    const seconds = Math.floor(this.#spent / 1000);
    this.#spent -= seconds * 1000;
    return seconds;
  }

  /** Takes seconds back that could not be kept. */
  giveBack(seconds: number): void {
    this.#spent += seconds * 1000;
  }
}
