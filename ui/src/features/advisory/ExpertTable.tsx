/** 专家: each beside the rest; how far marks are spread is drawn beside the numbers. */
import { useMemo } from 'react';
import type { ExpertProfile } from '../../ipc/generated/ExpertProfile';
import { shown } from '../../shared/format';
import { words } from '../../words';
import { BlockHead } from './Block';
import { Chart } from './Chart';
import { drawn, reach, vars } from './figures';
import { dot, optionOf, ring, stroke } from './strip';
import { Ticks } from './Ticks';

const TEXT = words.advisory;
const ROW = 28;

export function ExpertTable({ experts, groups }: { experts: readonly ExpertProfile[]; groups: number }) {
  const most = useMemo(() => reach(experts.flatMap(({ spread, spreadOfRest }) => [drawn(spread), drawn(spreadOfRest)])), [experts]);
  const step = most <= 4 ? 1 : most <= 10 ? 2 : 5;
  const option = useMemo(() => optionOf({
    rows: experts.length, low: 0, high: most, step,
    draw: (row, at) => {
      const [own, rest] = [drawn(experts[row]?.spread ?? null), drawn(experts[row]?.spreadOfRest ?? null)];
      const beside = rest === undefined ? [] : [ring(at.x(rest), at.y)];
      const link = own === undefined || rest === undefined ? [] : [stroke([at.x(own), at.y], [at.x(rest), at.y], 'var(--line2)', 2)];
      return [...link, ...beside, ...(own === undefined ? [] : [dot(at.x(own), at.y, 'var(--text)')])];
    },
  }), [experts, most, step]);
  const head = TEXT.expertColumns;
  return (
    <div className="block" data-testid="experts">
      <BlockHead title={TEXT.views.experts} note={TEXT.expertsNote} />
      <div className="keys small secondary"><span className="key"><svg width="12" height="12" aria-hidden="true"><circle cx="6" cy="6" r="4.5" fill="var(--text)" /></svg>{TEXT.ownSpread}</span><span className="key"><svg width="12" height="12" aria-hidden="true"><circle cx="6" cy="6" r="4" fill="var(--surface)" stroke="var(--text2)" strokeWidth="1.4" /></svg>{TEXT.restSpread}</span></div>
      <div className="strip-table" style={vars({ '--from': groups > 1 ? '496px' : '452px', '--to': '84px', '--row': `${String(ROW)}px` })}>
        <table className="dense">
          <colgroup><col style={{ width: 96 }} />{groups > 1 && <col style={{ width: 44 }} />}<col style={{ width: 52 }} /><col style={{ width: 64 }} /><col style={{ width: 112 }} /><col style={{ width: 64 }} /><col style={{ width: 64 }} /><col /><col style={{ width: 84 }} /></colgroup>
          <thead><tr><th>{head.name}</th>{groups > 1 && <th className="right">{TEXT.columns.group}</th>}<th className="right">{head.marks}</th><th className="right">{head.severity}</th><th className="right">{head.interval}</th><th className="right">{head.spread}</th><th className="right">{head.rest}</th><th className="plot"><Ticks low={0} high={most} step={step} /></th><th className="right">{head.agreement}</th></tr></thead>
          <tbody>{experts.map((one) => <tr key={one.expert} data-testid={`profile-${one.expert}`}><td className="cut" title={one.name}>{one.name}{one.chair && <small className="secondary"> {words.merge.chairMark}</small>}</td>{groups > 1 && <td className="right">{one.group ?? words.common.none}</td>}<td className="right">{one.marks}</td><td className="right">{shown(one.severity)}</td><td className="right">{one.low === null || one.high === null ? words.common.none : `${shown(one.low)} ~ ${shown(one.high)}`}</td><td className="right">{shown(one.spread)}</td><td className="right">{shown(one.spreadOfRest)}</td><td className="plot" /><td className="right">{shown(one.agreement)}</td></tr>)}</tbody>
        </table>
        <Chart name="spread" option={option} height={experts.length * ROW} />
      </div>
    </div>
  );
}
