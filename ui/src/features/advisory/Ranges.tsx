/** 名次有多稳: each entry's rank, the range it would take with other experts of the kind, and the lines it might cross. */
import { Select } from 'antd';
import { useDeferredValue, useMemo, useState } from 'react';
import type { AdvisoryLine } from '../../ipc/generated/AdvisoryLine';
import type { AdvisoryLook } from '../../ipc/generated/AdvisoryLook';
import type { AdvisoryRow } from '../../ipc/generated/AdvisoryRow';
import { entryNumber } from '../../shared/format';
import { useWindowHeight } from '../../shared/useWindow';
import { words } from '../../words';
import { BlockHead } from './Block';
import { Chart } from './Chart';
import { vars } from './figures';
import { bar, diamond, dot, optionOf, stepOf, type Shape } from './strip';
import { place, Ticks } from './Ticks';

const TEXT = words.advisory;
/** Rows drawn at once; more come on demand, so that no drawing takes long. */
const BATCH = 120;
/** Rows of the first picture: what fits a window. The others follow in a later task. */
const FIRST = 30;

export function Ranges({ look }: { look: AdvisoryLook }) {
  const [chosen, setChosen] = useState(look.lines.length - 1);
  const [wanted, setWanted] = useState(BATCH);
  const shownRows = useDeferredValue(wanted, FIRST);
  const height = useWindowHeight() >= 1000 ? 30 : 24;
  const line = look.lines[chosen] ?? look.lines.at(-1);
  const index = line ? look.lines.indexOf(line) : -1;
  const rows = useMemo(() => look.rows.slice(0, shownRows), [look.rows, shownRows]);
  const most = Math.max(2, look.rows.reduce((all, row) => Math.max(all, row.rank ?? 0, row.worst ?? 0), 0));
  const step = stepOf(most - 1, 20);
  const option = useMemo(() => optionOf({
    rows: rows.length, low: 1, high: most, step,
    draw: (row, at) => shapes(rows[row], index, at),
    lines: look.lines.map(({ after }, one) => ({ at: after + 0.5, strong: one === index })),
  }), [rows, most, step, index, look.lines]);
  return (
    <div className="block" data-testid="ranges">
      <BlockHead title={TEXT.views.ranges} note={TEXT.rangesNote(look.share, look.exact, look.draws)}>
        <span className="grow" />
        {look.lines.length > 1 && line && <Select size="small" value={index} onChange={setChosen} aria-label={TEXT.lineChoice} popupMatchSelectWidth={false} options={look.lines.map(({ name }, value) => ({ value, label: TEXT.within(name) }))} />}
      </BlockHead>
      <Keys official={look.official} {...(line ? { line: line.name } : {})} />
      <div className="strip-table" style={vars({ '--from': '256px', '--to': line ? '156px' : '76px', '--row': `${String(height)}px` })}>
        <table className="dense">
          <colgroup><col style={{ width: 44 }} /><col style={{ width: 212 }} /><col /><col style={{ width: 76 }} />{line && <col style={{ width: 80 }} />}</colgroup>
          <thead><tr><th className="right">{TEXT.columns.rank}</th><th>{TEXT.columns.entry}</th>
            <th className="plot">{named(look.lines, most).map(({ name, after }) => <span key={`${name} ${String(after)}`} className="line-name" style={{ left: place(after + 0.5, 1, most) }}>{name}</span>)}<Ticks low={1} high={most} step={step < 5 && most > 12 ? 5 : step} /></th>
            <th className="right">{TEXT.columns.range}</th>{line && <th className="right">{TEXT.within(line.name)}</th>}</tr></thead>
          <tbody>{rows.map((row) => <Row key={row.entry} row={row} line={index} />)}</tbody>
        </table>
        <Chart name="ranges" option={option} height={rows.length * height} />
      </div>
      {look.rows.length > wanted && <p className="more"><button type="button" className="link" onClick={() => { setWanted(wanted + BATCH); }}>{TEXT.more(look.rows.length - wanted)}</button></p>}
    </div>
  );
}

/** Lines whose names have room: one too near the next is told by the choice of lines alone. */
function named(lines: readonly AdvisoryLine[], most: number): readonly AdvisoryLine[] {
  const share = ({ after }: AdvisoryLine) => (after - 0.5) / (most - 1);
  return lines.filter((line, index) => { const before = lines[index - 1]; return share(line) - (before ? share(before) : 0) > (index === 0 ? 0.03 : 0.11); });
}

function shapes(row: AdvisoryRow | undefined, line: number, at: { x: (value: number) => number; y: number }): Shape[] {
  if (!row) return [];
  const crosses = row.crosses[line] === true;
  const all: Shape[] = [];
  if (row.best !== null && row.worst !== null) all.push(bar(at.x(row.best), at.x(row.worst), at.y, crosses ? 'var(--attention-line)' : 'var(--bar-soft)'));
  if (row.adjustedRank !== null && row.adjustedRank !== row.rank) all.push(diamond(at.x(row.adjustedRank), at.y));
  if (row.rank !== null) all.push(dot(at.x(row.rank), at.y, crosses ? 'var(--attention)' : 'var(--text)'));
  return all;
}

function Row({ row, line }: { row: AdvisoryRow; line: number }) {
  const within = row.within[line] ?? null;
  return (
    <tr data-testid={`range-${row.entry}`}>
      <td className="right">{row.rank ?? words.common.none}</td>
      <td className="cut" title={`${row.entry} ${row.title}`}><small className="number secondary">{entryNumber(row.entry)}</small>{row.title}</td>
      <td className="plot">{row.adjustedRank !== null && row.adjustedRank !== row.rank && <span className="visually-hidden">{TEXT.adjustedAfter} {row.adjustedRank}</span>}</td>
      <td className="right">{row.best === null || row.worst === null ? <span title={TEXT.undefined}>{words.common.none}</span> : TEXT.rangeOf(row.best, row.worst)}</td>
      {line >= 0 && <td className={row.crosses[line] === true ? 'right attention strong' : 'right'}>{within === null ? words.common.none : TEXT.percent(within)}</td>}
    </tr>
  );
}

function Keys({ official, line }: { official: boolean; line?: string }) {
  return (
    <div className="keys small secondary">
      <span className="key"><svg width="36" height="12" aria-hidden="true"><rect x="2" y="2" width="32" height="8" rx="4" fill="var(--bar-soft)" /><circle cx="18" cy="6" r="4.5" fill="var(--text)" /></svg>{official ? TEXT.official : TEXT.ofRound}</span>
      {line !== undefined && <span className="key attention"><svg width="36" height="12" aria-hidden="true"><rect x="2" y="2" width="32" height="8" rx="4" fill="var(--attention-line)" /><circle cx="18" cy="6" r="4.5" fill="var(--attention)" /></svg>{TEXT.crossing(line)}</span>}
      <span className="key"><svg width="12" height="12" aria-hidden="true"><path d="M6 .7l5.3 5.3l-5.3 5.3l-5.3 -5.3z" fill="var(--surface)" stroke="var(--text)" strokeWidth="1.4" /></svg>{TEXT.adjustedKey}</span>
    </div>
  );
}
