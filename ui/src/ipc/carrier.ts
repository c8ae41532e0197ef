/**
 * What carries questions to the desk and its notices back: the interface, not an implementation.
 *
 * Not a list of operations: that is generated from jury-desk's table. The one rule: everything above `ipc` works over any carrier, so
 * nothing here may be something only Tauri has.
 */
import type { Operations } from './generated/Operations';
import type { Progress } from './generated/Progress';
import type { PickedFile, ShellOperations } from './shell';

export type AllOperations = Operations & ShellOperations;
export type OperationName = keyof AllOperations;
export type RequestOf<N extends OperationName> = AllOperations[N][0];
export type AnswerOf<N extends OperationName> = AllOperations[N][1];

/** How a call is followed and given up. */
export interface CallOptions {
  onProgress?: (progress: Progress) => void;
  signal?: AbortSignal;
}

export interface Carrier {
  /** Asks; rejects with whatever the other side said, which `ask` in `desk.ts` turns into a `DeskError`. */
  ask(name: OperationName, request: unknown, options: CallOptions): Promise<unknown>;
  /** Something changed without this page asking for it. Topics are names of looks; an unknown topic means everything. */
  onChanged(listener: (topics: readonly string[]) => void): () => void;
  /** Files hang over the window, or have left it. */
  onDragging(listener: (over: boolean) => void): () => void;
  /** Files were dropped on the window. */
  onDropped(listener: (files: readonly PickedFile[]) => void): () => void;
}
