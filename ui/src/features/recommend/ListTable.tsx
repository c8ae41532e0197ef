/** The list in order, then the next ones that are not on it. */
import { useState } from 'react';
import type { RecommendationLook } from '../../ipc/generated/RecommendationLook';
import type { RecommendedRow } from '../../ipc/generated/RecommendedRow';
import { useAct } from '../../ipc/useAct';
import { ReasonBar } from '../../shared/ReasonBar';
import { useWindowWidth } from '../../shared/useWindow';
import { words } from '../../words';
import { WithdrawBar } from './WithdrawBar';

const TEXT = words.outcome;
const COLUMNS = TEXT.columns;

interface Doing { entry: string; what: 'in' | 'out' | 'withdraw' }

export function ListTable({ look, writes }: { look: RecommendationLook; writes: boolean }) {
  const [doing, setDoing] = useState<Doing>();
  const wide = useWindowWidth() >= 1200;
  const settle = useAct('recommendation_settle');
  const columns = wide ? 10 : 9;
  const close = () => { setDoing(undefined); settle.clear(); };
  const move = (inside: boolean, entry: string, reason: string) => { void settle.act({ inside: inside ? [entry] : [], outside: inside ? [] : [entry], free: [], reason }).then((answer) => { if (answer) close(); }); };
  const below = (row: RecommendedRow) => doing?.entry === row.entry.entry && (
    <tr className="under"><td colSpan={columns}>
      {doing.what === 'withdraw'
        ? <WithdrawBar entry={row.entry} onClose={close} />
        : <ReasonBar text={`${doing.what === 'in' ? TEXT.replaceTitle(row.entry.entry) : TEXT.removeTitle(row.entry.entry)}${words.common.dot}${TEXT.replaceNote}`} confirm={TEXT.settle} busy={settle.busy} problem={settle.problem} onClose={close} onConfirm={(reason) => { move(doing.what === 'in', row.entry.entry, reason); }} />}
    </td></tr>
  );
  const one = (row: RecommendedRow, no: number | undefined) => [
    <tr key={row.entry.entry} className={no === undefined ? 'off' : undefined} data-testid={`recommended-${row.entry.entry}`}>
      <td className="right">{no}</td><td className="cut small" title={row.entry.track}>{row.entry.track}</td>
      <td className="cut" title={row.entry.title}><small className="number secondary">{row.entry.entry}</small> {row.entry.title}</td>
      {wide && <td className="cut small" title={row.entry.entrant}>{row.entry.entrant}</td>}
      <td className="small nowrap">{row.sizeClass}{row.sme && <small className="sme-tag">{TEXT.sme}</small>}</td>
      <td className="right">{row.rank}</td><td className="right"><b>{row.score}</b></td><td className="small">{row.award}</td>
      <td className="cut small" title={row.why}>{row.held && <b className="attention">{TEXT.held} </b>}<span className={no === undefined ? 'secondary' : undefined}>{row.why}</span></td>
      <td className="right nowrap">{writes && <>{!look.published && <button type="button" className="link small" onClick={() => { setDoing({ entry: row.entry.entry, what: no === undefined ? 'in' : 'out' }); }}>{no === undefined ? TEXT.putIn : TEXT.putOut}</button>}
        {no !== undefined && <button type="button" className="link small after" onClick={() => { setDoing({ entry: row.entry.entry, what: 'withdraw' }); }}>{TEXT.withdraw}</button>}</>}</td>
    </tr>,
    <LineBelow key={`${row.entry.entry} below`}>{below(row)}</LineBelow>,
  ];
  return (
    <div className="rank-scroll">
      <table className="rank-table recommend-table">
        <colgroup><col className="c-no" /><col className="c-track" /><col />{wide && <col className="c-who" />}<col className="c-size2" /><col className="c-rank2" /><col className="c-score" /><col className="c-award" /><col className="c-why" /><col className="c-acts" /></colgroup>
        <thead><tr><th className="right">{COLUMNS.no}</th><th>{COLUMNS.track}</th><th>{COLUMNS.entry}</th>{wide && <th>{COLUMNS.entrant}</th>}<th>{COLUMNS.size}</th><th className="right">{COLUMNS.rank}</th><th className="right">{COLUMNS.score}</th><th>{COLUMNS.award}</th><th>{COLUMNS.why}</th><th /></tr></thead>
        <tbody>
          {look.rows.flatMap((row, index) => one(row, index + 1))}
          {look.next.length > 0 && <tr className="award-line"><td colSpan={columns}><div><span>{TEXT.nextHead}</span><i /></div></td></tr>}
          {look.next.flatMap((row) => one(row, undefined))}
        </tbody>
      </table>
    </div>
  );
}

function LineBelow({ children }: { children: React.ReactNode }) {
  return children;
}
