/** The desk's strings as this page shows and draws them. Nothing here is official. */
import type { CSSProperties } from 'react';

/** For drawing: nothing where there is nothing. */
export function drawn(value: string | null): number | undefined {
  return value === null ? undefined : Number(value);
}

/** The greatest distance from zero among these, rounded up to a step of the axis. */
export function reach(values: readonly (number | undefined)[]): number {
  const most = Math.max(1, ...values.map((value) => Math.abs(value ?? 0)));
  const step = most <= 4 ? 1 : most <= 10 ? 2 : 5;
  return Math.ceil(most / step) * step;
}

/** Measures a stylesheet reads. */
export function vars(measures: Record<`--${string}`, string>): CSSProperties {
  return measures;
}
