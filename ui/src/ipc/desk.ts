/**
 * The one way to ask the desk for anything.
 *
 * The one rule: whatever fails leaves here as a `Refusal` with a Chinese sentence; nobody else looks at raw errors.
 */
import { words } from '../words';
import { forget } from './answers';
import type { AnswerOf, CallOptions, Carrier, OperationName, RequestOf } from './carrier';
import type { DeskError } from './generated/DeskError';
import type { ErrorCode } from './generated/ErrorCode';
import { practice } from './practice';
import type { PickedFile } from './shell';
import { STALE_AFTER } from './stale';

/** A refusal or failure, with the sentence to show. */
export class Refusal extends Error {
  readonly code: ErrorCode;
  readonly params: DeskError['params'];

  constructor({ code, params, sentence }: DeskError) {
    super(sentence);
    this.code = code;
    this.params = params;
  }

  get sentence(): string {
    return this.message;
  }
}

let carrier: Carrier | undefined;

/** Chooses the carrier; once at start, and by tests. */
export function carryOver(chosen: Carrier): void {
  carrier = chosen;
}

/** Asks an operation. What it makes stale is asked again by whoever shows it. */
export async function ask<N extends OperationName>(name: N, request: RequestOf<N>, options: CallOptions = {}): Promise<AnswerOf<N>> {
  try {
    const answer = practice.takes(name, request) ? await Promise.resolve(practice.answer(name, request)) : await connected().ask(name, request, options);
    forget(STALE_AFTER[name] ?? []);
    return answer as AnswerOf<N>;
  } catch (problem) {
    throw refusal(problem);
  }
}

export function onChanged(listener: (topics: readonly string[]) => void): () => void {
  return connected().onChanged(listener);
}

export function onDragging(listener: (over: boolean) => void): () => void {
  return connected().onDragging(listener);
}

export function onDropped(listener: (files: readonly PickedFile[]) => void): () => void {
  return connected().onDropped(listener);
}

/** Turns anything thrown into a refusal. Wrong arguments reach us as bare strings, a lost carrier as an `Error`. */
export function refusal(problem: unknown): Refusal {
  if (problem instanceof Refusal) return problem;
  if (isDeskError(problem)) return new Refusal(problem);
  return new Refusal({ code: 'internal', params: { source: String(problem) }, sentence: words.common.internal });
}

function isDeskError(problem: unknown): problem is DeskError {
  return typeof problem === 'object' && problem !== null && 'code' in problem && 'sentence' in problem;
}

function connected(): Carrier {
  if (!carrier) throw new Error('carryOver comes before the first question');
  return carrier;
}
