/** 专家之间有多一致: the few coefficients to read first, each with a sentence; the others below. */
import type { AgreementFigure } from '../../ipc/generated/AgreementFigure';
import { shown } from '../../shared/format';
import { words } from '../../words';
import { BlockHead } from './Block';

const TEXT = words.advisory;

export function Agreement({ figures, cases }: { figures: readonly AgreementFigure[]; cases: number }) {
  return (
    <section className="block" data-testid="agreement">
      <BlockHead title={TEXT.agreement} note={TEXT.agreementNote(cases)} />
      {figures.filter(({ main }) => main).map((figure) => <One key={figure.id} figure={figure} />)}
      <details className="others"><summary className="small">{TEXT.others}</summary>{figures.filter(({ main }) => !main).map((figure) => <One key={figure.id} figure={figure} />)}</details>
    </section>
  );
}

function One({ figure }: { figure: AgreementFigure }) {
  const { id, name, value, low, high, meaning, detail } = figure;
  return (
    <div className="figure" data-testid={`figure-${id}`}>
      <span className="value">{shown(value)}</span>
      <div><div className="pair"><b>{name}</b>{low !== null && high !== null && <small className="secondary nowrap">{TEXT.interval(shown(low), shown(high))}</small>}</div>
        <p className={value === null ? 'secondary' : ''}>{meaning}</p>{detail !== '' && <small className="secondary">{detail}</small>}</div>
    </div>
  );
}
