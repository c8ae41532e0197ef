/** What a paste would do, cell by cell where it cannot: nothing has been written yet. Not modal: the table stays in sight. */
import { Button } from 'antd';
import { useEffect, useRef } from 'react';
import type { Levelling } from '../../ipc/generated/Levelling';
import type { Overview } from '../../ipc/generated/Overview';
import type { RefusedMark } from '../../ipc/generated/RefusedMark';
import { entryNumber } from '../../shared/format';
import { words } from '../../words';
import type { Plan } from './paste';

const TEXT = words.overview;

export interface Pending { plan: Plan; refused: readonly RefusedMark[] }

interface Props { pending: Pending; overview: Overview; levelling: Levelling; onWrite: (marks: Plan['marks']) => void; onCancel: () => void }

export function PasteBar({ pending: { plan, refused }, overview, levelling, onWrite, onCancel }: Props) {
  const rest = allowed(plan, refused);
  const close = useRef<HTMLButtonElement>(null);
  useEffect(() => { close.current?.focus(); }, []);
  const title = (id: string) => overview.rows.find(({ row }) => row.id === id)?.row.title ?? '';
  const name = (id: string) => levelling.criteria.find((one) => one.id === id)?.name ?? '';
  const notes = [plan.outside > 0 ? TEXT.pasteOutside(plan.outside) : '', plan.blank > 0 ? TEXT.pasteBlank(plan.blank) : ''].filter((one) => one !== '');
  return (
    <section className="paste-bar" aria-label={TEXT.pasteTitle(plan.rows, plan.columns, plan.marks.length)} data-testid="paste-bar" onKeyDown={(event) => { if (event.key === 'Escape') onCancel(); }}>
      <div className="row"><b className="grow">{TEXT.pasteTitle(plan.rows, plan.columns, plan.marks.length)}</b>{notes.map((note) => <small key={note} className="secondary">{note}</small>)}
        <Button ref={close} onClick={onCancel}>{words.common.cancel}</Button>
        {rest.length > 0 && <Button type="primary" onClick={() => { onWrite(rest); }} data-testid="paste-rest">{refused.length > 0 ? TEXT.pasteRest(rest.length) : TEXT.pasteAll(rest.length)}</Button>}
      </div>
      {refused.length > 0 && (
        <>
          <p className="small"><b className="refused">{TEXT.pasteRefused(refused.length)}</b><span className="secondary">{TEXT.pasteNone}</span></p>
          <div className="scroll-box"><table className="lines">
            <thead><tr><th>{TEXT.pasteColumns.entry}</th><th>{TEXT.pasteColumns.criterion}</th><th className="right">{TEXT.pasteColumns.given}</th><th>{TEXT.pasteColumns.why}</th></tr></thead>
            <tbody>{refused.map((one) => <tr key={`${one.entry} ${one.criterion}`}><td className="cut"><small className="number secondary">{entryNumber(one.entry)}</small>{title(one.entry)}</td><td className="cut">{TEXT.groupHead(one.criterion, name(one.criterion))}</td><td className="right">{one.given}</td><td>{one.sentence}</td></tr>)}</tbody>
          </table></div>
        </>
      )}
    </section>
  );
}

/** Marks of a plan that were not refused. */
export function allowed(plan: Plan, refused: readonly RefusedMark[]): Plan['marks'] {
  const no = new Set(refused.map(({ entry, criterion }) => `${entry} ${criterion}`));
  return plan.marks.filter(({ entry, criterion }) => !no.has(`${entry} ${criterion}`));
}
