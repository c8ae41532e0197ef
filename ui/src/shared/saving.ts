/**
 * Saves what is typed: after a short rest, in order, and never silently not.
 *
 * Not a store of marks: the desk is. The one rule: `saved` is said only when the desk has answered, and a refused value is kept with its
 * sentence until it is mended.
 */
import { refusal, type Refusal } from '../ipc/desk';

/** What to do for one value; resolves to the time the desk gave. */
export interface Job {
  value: string;
  run: () => Promise<string>;
}

export interface Refused { value: string; problem: Refusal }
export interface SavingStatus { pending: boolean; refused: number; at: string | undefined }

const REST_MS = 300;

export class Saving {
  readonly #resting = new Map<string, { timer: ReturnType<typeof setTimeout>; job: Job }>();
  readonly #running = new Map<string, Promise<void>>();
  readonly #refused = new Map<string, Refused>();
  readonly #listeners = new Set<() => void>();
  #status: SavingStatus = { pending: false, refused: 0, at: undefined };

  /** Saves `job` once nothing newer has come under `key` for a moment. */
  put(key: string, job: Job): void {
    this.#drop(key);
    const timer = setTimeout(() => { this.#start(key); }, REST_MS);
    this.#resting.set(key, { timer, job });
    this.#tell();
  }

  /** Saves everything that rests now and waits for what is under way. */
  async flush(): Promise<void> {
    for (const key of [...this.#resting.keys()]) this.#start(key);
    while (this.#running.size > 0) await Promise.all(this.#running.values());
  }

  refused(key: string): Refused | undefined {
    return this.#refused.get(key);
  }

  /** The key of what was refused longest ago; nothing when all is saved. */
  firstRefused(): string | undefined {
    return this.#refused.keys().next().value;
  }

  /** Something was saved by other ways: shows the desk's time. */
  saw(at: string): void {
    this.#tell({ at });
  }

  /** Gives up what is still unsaved under `key`. */
  forget(key: string): void {
    this.#drop(key);
    this.#refused.delete(key);
    this.#tell();
  }

  /** Forgets refused values, on signing out. */
  clear(): void {
    this.#refused.clear();
    this.#tell({ at: undefined });
  }

  readonly status = (): SavingStatus => this.#status;

  readonly watch = (tell: () => void): (() => void) => {
    this.#listeners.add(tell);
    return () => { this.#listeners.delete(tell); };
  };

  #drop(key: string): void {
    const resting = this.#resting.get(key);
    if (resting) clearTimeout(resting.timer);
    this.#resting.delete(key);
  }

  #start(key: string): void {
    const resting = this.#resting.get(key);
    if (!resting) return;
    this.#drop(key);
    const before = this.#running.get(key) ?? Promise.resolve();
    const now = before.then(() => this.#run(key, resting.job)).finally(() => {
      if (this.#running.get(key) === now) this.#running.delete(key);
      this.#tell();
    });
    this.#running.set(key, now);
    this.#tell();
  }

  async #run(key: string, job: Job): Promise<void> {
    try {
      const at = await job.run();
      this.#refused.delete(key);
      this.#tell({ at });
    } catch (problem) {
      this.#refused.set(key, { value: job.value, problem: refusal(problem) });
      this.#tell();
    }
  }

  #tell(change: Partial<SavingStatus> = {}): void {
    const pending = this.#resting.size > 0 || this.#running.size > 0;
    this.#status = { ...this.#status, ...change, pending, refused: this.#refused.size };
    this.#listeners.forEach((listener) => { listener(); });
  }
}

/** The one of this window. */
export const saving = new Saving();
