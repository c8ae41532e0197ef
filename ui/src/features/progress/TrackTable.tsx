/** One row per track, in sheets; a row leads to its merge. */
import type { TrackProgress } from '../../ipc/generated/TrackProgress';
import { CoverageBar } from '../../shared/CoverageBar';
import { words } from '../../words';

const TEXT = words.organiser.trackColumns;
type Count = 'entries' | 'due' | 'verified' | 'provisional' | 'held' | 'rejected' | 'awaited';
const COUNTS: readonly Count[] = ['entries', 'due', 'verified', 'provisional', 'held', 'rejected', 'awaited'];
const TONE: Partial<Record<Count, string>> = { provisional: 'attention', held: 'attention', rejected: 'refused' };

export function TrackTable({ tracks, onTrack }: { tracks: readonly TrackProgress[]; onTrack: (track: string) => void }) {
  const sum = (count: Count) => tracks.reduce((all, track) => all + track[count], 0);
  return (
    <section className="card tight track-table"><table>
      <colgroup><col />{COUNTS.map((count) => <col key={count} className={`c-${count}`} />)}<col className="c-cover" /></colgroup>
      <thead><tr><th>{TEXT.track}</th>{COUNTS.map((count) => <th key={count} className="right">{TEXT[count]}</th>)}<th className="right">{TEXT.coverage}</th></tr></thead>
      <tbody>{tracks.map((track) => (
        <tr key={track.id} data-testid={`track-${track.id}`}>
          <td className="cut"><button type="button" className="plain cut" onClick={() => { onTrack(track.id); }}>{track.name}</button></td>
          {COUNTS.map((count) => <td key={count} className="right">{number(track[count], count)}</td>)}
          <td><span className="cover"><CoverageBar coverage={track.coverage} /><span>{track.coverage.percent}%</span></span></td>
        </tr>
      ))}</tbody>
      {tracks.length > 1 && <tfoot><tr><td>{words.organiser.totalRow}</td>{COUNTS.map((count) => <td key={count} className="right">{number(sum(count), count)}</td>)}<td /></tr></tfoot>}
    </table></section>
  );
}

/** Zero is a dash where something else would ask for attention. */
function number(value: number, count: Count) {
  const quiet = value === 0 && count !== 'entries' && count !== 'due' && count !== 'verified';
  return quiet ? <span className="zero">–</span> : <span className={TONE[count] ?? ''}>{value}</span>;
}
