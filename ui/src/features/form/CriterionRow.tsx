/** A criterion that is not being marked: one line. */
import type { CriterionForm } from '../../ipc/generated/CriterionForm';
import { bandOf } from '../../shared/bands';
import { decimals, decimalsOf } from '../../shared/format';
import { EntryStateMark } from '../../shared/State';
import { words } from '../../words';

interface Props { criterion: CriterionForm; mark: string; refused: boolean; onGo: () => void; disabled: boolean }

export function CriterionRow({ criterion, mark, refused, onGo, disabled }: Props) {
  const places = decimalsOf(criterion.step);
  return (
    <button type="button" className="plain criterion" onClick={onGo} disabled={disabled} data-testid={`criterion-${criterion.id}`}>
      <span className="secondary">{criterion.id}</span><span className="cut">{criterion.name}</span>
      <small className="level secondary">{mark === '' ? <EntryStateMark state="untouched" text={words.form.notMarked} /> : bandOf(criterion.bands, mark)?.name}</small>
      <span className={refused ? 'value refused' : 'value'}>{mark === '' ? words.common.none : decimals(mark, places)}</span>
      <span className="maximum">{words.form.maximum(decimals(criterion.maximum, 0))}</span>
    </button>
  );
}
