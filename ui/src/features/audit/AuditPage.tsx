/** 操作日志, latest first, page by page. */
import { Button } from 'antd';
import { useState } from 'react';
import type { Act } from '../../ipc/generated/Act';
import { useAnswer } from '../../ipc/useAnswer';
import { Answered } from '../../shared/Answered';
import { Empty } from '../../shared/Empty';
import { words } from '../../words';

const TEXT = words.organiser;
const PAGE = 100;

export function AuditPage() {
  const [ends, setEnds] = useState<readonly (number | null)[]>([null]);
  const first = useAnswer('audit_look', { before: null, limit: PAGE });
  return (
    <div className="pane">
      <div className="page-head line"><h1>{TEXT.auditTitle}</h1><span className="grow" />{first.answer && <small className="secondary cut digest" title={first.answer.head}>{TEXT.auditHead(first.answer.head)}</small>}</div>
      <div className="table-scroll">
        <table className="lines audit">
          <thead><tr><th className="right">{TEXT.auditColumns.no}</th><th>{TEXT.auditColumns.at}</th><th>{TEXT.auditColumns.who}</th><th>{TEXT.auditColumns.what}</th></tr></thead>
          {ends.map((before, index) => <Page key={String(before)} before={before} last={index === ends.length - 1} onMore={(next) => { setEnds([...ends, next]); }} />)}
        </table>
        {first.answer?.acts.length === 0 && <Empty text={TEXT.auditEmpty} />}
      </div>
    </div>
  );
}

function Page({ before, last, onMore }: { before: number | null; last: boolean; onMore: (before: number) => void }) {
  const shown = useAnswer('audit_look', { before, limit: PAGE });
  if (!shown.answer) return <tbody><tr><td colSpan={4}><Answered shown={shown}>{() => null}</Answered></td></tr></tbody>;
  const { acts, more } = shown.answer;
  const end = acts.at(-1)?.no;
  return (
    <tbody>
      {acts.map((act) => <Line key={act.no} act={act} />)}
      {last && more && end !== undefined && <tr><td colSpan={4}><Button size="small" onClick={() => { onMore(end); }}>{TEXT.auditMore}</Button></td></tr>}
    </tbody>
  );
}

function Line({ act }: { act: Act }) {
  return <tr><td className="right secondary">{act.no}</td><td className="nowrap">{act.at.slice(0, 19).replace('T', ' ')}</td><td className="nowrap">{act.who}</td><td>{act.what}</td></tr>;
}
