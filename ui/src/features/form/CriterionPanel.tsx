/** The criterion being marked: what to look for, level bands, the number. */
import { useEffect, useRef } from 'react';
import type { CriterionForm } from '../../ipc/generated/CriterionForm';
import type { Refusal } from '../../ipc/desk';
import type { BandForm } from '../../ipc/generated/BandForm';
import { bandOf, middle } from '../../shared/bands';
import { decimals, decimalsOf } from '../../shared/format';
import { ScoreField } from '../../shared/ScoreField';
import { Sentence } from '../../shared/Sentence';
import { words } from '../../words';

const TEXT = words.form;

interface Props {
  criterion: CriterionForm;
  mark: string;
  problem: Refusal | undefined;
  readOnly: boolean;
  focus: boolean;
  onMark: (text: string) => void;
  onBlur: () => void;
}

export function CriterionPanel({ criterion, mark, problem, readOnly, focus, onMark, onBlur }: Props) {
  const band = bandOf(criterion.bands, mark);
  const element = useRef<HTMLElement>(null);
  useEffect(() => { if (typeof element.current?.scrollIntoView === 'function') element.current.scrollIntoView({ block: 'nearest' }); }, []);
  return (
    <section ref={element} className="active-criterion" aria-label={criterion.name} data-testid="active-criterion">
      <h3><span>{criterion.id}</span><span>{criterion.name}</span><small className="secondary">{TEXT.maximumAndStep(decimals(criterion.maximum, 0), decimals(criterion.step, 0))}</small></h3>
      {criterion.guidance && <p className="small secondary">{criterion.guidance}</p>}
      <div className="score">
        <Bands criterion={criterion} on={band} readOnly={readOnly} onPropose={(one) => { onMark(middle(one, criterion.step)); }} />
        <ScoreField label={TEXT.mark(criterion.name)} value={mark} step={criterion.step} maximum={criterion.maximum} invalid={problem !== undefined} readOnly={readOnly} focus={focus} onChange={onMark} onBlur={onBlur} />
        <span className="secondary nowrap">{TEXT.maximum(decimals(criterion.maximum, 0))}</span>
      </div>
      <Sentence problem={problem} />
      {band?.text && <p className="small">{TEXT.bandText(band.name, band.text)}</p>}
    </section>
  );
}

interface BandsProps { criterion: CriterionForm; on: BandForm | undefined; readOnly: boolean; onPropose: (band: BandForm) => void }

/** A press must not take the focus from the number: what it proposes is refined there. */
function Bands({ criterion, on, readOnly, onPropose }: BandsProps) {
  const places = Math.min(decimalsOf(criterion.step), 1);
  const short = (value: string) => decimals(value, value.endsWith('.00') ? 0 : places);
  return (
    <div className="bands" role="group" style={{ gridTemplateColumns: `repeat(${String(criterion.bands.length)}, 1fr)` }}>
      {criterion.bands.map((band) => (
        <button key={band.name} type="button" className={band === on ? 'plain on' : 'plain'} aria-pressed={band === on} disabled={readOnly} title={band.text} tabIndex={-1} data-testid={`band-${band.name}`}
          onMouseDown={(event) => { event.preventDefault(); }} onClick={() => { onPropose(band); }}>
          {band.name}<small>{TEXT.band(short(band.from), short(band.to))}</small>
        </button>
      ))}
    </div>
  );
}
