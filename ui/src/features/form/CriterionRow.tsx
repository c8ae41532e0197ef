/** A criterion that is not being marked: one line. */
import type { Refusal } from '../../ipc/desk';
import type { CriterionForm } from '../../ipc/generated/CriterionForm';
import { bandOf } from '../../shared/bands';
import { useEvidence } from '../../shared/evidence';
import { decimals, decimalsOf } from '../../shared/format';
import { Sentence } from '../../shared/Sentence';
import { EntryStateMark } from '../../shared/State';
import { words } from '../../words';

interface Props { criterion: CriterionForm; mark: string; problem: Refusal | undefined; onGo: () => void }

export function CriterionRow({ criterion, mark, problem, onGo }: Props) {
  const places = decimalsOf(criterion.step);
  return (
    <>
      <button type="button" className="plain criterion" onClick={onGo} data-testid={`criterion-${criterion.id}`}>
        <span className="secondary">{criterion.id}</span><span className="cut">{criterion.name}{criterion.reference !== null && <small className="secondary reference">{words.form.reference(decimals(criterion.reference, 2))}</small>}{useEvidence().count(criterion.id)}</span>
        <small className="level secondary">{mark === '' || problem ? <EntryStateMark state="untouched" text={words.form.notMarked} /> : bandOf(criterion.bands, mark)?.name}</small>
        <span className={problem ? 'value refused' : 'value'}>{mark === '' ? words.common.none : decimals(mark, places)}</span>
        <span className="maximum">{words.form.maximum(decimals(criterion.maximum, 0))}</span>
      </button>
      {problem && <div className="under"><Sentence problem={problem} /></div>}
    </>
  );
}
