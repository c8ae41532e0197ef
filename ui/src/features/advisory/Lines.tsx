/** 线有多牢: the smallest change that would move each line, and what it would part without each expert. */
import { Button, InputNumber } from 'antd';
import { useState } from 'react';
import type { AdvisoryLine } from '../../ipc/generated/AdvisoryLine';
import type { AdvisoryLook } from '../../ipc/generated/AdvisoryLook';
import { shown } from '../../shared/format';
import { words } from '../../words';
import { BlockHead } from './Block';

const TEXT = words.advisory;

export function Lines({ look, line, onLine }: { look: AdvisoryLook; line: number | null; onLine: (after: number) => void }) {
  const [after, setAfter] = useState<number | null>(line);
  const go = () => { if (after !== null) onLine(after); };
  return (
    <div className="block" data-testid="lines">
      <BlockHead title={TEXT.views.lines} note={TEXT.linesNote} />
      <form className="row try" onSubmit={(event) => { event.preventDefault(); go(); }}>
        <label className="row"><span>{TEXT.lineTry}</span><InputNumber min={1} max={Math.max(1, look.rows.length - 1)} precision={0} value={after} onChange={setAfter} style={{ width: 80 }} data-testid="line-after" /><span>{TEXT.lineTryEnd}</span></label>
        <Button htmlType="submit" disabled={after === null || after === line} data-testid="line-try">{TEXT.lineDraw}</Button>
      </form>
      {look.lines.length === 0 && <p className="none secondary">{TEXT.linesEmpty}</p>}
      {look.lines.map((one) => <One key={`${one.name} ${String(one.after)}`} line={one} titles={look} />)}
    </div>
  );
}

function One({ line, titles }: { line: AdvisoryLine; titles: AdvisoryLook }) {
  const named = (ids: readonly string[]) => ids.map((id) => `${id} ${titles.rows.find(({ entry }) => entry === id)?.title ?? ''}`.trim());
  return (
    <article className="line-card" data-testid={`line-${String(line.after)}`}>
      <h3>{line.byRule ? TEXT.lineAfter(line.name, line.after) : TEXT.lineTried(line.after)}</h3>
      <dl className="facts">
        <div><dt>{TEXT.gap}</dt><dd>{line.gap === null ? words.common.none : line.tied ? TEXT.tied : TEXT.points(line.gap)}</dd></div>
        <div><dt>{TEXT.crossingCount}</dt><dd>{TEXT.count(line.crossing)}</dd></div>
        <div><dt>{TEXT.change}</dt><dd>{line.change ? TEXT.points(shown(line.change.points)) : words.common.none}</dd></div>
      </dl>
      {line.change && <p>{TEXT.changeIs(line.change.expert, `${line.change.entry} ${line.change.title}`, line.change.from, line.change.to)}{TEXT.changeNote}</p>}
      {line.why !== null && <p className="secondary">{line.why}</p>}
      {line.gap !== null && (line.without.length === 0 ? <p className="secondary">{TEXT.withoutNone}</p> : (
        <table className="lines"><thead><tr><th>{TEXT.withoutColumns.expert}</th><th>{TEXT.withoutColumns.comesIn}</th><th>{TEXT.withoutColumns.goesOut}</th></tr></thead>
          <tbody>{line.without.map(({ expert, comesIn, goesOut }) => <tr key={expert}><td className="nowrap">{expert}</td><td>{list(named(comesIn))}</td><td>{list(named(goesOut))}</td></tr>)}</tbody></table>
      ))}
    </article>
  );
}

function list(names: readonly string[]): string {
  return names.length === 0 ? words.common.none : names.join(words.common.listJoin);
}
