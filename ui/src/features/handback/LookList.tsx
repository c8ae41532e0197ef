/** 签名前看一遍: what is missing, set aside, equal or extreme; every line goes to its place. */
import type { Levelling } from '../../ipc/generated/Levelling';
import type { Overview } from '../../ipc/generated/Overview';
import { useAnswer } from '../../ipc/useAnswer';
import { entryNumber } from '../../shared/format';
import { Sentence } from '../../shared/Sentence';
import { words } from '../../words';
import { extremes, zeros, type End } from './look';

const TEXT = words.handback;
type Open = (entry: string, criterion: string | undefined) => void;
interface Line { key: string; text: string; entry: string; criterion?: string | undefined }

export function LookList({ overview, onOpen }: { overview: Overview; onOpen: Open }) {
  const shown = useAnswer('levelling', {});
  const parts = [...ofOverview(overview), ...(shown.answer ? ofMarks(shown.answer) : [])].filter(({ lines }) => lines.length > 0);
  return (
    <section className="card" aria-label={TEXT.lookTitle} data-testid="signoff-look">
      <h2>{TEXT.lookTitle}</h2>
      <Sentence problem={shown.problem} />
      {parts.length === 0 && <p className="secondary">{TEXT.lookNothing}</p>}
      {overview.remarks.map((remark) => <p key={remark} className="small secondary">{remark}</p>)}
      {parts.map(({ head, lines }) => (
        <details key={head} open={lines.length <= 8}><summary>{TEXT.lookHead(head, lines.length)}</summary>
          {lines.map(({ key, text, entry, criterion }) => <div key={key}><button type="button" className="link small look-line" onClick={() => { onOpen(entry, criterion); }}>{text}</button></div>)}
        </details>
      ))}
    </section>
  );
}

function ofOverview({ gaps, rows }: Overview): { head: string; lines: Line[] }[] {
  const aside = (state: string) => rows.filter(({ row }) => row.state === state).map(({ row, hint }) => ({ key: row.id, text: TEXT.lookEntry(entryNumber(row.id), row.title, hint), entry: row.id }));
  const equal = rows.filter(({ row, hint }) => row.state === 'done' && hint !== '').map(({ row, hint }) => ({ key: row.id, text: TEXT.lookEntry(entryNumber(row.id), row.title, hint), entry: row.id }));
  const missing = gaps.map(({ entry, title, what, criterion }) => ({ key: `${entry} ${what}`, text: TEXT.lookEntry(entryNumber(entry), title, what), entry, criterion: criterion ?? undefined }));
  return [{ head: TEXT.lookMissing, lines: missing }, { head: words.states.entry.recused, lines: aside('recused') }, { head: words.states.entry.materialMissing, lines: aside('materialMissing') }, { head: TEXT.lookEqual, lines: equal }];
}

function ofMarks(levelling: Levelling): { head: string; lines: Line[] }[] {
  const end = (criterion: string, name: string, side: string, { places, mark, maximum }: End): Line => ({ key: `${criterion} ${side}`, text: TEXT.lookEnd(`${criterion} ${name}`, side, mark, maximum, entryNumber(places[0]?.entry ?? ''), places.length), entry: places[0]?.entry ?? '', criterion });
  const ends = extremes(levelling).flatMap(({ criterion, name, low, high }) => [end(criterion, name, TEXT.lookLow, low), end(criterion, name, TEXT.lookHigh, high)]);
  const nought = zeros(levelling).map(({ entry, criterion, name }) => ({ key: `${entry} ${criterion}`, text: TEXT.lookZero(entryNumber(entry), `${criterion} ${name}`), entry, criterion }));
  return [{ head: TEXT.lookZeros, lines: nought }, { head: TEXT.lookExtremes, lines: ends }];
}
