/** 校正宽严: official ranks on the left, those with severity taken out on the right, and lines from one to the other. */
import { useDeferredValue, useMemo, useState } from 'react';
import type { AdvisoryLook } from '../../ipc/generated/AdvisoryLook';
import type { AdvisoryRow } from '../../ipc/generated/AdvisoryRow';
import { entryNumber, shown } from '../../shared/format';
import { useWindowHeight } from '../../shared/useWindow';
import { words } from '../../words';
import { changesLine, gained, pairs } from './adjusting';
import { BlockHead } from './Block';
import { Chart } from './Chart';
import { vars } from './figures';
import { dot, optionOf, stroke } from './strip';

const TEXT = words.advisory;
const BATCH = 120;
/** Rows of the first picture; the others follow in a later task. */
const FIRST = 30;

export function Adjusted({ look }: { look: AdvisoryLook }) {
  const [wanted, setWanted] = useState(BATCH);
  const count = useDeferredValue(wanted, FIRST);
  const height = useWindowHeight() >= 1000 ? 30 : 24;
  const { left, right } = useMemo(() => pairs(look.rows), [look.rows]);
  const drawnRows = Math.min(count, left.length);
  const option = useMemo(() => optionOf({
    rows: drawnRows, low: 0, high: 1, step: 1,
    draw: (index, at) => {
      const pair = left[index];
      if (!pair) return [];
      const colour = changesLine(pair.row, look.lines) ? 'var(--attention)' : gained(pair.row) === 0 ? 'var(--line2)' : 'var(--text)';
      const to = at.yOf(Math.min(pair.to, drawnRows));
      return [stroke([at.x(0), at.y], [at.x(1), to], colour, gained(pair.row) === 0 ? 1 : 1.6), dot(at.x(0), at.y, colour), dot(at.x(1), to, colour)];
    },
  }), [left, drawnRows, look.lines]);
  const before = look.official ? TEXT.adjustedOfficial : TEXT.adjustedOfRound;
  const moved = left.filter(({ row }) => gained(row) !== 0).length;
  return (
    <div className="block" data-testid="adjusted">
      <BlockHead title={TEXT.views.adjusted} note={TEXT.adjustedNote} />
      {left.length > 0 && <p className="small secondary count-line">{moved === 0 ? TEXT.unmoved : TEXT.movedCount(moved)}</p>}
      {left.length === 0 ? <Scores rows={look.rows} /> : (
        <div className="slope" style={vars({ '--row': `${String(height)}px` })}>
          <table className="dense"><caption className="visually-hidden">{before}</caption>
            <colgroup><col style={{ width: 44 }} /><col /><col style={{ width: 64 }} /></colgroup>
            <thead><tr><th className="right">{TEXT.columns.rank}</th><th>{before}</th><th className="right">{TEXT.columns.published}</th></tr></thead>
            <tbody>{left.slice(0, drawnRows).map(({ row }) => <tr key={row.entry}><td className="right">{row.rank}</td><Name row={row} /><td className="right">{shown(row.published)}</td></tr>)}</tbody>
          </table>
          <div className="slope-chart"><Chart name="slope" option={option} height={drawnRows * height} /></div>
          <table className="dense"><caption className="visually-hidden">{TEXT.adjustedAfter}</caption>
            <colgroup><col style={{ width: 44 }} /><col /><col style={{ width: 64 }} /><col style={{ width: 52 }} /></colgroup>
            <thead><tr><th className="right">{TEXT.columns.rank}</th><th>{TEXT.adjustedAfter}</th><th className="right">{TEXT.adjustedScore}</th><th /></tr></thead>
            <tbody>{right.slice(0, drawnRows).map((row) => <tr key={row.entry}><td className="right">{row.adjustedRank}</td><Name row={row} /><td className="right">{shown(row.adjusted)}</td><td className={changesLine(row, look.lines) ? 'right small attention' : 'right small'}>{TEXT.moved(gained(row))}</td></tr>)}</tbody>
          </table>
        </div>
      )}
      {left.length > wanted && <p className="more"><button type="button" className="link" onClick={() => { setWanted(wanted + BATCH); }}>{TEXT.more(left.length - wanted)}</button></p>}
    </div>
  );
}

function Name({ row }: { row: AdvisoryRow }) {
  return <td className="cut" title={`${row.entry} ${row.title}`}><small className="number secondary">{entryNumber(row.entry)}</small>{row.title}</td>;
}

/** Several groups: scores within each, and no ranks across. */
function Scores({ rows }: { rows: readonly AdvisoryRow[] }) {
  const [count, setCount] = useState(BATCH);
  return (
    <>
      <table className="dense plain-rows">
        <colgroup><col style={{ width: 56 }} /><col style={{ width: 44 }} /><col /><col style={{ width: 80 }} /><col style={{ width: 96 }} /></colgroup>
        <thead><tr><th className="right">{TEXT.columns.group}</th><th className="right">{TEXT.columns.rank}</th><th>{TEXT.columns.entry}</th><th className="right">{TEXT.columns.published}</th><th className="right">{TEXT.adjustedScore}</th></tr></thead>
        <tbody>{rows.slice(0, count).map((row) => <tr key={row.entry}><td className="right">{row.group}</td><td className="right">{row.rank ?? words.common.none}</td><Name row={row} /><td className="right">{shown(row.published)}</td><td className="right">{shown(row.adjusted)}</td></tr>)}</tbody>
      </table>
      {rows.length > count && <p className="more"><button type="button" className="link" onClick={() => { setCount(count + BATCH); }}>{TEXT.more(rows.length - count)}</button></p>}
    </>
  );
}
