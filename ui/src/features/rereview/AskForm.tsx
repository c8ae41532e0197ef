/** Signing one ticket for an expert: which entries to look at again, why, and who asked. A sheet has one ticket in force, so entries come together. */
import { Button, Checkbox } from 'antd';
import { useState } from 'react';
import type { RereviewEntry } from '../../ipc/generated/RereviewEntry';
import type { Written } from '../../ipc/generated/Written';
import { useAct } from '../../ipc/useAct';
import { entryNumber, shown } from '../../shared/format';
import { pickTarget } from '../../shared/pick';
import { Sentence } from '../../shared/Sentence';
import { WrittenLine } from '../../shared/WrittenLine';
import { words } from '../../words';
import { why, Why } from './Why';

const TEXT = words.rereview;

/** An expert's total of an entry. */
interface Line { id: string; title: string; total: string; deviation: string; toAsk: boolean; asked: boolean }

interface Props { entries: readonly RereviewEntry[]; expert: string; name: string; first: string; onClose: () => void }

export function AskForm({ entries, expert, name, first, onClose }: Props) {
  const [chosen, setChosen] = useState<readonly string[]>([first]);
  const [said, setSaid] = useState(why.empty);
  const [written, setWritten] = useState<Written>();
  const sign = useAct('rereview_ask');
  const lines = linesOf(entries, expert);
  const byRule = lines.filter(({ toAsk, asked }) => toAsk && !asked).map(({ id }) => id);
  const act = async () => {
    const target = await pickTarget(TEXT.pick, TEXT.fileName(name));
    if (target !== undefined) setWritten(await sign.act({ expert, entries: [...chosen], ...why.said(said), target }));
  };
  const flip = (id: string) => { setChosen(chosen.includes(id) ? chosen.filter((one) => one !== id) : [...chosen, id]); };
  return (
    <section className="card" aria-label={TEXT.askTitle(name)} data-testid="rereview-form">
      <h2>{TEXT.askTitle(name)}</h2>
      <p className="line small"><span className="secondary">{TEXT.chosen(chosen.length)}</span><span className="grow" /><button type="button" className="link" disabled={byRule.length === 0} onClick={() => { setChosen([...new Set([...chosen, ...byRule])]); }} data-testid="rereview-by-rule">{TEXT.byRuleAll(byRule.length)}</button></p>
      <ul className="ask-list small">{lines.map((line) => (
        <li key={line.id}><Checkbox checked={line.asked || chosen.includes(line.id)} disabled={line.asked || written !== undefined} onChange={() => { flip(line.id); }} data-testid={`pick-${line.id}`}>
          <span className="line"><span className="cut" title={line.title}><small className="number secondary">{entryNumber(line.id)}</small>{line.title}</span><span className="grow" />{line.asked && <small className="attention">{TEXT.asked}</small>}<span className={line.toAsk ? 'attention nowrap' : 'secondary nowrap'}>{line.total} {shown(line.deviation)}</span></span>
        </Checkbox></li>
      ))}</ul>
      <Why value={said} onChange={setSaid} />
      {written === undefined && lines.some(({ asked }) => asked) && <p className="small secondary">{TEXT.extends}</p>}
      <Sentence problem={sign.problem} /><WrittenLine written={written} />
      <div className="actions"><Button onClick={onClose}>{words.common.close}</Button><span className="grow" /><Button type="primary" disabled={!why.enough(said) || chosen.length === 0 || written !== undefined} loading={sign.busy} onClick={() => { void act(); }} data-testid="rereview-sign">{TEXT.sign}</Button></div>
    </section>
  );
}

/** What an expert gave each entry, in the order of the table. */
function linesOf(entries: readonly RereviewEntry[], expert: string): Line[] {
  return entries.flatMap(({ id, title, totals }) => totals.filter((total) => total.expert === expert).map(({ total, deviation, toAsk, asked }) => ({ id, title, total, deviation, toAsk, asked })));
}
