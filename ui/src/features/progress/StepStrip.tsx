/** The steps of the contest, left to right. */
import type { Step } from '../../ipc/generated/Step';
import type { StepState } from '../../ipc/generated/StepState';
import { Glyph, type GlyphName } from '../../shared/Glyph';
import { words } from '../../words';

const GLYPH: Record<StepState, GlyphName> = { done: 'ok', now: 'full', later: 'wait' };
const TONE: Record<StepState, string> = { done: 'ok', now: 'accent', later: 'waiting' };

export function StepStrip({ steps }: { steps: readonly Step[] }) {
  return (
    <ol className="step-strip" style={{ gridTemplateColumns: `repeat(${String(Math.max(1, steps.length))}, minmax(0, 1fr))` }}>
      {steps.map((step, index) => (
        <li key={step.name} className={step.state} aria-current={step.state === 'now' ? 'step' : undefined}>
          <h3 className="cut"><i>{index + 1}</i>{step.name}</h3>
          <span className={`state small tone-${TONE[step.state]}`}><Glyph name={GLYPH[step.state]} size={step.state === 'now' ? 10 : 12} />{step.status || words.states.step[step.state]}</span>
          <p className="small cut secondary" title={step.detail}>{step.detail}</p>
        </li>
      ))}
    </ol>
  );
}
