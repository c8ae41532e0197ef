/** The line under the table: what the cell one is at was refused for, what was just done, or which keys there are. */
import { useSyncExternalStore } from 'react';
import type { Overview } from '../../ipc/generated/Overview';
import { markKey } from '../../shared/marks';
import { saving } from '../../shared/saving';
import { words } from '../../words';
import type { Spot } from '../../shared/cells';
import type { Mode } from './columns';

const TEXT = words.overview;

interface Props { mode: Mode; told: string; spot: Spot | undefined; overview: Overview; asks: number; readOnly: boolean; onPane: () => void }

export function GridFoot({ mode, told, spot, overview, asks, readOnly, onPane }: Props) {
  useSyncExternalStore(saving.watch, saving.status);
  const problem = spot && mode === 'criteria' ? saving.refused(markKey(spot.entry, spot.column))?.problem : undefined;
  const judged = overview.rows.filter(({ row }) => row.state !== 'recused');
  const done = judged.filter(({ row }) => row.state === 'done' || row.state === 'materialMissing').length;
  return (
    <div className="over-foot">
      {problem ? <span className="refused cut" role="alert" data-testid="grid-problem">{problem.sentence}</span>
        : told !== '' ? <span className="cut told" role="status" data-testid="grid-told">{told}</span>
        : <span className="cut">{readOnly ? TEXT.footSigned : mode === 'groups' ? TEXT.footGroups : TEXT.footCriteria}</span>}
      <span className="grow" />
      {mode === 'criteria' && asks > 0 && <button type="button" className="link" onClick={onPane}>{TEXT.asksLeft(asks)}</button>}
      <span>{TEXT.footCount(done, judged.length)}</span>
    </div>
  );
}
