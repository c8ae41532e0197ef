/** Entries × experts. The heads stay; rows out of sight are not drawn. */
import { useState } from 'react';
import type { MergeEntry } from '../../ipc/generated/MergeEntry';
import type { MergeExpert } from '../../ipc/generated/MergeExpert';
import type { MergeLook } from '../../ipc/generated/MergeLook';
import { Empty } from '../../shared/Empty';
import { entryNumber } from '../../shared/format';
import { Glyph } from '../../shared/Glyph';
import { CellStateMark, cellLook } from '../../shared/State';
import { useSize } from '../../shared/useSize';
import { useWindowHeight, useWindowWidth } from '../../shared/useWindow';
import { words } from '../../words';
import { spanOf } from '../../shared/span';

const TEXT = words.merge;

/** Opens the sheet of an expert at an entry. */
type OnSheet = (expert: string, entry: string | undefined) => void;

export function Matrix({ look, picked, onSheet }: { look: MergeLook; picked: string | undefined; onSheet: OnSheet }) {
  const wide = useWindowWidth() >= 1600;
  const narrow = useWindowWidth() < 1200;
  const row = useWindowHeight() >= 1000 ? 36 : 30;
  const [measure, view] = useSize();
  const [top, setTop] = useState(0);
  const span = spanOf(look.entries.length, row, top, view.height);
  const expertWidth = wide ? 110 : narrow ? 78 : 86;
  if (look.experts.length === 0) return <section className="matrix"><Empty text={TEXT.noExperts} /></section>;
  const least = (wide ? 240 + 228 : narrow ? 174 : 214) + expertWidth * look.experts.length + (wide ? 140 : 62);
  return (
    <section className="matrix" ref={measure} onScroll={(event) => { setTop(event.currentTarget.scrollTop); }} tabIndex={0} aria-label={TEXT.title}>
      <table style={{ minWidth: least }} className={row === 36 ? 'tall' : ''}>
        <colgroup><col className="c-entry" />{wide && <><col className="c-entrant" /><col className="c-size" /></>}{look.experts.map(({ id }) => <col key={id} style={{ width: expertWidth }} />)}<col style={{ width: wide ? 140 : 62 }} /></colgroup>
        <thead><tr>
          <th>{TEXT.entryColumn}</th>{wide && <><th>{TEXT.entrantColumn}</th><th>{TEXT.sizeColumn}</th></>}
          {look.experts.map((expert) => <ExpertHead key={expert.id} expert={expert} picked={expert.id === picked} onSheet={onSheet} />)}
          <th className="right">{TEXT.valid}</th>
        </tr></thead>
        <tbody>
          {span.before > 0 && <tr aria-hidden="true"><td className="spacer" style={{ height: span.before }} /></tr>}
          {look.entries.slice(span.from, span.to).map((entry) => <EntryLine key={entry.id} entry={entry} experts={look.experts} picked={picked} wide={wide} onSheet={onSheet} />)}
          {span.after > 0 && <tr aria-hidden="true"><td className="spacer" style={{ height: span.after }} /></tr>}
        </tbody>
      </table>
    </section>
  );
}

function ExpertHead({ expert, picked, onSheet }: { expert: MergeExpert; picked: boolean; onSheet: OnSheet }) {
  return (
    <th className={picked ? 'expert picked' : 'expert'} title={expert.chair ? `${expert.name}${words.common.dot}${TEXT.chairMark}` : expert.name}>
      <b className="cut"><button type="button" className="plain" onClick={() => { onSheet(expert.id, undefined); }} data-testid={`head-${expert.id}`}>{expert.name}</button>{expert.chair && <small className="secondary"> {TEXT.chairMark}</small>}</b><CellStateMark state={expert.state} /><span className="count">{expert.done}/{expert.assigned}</span>
    </th>
  );
}

function EntryLine({ entry, experts, picked, wide, onSheet }: { entry: MergeEntry; experts: readonly MergeExpert[]; picked: string | undefined; wide: boolean; onSheet: OnSheet }) {
  return (
    <tr data-testid={`matrix-${entry.id}`}>
      <td className="cut" title={`${entry.id} ${entry.title}`}><small className="number secondary">{entryNumber(entry.id)}</small>{entry.title}</td>
      {wide && <><td className="cut" title={entry.entrant}>{entry.entrant}</td><td className="secondary">{entry.sizeClass}</td></>}
      {experts.map((expert, index) => {
        const cell = entry.cells[index];
        if (!cell) return <td key={expert.id} />;
        const look = cellLook(cell.state);
        const bare = cell.state === 'notAssigned';
        return (
          <td key={expert.id} className={`mark bg-${cell.state}${expert.id === picked ? ' picked' : ''}`} title={words.states.cell[cell.state]}>
            <button type="button" className="plain" tabIndex={-1} disabled={bare} onClick={() => { onSheet(expert.id, entry.id); }}><span className={cell.total === null ? `word tone-${look.tone}` : ''}><span className={`tone-${look.tone}`}><Glyph name={look.glyph} /></span>{cell.total ?? (bare ? '' : words.states.cell[cell.state])}{cell.total !== null && <span className="visually-hidden">{words.states.cell[cell.state]}</span>}</span></button>
          </td>
        );
      })}
      <td className="right valid">{wide && <span className="meter-bar"><span className="fill-ok" style={{ width: `${String(entry.due === 0 ? 0 : (100 * entry.valid) / entry.due)}%` }} /></span>}{entry.valid}/{entry.due}</td>
    </tr>
  );
}
