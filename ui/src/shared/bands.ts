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

/** One step up or down, kept between nothing and the maximum. */
export function stepped(mark: string, step: string, maximum: string, direction: 1 | -1): string {
  const unit = Math.max(1, hundredths(step) ?? 1);
  const now = hundredths(mark) ?? 0;
  const next = Math.min(hundredths(maximum) ?? now, Math.max(0, now + direction * unit));
  return decimals(fromHundredths(next), decimalsOf(step));
}
