/** One ranked row, and the award line that may stand below it. Drawn again only when what it shows changes. */
import { memo } from 'react';
import type { AwardLine } from '../../ipc/generated/AwardLine';
import type { AwardsLook } from '../../ipc/generated/AwardsLook';
import type { ResultMark } from '../../ipc/generated/ResultMark';
import type { ResultRow } from '../../ipc/generated/ResultRow';
import { entryNumber } from '../../shared/format';
import { CellStateMark } from '../../shared/State';
import { words } from '../../words';

const TEXT = words.results;

interface RowProps { row: ResultRow; award: string; out: string; on: boolean; entrant: boolean; onChoose: (entry: string) => void }

export const RankRow = memo(function RankRow({ row, award, out, on, entrant, onChoose }: RowProps) {
  return (
    <tr className={on ? 'on' : ''} title={out === '' ? undefined : words.outcome.out(out)} onClick={() => { onChoose(row.entry); }} data-testid={`rank-${row.entry}`}>
      <td className="right">{row.rank ?? words.common.none}</td>
      <td title={row.title}><div className="rank-title"><button type="button" className="plain cut" tabIndex={-1} aria-pressed={on}><small className="number secondary">{entryNumber(row.entry)}</small>{out === '' ? row.title : <s>{row.title}</s>}</button>
        {award !== '' && <small className="award-tag">{award}</small>}{row.note !== '' && <small className="attention cut rank-note" title={row.note}>{row.note}</small>}</div></td>
      {entrant && <><td className="cut small" title={row.entrant}>{row.entrant}</td><td className="small">{row.sizeClass}</td></>}
      {row.marks.map((mark, index) => <Mark key={index} mark={mark} />)}
      <td className="right">{row.valid}</td>
      <td className="right"><b>{row.published ?? words.common.none}</b></td>
      <td className="right small">{row.tied ? <b className="attention">{TEXT.tied}</b> : <span title={row.decided}>{row.decided}</span>}</td>
    </tr>
  );
});

function Mark({ mark }: { mark: ResultMark }) {
  if (mark.total === null) return <td className="right small">{mark.state === 'notAssigned' ? '' : <CellStateMark state={mark.state} />}</td>;
  return <td className={mark.dropped ? 'right struck' : mark.state === 'provisional' ? 'right attention' : 'right'} title={words.states.cell[mark.state]}>{mark.dropped ? <s>{mark.total}</s> : mark.total}</td>;
}

/** An award line; dashed and in words where a tie crosses it. */
export function RankLine({ line, awards, columns }: { line: AwardLine; awards: AwardsLook; columns: number }) {
  const TIE = words.outcome;
  const question = line.open ? awards.questions.find((one) => one.level === line.id && !one.across) : undefined;
  return (
    <tr className={question ? 'award-line open' : 'award-line'} data-testid={`line-${line.id}`}><td colSpan={columns}>
      <div>{question ? <span>{TIE.crossing(line.name, line.places, question.rank, question.among.length)}</span> : <><span>{TIE.above}</span><b>{line.name}</b><span>{TIE.count(line.taken, line.places)}</span>{line.vacancy !== '' && <small>{line.vacancy}</small>}</>}<i /></div>
    </td></tr>
  );
}
