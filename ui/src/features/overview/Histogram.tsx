/** How my totals are spread. Drawn by hand: a handful of bars needs no chart library. */
import type { Overview } from '../../ipc/generated/Overview';
import { words } from '../../words';

const TEXT = words.overview;
const WIDTH = 280;
const HEIGHT = 132;
const BASE = 106;
const TALLEST = 84;

export function Histogram({ overview: { histogram, mean, median } }: { overview: Overview }) {
  const count = histogram.reduce((sum, bar) => sum + bar.count, 0);
  const most = Math.max(1, ...histogram.map((bar) => bar.count));
  const wide = Math.min(48, (WIDTH - 24) / Math.max(1, histogram.length));
  const left = (WIDTH - wide * histogram.length) / 2;
  return (
    <section className="histogram">
      <h3><span>{TEXT.histogram}</span>{mean !== null && median !== null && <small className="secondary">{TEXT.histogramFacts(count, mean, median)}</small>}</h3>
      {histogram.length === 0 ? <p className="small secondary">{TEXT.histogramEmpty}</p> : (
        <svg viewBox={`0 0 ${String(WIDTH)} ${String(HEIGHT)}`} role="img" aria-label={TEXT.histogram}>
          {histogram.map((bar, index) => {
            const height = (TALLEST * bar.count) / most;
            const x = left + index * wide;
            return (
              <g key={bar.from}>
                <rect x={x + 1} y={BASE - height} width={wide - 2} height={height} fill="var(--bar)" />
                {bar.count > 0 && <text x={x + wide / 2} y={BASE - height - 5} textAnchor="middle">{bar.count}</text>}
                <text x={x} y={BASE + 17} textAnchor="middle" className="axis">{bar.from}</text>
              </g>
            );
          })}
          <text x={left + wide * histogram.length} y={BASE + 17} textAnchor="middle" className="axis">{histogram.at(-1)?.to}</text>
          <path d={`M0 ${String(BASE + 0.5)}H${String(WIDTH)}`} stroke="var(--line2)" />
        </svg>
      )}
    </section>
  );
}
