/** The criterion being marked: what to look for, the level first, then the number that refines it. */
import { useEffect, useRef } from 'react';
import type { BandForm } from '../../ipc/generated/BandForm';
import type { CriterionForm } from '../../ipc/generated/CriterionForm';
import type { Refusal } from '../../ipc/desk';
import type { EntryLook } from '../../ipc/generated/EntryLook';
import { bandOf, middleOf, nearest } from '../../shared/bands';
import { useEvidence } from '../../shared/evidence';
import { decimals, entryNumber } from '../../shared/format';
import { intoView } from '../../shared/intoView';
import { OwnDots } from '../../shared/OwnDots';
import { ScoreField } from '../../shared/ScoreField';
import { Sentence } from '../../shared/Sentence';
import type { Sign } from '../../shared/signs';
import { words } from '../../words';
import { Bands } from './Bands';
import { HistoryButton } from './HistoryButton';

const TEXT = words.form;

interface Props {
  look: EntryLook;
  criterion: CriterionForm;
  mark: string;
  problem: Refusal | undefined;
  focus: boolean;
  onMark: (text: string) => void;
  onBlur: () => void;
  onSign: (sign: Sign) => void;
}

export function CriterionPanel({ look, criterion, mark, problem, focus, onMark, onBlur, onSign }: Props) {
  const { readOnly } = look;
  const band = problem ? undefined : bandOf(criterion.bands, mark);
  const evidence = useEvidence();
  const element = useRef<HTMLElement>(null);
  useEffect(() => { if (typeof element.current?.scrollIntoView === 'function') element.current.scrollIntoView({ block: 'nearest' }); }, []);
  const propose = (one: BandForm) => { put(middleOf(one, mark, criterion.step)); };
  /** Puts a mark that was chosen, not typed, and leaves the caret where typing goes on. */
  const put = (one: string) => {
    onMark(one);
    const field = element.current?.querySelector<HTMLInputElement>('[data-score]');
    field?.focus();
    requestAnimationFrame(() => { field?.select(); });
  };
  return (
    <section ref={element} className="active-criterion" aria-label={criterion.name} data-testid="active-criterion">
      <h3><span>{criterion.id}</span><span>{criterion.name}</span><small className="secondary">{TEXT.maximumAndStep(decimals(criterion.maximum, 0), decimals(criterion.step, 0))}</small></h3>
      {criterion.guidance && <p className="small secondary">{criterion.guidance}</p>}
      <div className="score">
        <Bands criterion={criterion} on={band} readOnly={readOnly} onPropose={propose} />
        <ScoreField label={TEXT.mark(criterion.name)} value={mark} step={criterion.step} maximum={criterion.maximum} invalid={problem !== undefined} readOnly={readOnly} focus={focus} onChange={onMark} onBlur={onBlur} onSign={onSign} />
        <span className="secondary nowrap">{TEXT.maximum(decimals(criterion.maximum, 0))}</span>
      </div>
      {criterion.reference !== null && <p className="small" data-testid="reference">{TEXT.referenceBeside(decimals(criterion.reference, 2), mark === '' ? words.common.none : mark)}</p>}
      <OwnDots entry={look.row.id} criterion={criterion.id} />
      <Wrong criterion={criterion} mark={mark} problem={problem} onMark={put} />
      {band?.text && <p className="small">{TEXT.bandText(band.name, band.text)}</p>}
      {unexplainedZero(look, criterion) && <p className="small attention" data-testid="zero-hint">{TEXT.zeroHint}</p>}
      {evidence.under(criterion.id)}
      <div className="pair under-score">
        <span className="cut">{criterion.previousMaximum !== null && <small className="note">{TEXT.previousMaximumOf(decimals(criterion.previousMaximum, 0), entryNumber(look.maximaDifferFrom ?? ''))}</small>}</span>
        <HistoryButton entry={look.row.id} criterion={criterion.id} label={TEXT.historyOf(criterion.name)} />
      </div>
    </section>
  );
}

/** The desk's sentence, and what could be given instead. */
function Wrong({ criterion, mark, problem, onMark }: { criterion: CriterionForm; mark: string; problem: Refusal | undefined; onMark: (text: string) => void }) {
  if (!problem) return null;
  const able = nearest(mark, criterion.step, criterion.maximum);
  return (
    <>
      <Sentence problem={problem} />
      {able.length > 0 && <div ref={intoView} className="row instead">{able.map((one) => <button key={one} type="button" className="link small" data-testid={`instead-${one}`} onClick={() => { onMark(one); }}>{TEXT.changeTo(one)}</button>)}</div>}
    </>
  );
}

/** Asked of the mark that is saved, so that typing 0.5 does not ask at the 0. */
function unexplainedZero(look: EntryLook, criterion: CriterionForm): boolean {
  return !look.readOnly && criterion.mark !== null && Number(criterion.mark) === 0 && look.comment.trim() === '';
}
