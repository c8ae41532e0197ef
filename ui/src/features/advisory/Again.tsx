/** 再看一眼: entries and single marks worth a second look, each one click from the entry. */
import type { AdvisoryLook } from '../../ipc/generated/AdvisoryLook';
import { entryNumber, shown } from '../../shared/format';
import { words } from '../../words';
import { BlockHead } from './Block';

const TEXT = words.advisory;

export function Again({ look, onEntry }: { look: AdvisoryLook; onEntry: (entry: string) => void }) {
  const name = (entry: string, title: string) => <td className="cut" title={`${entry} ${title}`}><button type="button" className="plain cut jump" title={TEXT.toEntry} onClick={() => { onEntry(entry); }}><small className="number secondary">{entryNumber(entry)}</small>{title}</button></td>;
  return (
    <div className="block" data-testid="again">
      <BlockHead title={TEXT.disputed} note={TEXT.disputedNote} />
      <table className="dense plain-rows">
        <colgroup><col style={{ width: 44 }} /><col /><col style={{ width: 72 }} /><col style={{ width: 88 }} /><col style={{ width: 64 }} /><col style={{ width: 80 }} /><col style={{ width: 84 }} /></colgroup>
        <thead><tr><th className="right">{TEXT.columns.rank}</th><th>{TEXT.columns.entry}</th><th className="right">{TEXT.disputedColumns.level}</th><th className="right">{TEXT.disputedColumns.range}</th><th className="right">{TEXT.disputedColumns.spread}</th><th className="right">{TEXT.disputedColumns.scaled}</th><th /></tr></thead>
        <tbody>{look.disputed.map((one) => <tr key={one.entry} data-testid={`disputed-${one.entry}`}><td className="right">{one.rank ?? words.common.none}</td>{name(one.entry, one.title)}<td className="right">{one.level}</td><td className="right">{one.range}</td><td className="right">{one.spread}</td><td className={one.attention ? 'right attention strong' : 'right'}>{one.scaled === null ? words.common.none : TEXT.times(one.scaled)}</td><td className="small attention">{one.attention && TEXT.attention}</td></tr>)}</tbody>
      </table>
      <BlockHead title={TEXT.unusual} note={TEXT.unusualNote} />
      <table className="dense plain-rows">
        <colgroup><col /><col style={{ width: 96 }} /><col style={{ width: 72 }} /><col style={{ width: 80 }} /><col style={{ width: 88 }} /></colgroup>
        <thead><tr><th>{TEXT.columns.entry}</th><th>{TEXT.unusualColumns.expert}</th><th className="right">{TEXT.unusualColumns.mark}</th><th className="right">{TEXT.unusualColumns.residual}</th><th className="right">{TEXT.unusualColumns.scaled}</th></tr></thead>
        <tbody>{look.unusual.map((one) => <tr key={`${one.entry} ${one.expert}`}>{name(one.entry, one.title)}<td className="cut">{one.expert}</td><td className="right">{one.mark}</td><td className="right">{shown(one.residual)}</td><td className="right">{one.scaled === null ? words.common.none : TEXT.times(shown(one.scaled))}</td></tr>)}</tbody>
      </table>
    </div>
  );
}
