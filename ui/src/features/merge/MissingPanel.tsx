/** What is missing, as two lists out of the matrix on screen: by expert and by entry. A click goes to the sheet. */
import { Button } from 'antd';
import { useState } from 'react';
import type { CellState } from '../../ipc/generated/CellState';
import type { MergeLook } from '../../ipc/generated/MergeLook';
import { entryNumber } from '../../shared/format';
import { Segments } from '../../shared/Segments';
import { CellStateMark } from '../../shared/State';
import { words } from '../../words';

const TEXT = words.sheet;
const MISSING: readonly CellState[] = ['awaited', 'held', 'materialMissing'];

interface Props { look: MergeLook; onClose: () => void; onSheet: (expert: string, entry: string | undefined) => void }

export function MissingPanel({ look, onClose, onSheet }: Props) {
  const [by, setBy] = useState('expert');
  return (
    <aside className="sheet-panel" aria-label={TEXT.missing} data-testid="missing-panel">
      <div className="side-head"><h2>{TEXT.missing}</h2><span className="grow" /><Segments label={TEXT.missing} value={by} onChange={setBy} options={[{ value: 'expert', label: TEXT.missingExperts }, { value: 'entry', label: TEXT.missingEntries }]} /><Button size="small" onClick={onClose}>{TEXT.close}</Button></div>
      <div className="sheet-scroll">{by === 'expert' ? <ByExpert look={look} onSheet={onSheet} /> : <ByEntry look={look} onSheet={onSheet} />}</div>
    </aside>
  );
}

function ByExpert({ look, onSheet }: Pick<Props, 'look' | 'onSheet'>) {
  const rows = look.experts.map((expert, index) => ({ expert, cells: look.entries.flatMap((entry) => { const cell = entry.cells[index]; return cell && MISSING.includes(cell.state) ? [{ entry, state: cell.state }] : []; }) })).filter(({ cells }) => cells.length > 0);
  if (rows.length === 0) return <p className="filler secondary">{TEXT.missingNone}</p>;
  return (
    <ul className="missing-list">{rows.map(({ expert, cells }) => (
      <li key={expert.id}>
        <p className="line"><button type="button" className="link" onClick={() => { onSheet(expert.id, undefined); }}>{expert.name}</button><CellStateMark state={expert.state} /><span className="secondary small">{TEXT.missingLine(cells.length)}</span></p>
        {cells.length < look.entries.length && <p className="small">{cells.map(({ entry, state }) => <button key={entry.id} type="button" className="plain" title={`${entry.title} ${words.states.cell[state]}`} onClick={() => { onSheet(expert.id, entry.id); }}><CellStateMark state={state} text={entryNumber(entry.id)} /></button>)}</p>}
      </li>
    ))}</ul>
  );
}

function ByEntry({ look, onSheet }: Pick<Props, 'look' | 'onSheet'>) {
  const rows = look.entries.map((entry) => ({ entry, cells: look.experts.flatMap((expert, index) => { const cell = entry.cells[index]; return cell && MISSING.includes(cell.state) ? [{ expert, state: cell.state }] : []; }) })).filter(({ cells }) => cells.length > 0);
  if (rows.length === 0) return <p className="filler secondary">{TEXT.missingNone}</p>;
  return (
    <ul className="missing-list">{rows.map(({ entry, cells }) => (
      <li key={entry.id}>
        <p className="line"><span className="cut" title={entry.title}><small className="number secondary">{entryNumber(entry.id)}</small>{entry.title}</span><span className="secondary small nowrap">{TEXT.missingPeople(cells.length)}</span></p>
        <p className="small">{cells.map(({ expert, state }) => <button key={expert.id} type="button" className="plain" title={`${expert.name} ${words.states.cell[state]}`} onClick={() => { onSheet(expert.id, entry.id); }}><CellStateMark state={state} text={expert.name} /></button>)}</p>
      </li>
    ))}</ul>
  );
}
