/** 专家宽严: points above or below the others, with how surely. */
import { useMemo } from 'react';
import type { ExpertProfile } from '../../ipc/generated/ExpertProfile';
import { shown } from '../../shared/format';
import { words } from '../../words';
import { BlockHead } from './Block';
import { Chart } from './Chart';
import { drawn, reach, vars } from './figures';
import { dot, optionOf, stroke } from './strip';
import { Ticks } from './Ticks';

const TEXT = words.advisory;
const ROW = 28;

export function SeverityPane({ experts }: { experts: readonly ExpertProfile[] }) {
  const most = useMemo(() => reach(experts.flatMap(({ severity, low, high }) => [drawn(severity), drawn(low), drawn(high)])), [experts]);
  const step = most <= 4 ? 1 : most <= 10 ? 2 : 5;
  const option = useMemo(() => optionOf({
    rows: experts.length, low: -most, high: most, step, lines: [{ at: 0, strong: false }],
    draw: (row, at) => {
      const one = experts[row];
      const [severity, low, high] = [drawn(one?.severity ?? null), drawn(one?.low ?? null), drawn(one?.high ?? null)];
      if (severity === undefined) return [];
      const interval = low === undefined || high === undefined ? [] : [stroke([at.x(low), at.y], [at.x(high), at.y], 'var(--text2)', 2)];
      return [...interval, dot(at.x(severity), at.y, 'var(--text)')];
    },
  }), [experts, most, step]);
  return (
    <section className="block" data-testid="severity">
      <BlockHead title={TEXT.severity} note={TEXT.severityNote} />
      <div className="strip-table" style={vars({ '--from': '88px', '--to': '116px', '--row': `${String(ROW)}px` })}>
        <table className="dense">
          <colgroup><col style={{ width: 88 }} /><col /><col style={{ width: 56 }} /><col style={{ width: 60 }} /></colgroup>
          <thead><tr><th><span className="visually-hidden">{TEXT.expertColumns.name}</span></th><th className="plot"><Ticks low={-most} high={most} step={most <= 4 ? 2 : step} text={(value) => (value > 0 ? `+${String(value)}` : shown(String(value)))} /></th><th><span className="visually-hidden">{TEXT.expertColumns.severity}</span></th><th /></tr></thead>
          <tbody>{experts.map((one) => <tr key={one.expert}><td className="cut" title={one.name}>{one.name}</td><td className="plot" /><td className="right">{shown(one.severity)}</td>
            <td className={one.leaning === 'lenient' || one.leaning === 'strict' ? 'right strong' : 'right secondary'}>{one.marks === 0 ? TEXT.noMarks : TEXT.leaning[one.leaning]}</td></tr>)}</tbody>
        </table>
        <Chart name="severity" option={option} height={experts.length * ROW} />
      </div>
    </section>
  );
}
