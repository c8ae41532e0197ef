/** Numbers above a chart, in the head of its column. */
import { PAD } from './strip';

interface Props { low: number; high: number; step: number; text?: (value: number) => string }

export function Ticks({ low, high, step, text = String }: Props) {
  const first = Math.ceil(low / step) * step;
  const values = Array.from({ length: Math.floor((high - first) / step) + 1 }, (_, index) => first + index * step);
  // Ranks begin at one, wherever the steps fall.
  const all = values.includes(low) ? values : [low, ...values.filter((value) => value - low >= step / 2)];
  return <div className="ticks" aria-hidden="true">{all.map((value) => <span key={value} style={{ left: place(value, low, high) }}>{text(value)}</span>)}</div>;
}

/** Where a value stands across a chart's column. */
export function place(value: number, low: number, high: number): string {
  const share = high === low ? 0 : (value - low) / (high - low);
  return `calc(${String(PAD)}px + ${share.toFixed(5)} * (100% - ${String(2 * PAD)}px))`;
}
