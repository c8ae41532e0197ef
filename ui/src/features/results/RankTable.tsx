/** Ranked rows; the struck-out highest and lowest stay in their columns. */
import { Fragment } from 'react';
import type { ResultMark } from '../../ipc/generated/ResultMark';
import type { ResultRow } from '../../ipc/generated/ResultRow';
import type { AwardLine } from '../../ipc/generated/AwardLine';
import type { AwardsLook } from '../../ipc/generated/AwardsLook';
import type { ResultsLook } from '../../ipc/generated/ResultsLook';
import { entryNumber } from '../../shared/format';
import { CellStateMark } from '../../shared/State';
import { useWindowWidth } from '../../shared/useWindow';
import { words } from '../../words';
import { awardWords, withLines } from './awardRows';

const TEXT = words.results;

interface Props { look: ResultsLook; awards: AwardsLook | undefined; chosen: string | undefined; onChoose: (entry: string) => void }

export function RankTable({ look, awards, chosen, onChoose }: Props) {
  const width = useWindowWidth();
  const entrant = width >= 1200;
  const mark = look.experts.length <= 5 || width >= 1600 ? 76 : 50;
  const columns = 5 + look.experts.length + (entrant ? 2 : 0);
  return (
    <div className="rank-scroll">
      <table className="rank-table" style={{ minWidth: 392 + look.experts.length * mark + (entrant ? 142 : 0) }}>
        <colgroup><col className="c-rank" /><col />{entrant && <><col className="c-entrant" /><col className="c-size" /></>}{look.experts.map((name, index) => <col key={`${String(index)} ${name}`} style={{ width: mark }} />)}<col className="c-valid" /><col className="c-score" /><col className="c-tie" /></colgroup>
        <thead><tr><th className="right">{TEXT.columns.rank}</th><th>{TEXT.columns.entry}</th>{entrant && <><th>{TEXT.columns.entrant}</th><th>{TEXT.columns.size}</th></>}
          {look.experts.map((name, index) => <th key={`${String(index)} ${name}`} className="right cut" title={name}>{name}</th>)}
          <th className="right">{TEXT.columns.valid}</th><th className="right">{TEXT.columns.published}</th><th className="right">{TEXT.columns.decided}</th></tr></thead>
        <tbody>{withLines(look.rows, awards).map(({ row, award, lines }) => (
          <Fragment key={row.entry}>
            <Row row={row} award={awards && awardWords(award, awards, words.outcome.openAward)} out={award?.out ?? ''} on={row.entry === chosen} entrant={entrant} onChoose={onChoose} />
            {awards && lines.map((line) => <Line key={line.id} line={line} awards={awards} columns={columns} />)}
          </Fragment>
        ))}</tbody>
      </table>
    </div>
  );
}

/** An award line; dashed and in words where a tie crosses it. */
function Line({ line, awards, columns }: { line: AwardLine; awards: AwardsLook; columns: number }) {
  const TIE = words.outcome;
  const question = line.open ? awards.questions.find((one) => one.level === line.id && !one.across) : undefined;
  return (
    <tr className={question ? 'award-line open' : 'award-line'} data-testid={`line-${line.id}`}><td colSpan={columns}>
      <div>{question ? <span>{TIE.crossing(line.name, line.places, question.rank, question.among.length)}</span> : <><span>{TIE.above}</span><b>{line.name}</b><span>{TIE.count(line.taken, line.places)}</span>{line.vacancy !== '' && <small>{line.vacancy}</small>}</>}<i /></div>
    </td></tr>
  );
}

function Row({ row, award, out, on, entrant, onChoose }: { row: ResultRow; award: string | undefined; out: string; on: boolean; entrant: boolean; onChoose: (entry: string) => void }) {
  return (
    <tr className={on ? 'on' : ''} title={out === '' ? undefined : words.outcome.out(out)} onClick={() => { onChoose(row.entry); }} data-testid={`rank-${row.entry}`}>
      <td className="right">{row.rank ?? words.common.none}</td>
      <td className="cut" title={row.title}><button type="button" className="plain cut" aria-pressed={on}><small className="number secondary">{entryNumber(row.entry)}</small>{out === '' ? row.title : <s>{row.title}</s>}{award !== undefined && award !== '' && <small className="award-tag">{award}</small>}</button>{row.note !== '' && <small className="attention cut rank-note" title={row.note}>{row.note}</small>}</td>
      {entrant && <><td className="cut small" title={row.entrant}>{row.entrant}</td><td className="small">{row.sizeClass}</td></>}
      {row.marks.map((mark, index) => <Mark key={index} mark={mark} />)}
      <td className="right">{row.valid}</td>
      <td className="right"><b>{row.published ?? words.common.none}</b></td>
      <td className="right small">{row.tied ? <b className="attention">{TEXT.tied}</b> : <span title={row.decided}>{row.decided}</span>}</td>
    </tr>
  );
}

function Mark({ mark }: { mark: ResultMark }) {
  if (mark.total === null) return <td className="right small">{mark.state === 'notAssigned' ? '' : <CellStateMark state={mark.state} />}</td>;
  return <td className={mark.dropped ? 'right struck' : mark.state === 'provisional' ? 'right attention' : 'right'} title={words.states.cell[mark.state]}>{mark.dropped ? <s>{mark.total}</s> : mark.total}</td>;
}
