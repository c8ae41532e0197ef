/** The levels of a criterion with their ranges. A press proposes the middle of one, to be refined by typing. */
import type { BandForm } from '../../ipc/generated/BandForm';
import type { CriterionForm } from '../../ipc/generated/CriterionForm';
import { decimals, decimalsOf } from '../../shared/format';
import { words } from '../../words';

const TEXT = words.form;

interface Props { criterion: CriterionForm; on: BandForm | undefined; readOnly: boolean; onPropose: (band: BandForm) => void }

/** A press must not take the focus from the number: what it proposes is refined there. */
export function Bands({ criterion, on, readOnly, onPropose }: Props) {
  const places = Math.min(decimalsOf(criterion.step), 1);
  const short = (value: string) => decimals(value, value.endsWith('.00') ? 0 : places);
  if (criterion.bands.length === 0) return <span />;
  return (
    <div className="bands" role="group" aria-label={TEXT.levels(criterion.name)} style={{ gridTemplateColumns: `repeat(${String(criterion.bands.length)}, 1fr)` }}>
      {criterion.bands.map((band, index) => (
        <button key={band.name} type="button" className={band === on ? 'plain on' : 'plain'} aria-pressed={band === on} disabled={readOnly} title={TEXT.levelTitle(index + 1, band.text)} tabIndex={-1} data-testid={`band-${band.name}`}
          onMouseDown={(event) => { event.preventDefault(); }} onClick={() => { onPropose(band); }}>
          {band.name}<small>{TEXT.band(short(band.from), short(band.to))}</small>
        </button>
      ))}
    </div>
  );
}
