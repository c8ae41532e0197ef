/** 任务函的变化: what every newer letter changed, the latest first, each entry one click away. */
import { Button } from 'antd';
import type { LetterStep } from '../../ipc/generated/LetterStep';
import { useAnswer } from '../../ipc/useAnswer';
import { dayAndTime } from '../../shared/format';
import { useGoTo } from '../../shared/place';
import { words } from '../../words';
import { useRead } from './useRead';

const TEXT = words.everyday;

export function ChangesCard() {
  const { answer } = useAnswer('letter_changes', {});
  const read = useRead();
  if (!answer || answer.steps.length === 0) return null;
  return (
    <section className="card" aria-label={TEXT.lettersTitle} data-testid="letter-changes">
      <h2>{TEXT.lettersTitle}</h2>
      {answer.steps.map((step) => <Step key={step.no} step={step} />)}
      {!answer.read && <div className="actions"><span className="grow" /><Button type="primary" onClick={() => { void read(); }}>{TEXT.lettersRead}</Button></div>}
    </section>
  );
}

function Step({ step }: { step: LetterStep }) {
  const goTo = useGoTo();
  return (
    <>
      <h3>{TEXT.lettersStep(step.no, step.replaces, dayAndTime(step.at))}</h3>
      {step.rows.length === 0 && <p className="secondary">{TEXT.lettersSame}</p>}
      {step.rows.length > 0 && (
        <table className="lines"><tbody>{step.rows.map(({ kind, entry, title, text }) => (
          <tr key={`${kind} ${entry ?? ''}`}>
            <td className="nowrap secondary">{TEXT.lettersKinds[kind]}</td>
            <td>{entry !== null && (kind === 'removed' ? <b>{entry} {title}</b> : <button type="button" className="link" title={TEXT.lettersOpen} onClick={() => { goTo(entry, undefined); }}>{entry} {title}</button>)}</td>
            <td>{text}</td>
          </tr>
        ))}</tbody></table>
      )}
    </>
  );
}
