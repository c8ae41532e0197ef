/** 怎么算出来的: line by line, as the desk worked it out. */
import type { ResultRow } from '../../ipc/generated/ResultRow';
import { useAnswer } from '../../ipc/useAnswer';
import { Answered } from '../../shared/Answered';
import { entryNumber } from '../../shared/format';
import { words } from '../../words';
import { RemarkList } from './RemarkList';

const TEXT = words.results;

export function Explain({ row }: { row: ResultRow | undefined }) {
  return (
    <aside className="explain" aria-label={TEXT.whyTitle}>
      <div className="side-head"><h2>{TEXT.whyTitle}</h2></div>
      <ExplainBody row={row} />
    </aside>
  );
}

/** The same without a head of its own. */
export function ExplainBody({ row }: { row: ResultRow | undefined }) {
  return row ? <Lines row={row} /> : <p className="secondary none">{TEXT.whyEmpty}</p>;
}

function Lines({ row }: { row: ResultRow }) {
  const shown = useAnswer('result_explain', { entry: row.entry });
  return (
    <div className="explain-body">
      <Answered shown={shown}>{(explanation) => (
        <>
          <h3>{entryNumber(explanation.entry)} {explanation.title}</h3>
          <p className="small secondary">{explanation.facts}</p>
          <ol data-testid="explanation">
            {explanation.lines.map((line, index) => (
              <li key={index} className={line.level === 0 ? 'line-head' : ''}><span>{line.label}</span><small className="secondary">{line.note}</small><span className={line.struck ? 'value struck' : 'value'}>{line.struck ? <s>{line.value}</s> : line.value}</span></li>
            ))}
          </ol>
          <RemarkList entry={row.entry} />
        </>
      )}</Answered>
    </div>
  );
}
