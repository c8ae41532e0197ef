/** Level bands: which one a mark lies in, and what a click on one proposes. */
import type { BandForm } from '../ipc/generated/BandForm';
import { decimals, decimalsOf, fromHundredths, hundredths } from './format';

export function bandOf(bands: readonly BandForm[], mark: string): BandForm | undefined {
  const value = hundredths(mark);
  if (value === undefined) return undefined;
  return bands.find((band) => value >= (hundredths(band.from) ?? Infinity) && value <= (hundredths(band.to) ?? -Infinity));
}

/** The middle of a band, down to a multiple of the step: a proposal to be refined, written as marks of that step are. */
export function middle(band: BandForm, step: string): string {
  const low = hundredths(band.from) ?? 0;
  const high = hundredths(band.to) ?? low;
  const unit = Math.max(1, hundredths(step) ?? 1);
  const down = Math.floor((low + high) / 2 / unit) * unit;
  return decimals(fromHundredths(Math.max(low, down)), decimalsOf(step));
}

/** What choosing a band gives: the mark there is when it lies in the band already, else the middle. */
export function middleOf(band: BandForm, mark: string, step: string): string {
  return bandOf([band], mark) ? mark : middle(band, step);
}

/** One step up or down, kept between nothing and the maximum. */
export function stepped(mark: string, step: string, maximum: string, direction: 1 | -1): string {
  const unit = Math.max(1, hundredths(step) ?? 1);
  const now = hundredths(mark) ?? 0;
  const next = Math.min(hundredths(maximum) ?? now, Math.max(0, now + direction * unit));
  return decimals(fromHundredths(next), decimalsOf(step));
}

/** For a mark that cannot be given: the nearest that can, lower first; nothing for one that can, or for what is no number yet. */
export function nearest(mark: string, step: string, maximum: string): string[] {
  const value = hundredths(mark);
  const most = hundredths(maximum);
  if (value === undefined || most === undefined) return [];
  const unit = Math.max(1, hundredths(step) ?? 1);
  if (value <= most && value % unit === 0) return [];
  const below = Math.floor(value / unit) * unit;
  const able = value > most ? [most] : [below, Math.min(most, below + unit)];
  return able.map((one) => decimals(fromHundredths(one), decimalsOf(step)));
}
