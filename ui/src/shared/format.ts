/**
 * Numbers and times as people read them.
 *
 * Not arithmetic on official numbers: those arrive as decimal strings and are only cut or compared here.
 */
import { words } from '../words';

/** 14:02:07 of an RFC 3339 time, in the offset it was written with. */
export function clock(at: string): string {
  return at.slice(11, 19);
}

/** 14:02 when it is of the same day as `today`, else 06-12. */
export function moment(at: string, today = localDay()): string {
  return at.slice(0, 10) === today ? at.slice(11, 16) : at.slice(5, 10);
}

/** 2025-06-12 14:02. */
export function dayAndTime(at: string): string {
  return at.slice(0, 16).replace('T', ' ');
}

/** Today as the computer has it: 2025-06-12. */
export function localDay(): string {
  const now = new Date();
  const two = (value: number) => String(value).padStart(2, '0');
  return `${String(now.getFullYear())}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

/** 031 of 01-031: inside one track the number alone is enough. */
export function entryNumber(id: string): string {
  return id.slice(id.lastIndexOf('-') + 1);
}

/** A decimal string with at least `least` decimals and no more than it needs: 13.50 → 13.5 at one. */
export function decimals(value: string, least: number): string {
  const [whole = '', part = ''] = value.split('.');
  const needed = part.replace(/0+$/, '');
  const shown = needed.padEnd(least, '0');
  return shown === '' ? whole : `${whole}.${shown}`;
}

/** How many decimals marks of this step need: 0.50 → 1. */
export function decimalsOf(step: string): number {
  return (step.split('.')[1] ?? '').replace(/0+$/, '').length;
}

/** Hundredths of a decimal string, or nothing when it is none: for comparing, never for a total. */
export function hundredths(value: string): number | undefined {
  const found = /^(\d{1,6})(?:\.(\d{0,2}))?$/.exec(value);
  if (!found) return undefined;
  return Number(found[1]) * 100 + Number((found[2] ?? '').padEnd(2, '0'));
}

export function fromHundredths(value: number): string {
  return `${String(Math.floor(value / 100))}.${String(value % 100).padStart(2, '0')}`;
}

export function bytes(count: number): string {
  let value = count;
  let unit = 0;
  while (value >= 1000 && unit < words.common.sizes.length - 1) {
    value /= 1024;
    unit += 1;
  }
  const text = unit === 0 || value >= 100 ? String(Math.round(value)) : value.toFixed(1);
  return words.common.megabytes(text, words.common.sizes[unit] ?? '');
}

/** mm:ss of milliseconds. */
export function duration(milliseconds: number): string {
  const seconds = Math.round(milliseconds / 1000);
  return `${String(Math.floor(seconds / 60)).padStart(2, '0')}:${String(seconds % 60).padStart(2, '0')}`;
}

/** A true minus before a number, or the sign for nothing. */
export function shown(value: string | null): string {
  return value === null ? words.common.none : value.replace('-', '−');
}
