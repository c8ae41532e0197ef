/** 改动记录: every value ever given, the latest first. Looked at, never edited: going back to a value is giving it again. */
import { Popover } from 'antd';
import type { HistoryAsk } from '../../ipc/generated/HistoryAsk';
import type { HistoryRow } from '../../ipc/generated/HistoryRow';
import { useAnswer } from '../../ipc/useAnswer';
import { Answered } from '../../shared/Answered';
import { clock, decimals } from '../../shared/format';
import { words } from '../../words';

const TEXT = words.form;

interface Props extends HistoryAsk { label: string }

export function HistoryButton({ entry, criterion, label }: Props) {
  return (
    <Popover trigger="click" placement="topRight" destroyOnHidden title={label} content={<Rows entry={entry} criterion={criterion} />}>
      <button type="button" className="link small" aria-label={label} data-testid={criterion === null ? 'history' : `history-${criterion}`}>{TEXT.history}</button>
    </Popover>
  );
}

function Rows({ entry, criterion }: HistoryAsk) {
  const shown = useAnswer('history_look', { entry, criterion });
  return (
    <div className="history" data-testid="history-rows">
      <Answered shown={shown}>{({ rows }) => (rows.length === 0
        ? <p className="small secondary">{TEXT.historyNone}</p>
        : <ol>{rows.map((row, place) => <Row key={`${row.at} ${String(rows.length - place)}`} row={row} alone={criterion !== null} />)}</ol>)}</Answered>
    </div>
  );
}

function Row({ row, alone }: { row: HistoryRow; alone: boolean }) {
  return (
    <li className={row.inForce ? 'now' : undefined}>
      <time className="secondary nowrap">{row.at.slice(5, 10)} {clock(row.at)}</time>
      <span className="what">{said(row, alone)}</span>
      <small className="secondary nowrap">{row.inForce ? TEXT.historyNow : ''}</small>
    </li>
  );
}

function said(row: HistoryRow, alone: boolean): string {
  if (row.what === 'comment') return TEXT.historyComment(row.text);
  if (row.what === 'state') return TEXT.historyState(row.state === null || row.state === 'done' ? TEXT.historyJudged : words.states.entry[row.state], row.text);
  if (row.what === 'gate') return TEXT.historyGate(row.gate ?? '', row.finding === null ? TEXT.historyCleared : TEXT.gateStates[row.finding], row.text);
  return TEXT.historyMark(alone ? '' : (row.criterion ?? ''), row.mark === null ? TEXT.historyCleared : decimals(row.mark, 1));
}
