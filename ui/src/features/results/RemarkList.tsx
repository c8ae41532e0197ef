/** 专家意见: what experts said of the entry beside their marks, and the places they gave for it. */
import type { Remark } from '../../ipc/generated/Remark';
import type { RemarkPlace } from '../../ipc/generated/RemarkPlace';
import { useAnswer } from '../../ipc/useAnswer';
import { words } from '../../words';

const TEXT = words.notes;

export function RemarkList({ entry }: { entry: string }) {
  const { answer } = useAnswer('remarks_look', { entry });
  if (!answer || answer.remarks.length === 0) return null;
  return (
    <section className="remarks" aria-label={TEXT.remarks} data-testid="remarks">
      <h3>{TEXT.remarks}</h3>
      {answer.remarks.map((remark, index) => <One key={index} remark={remark} />)}
    </section>
  );
}

function One({ remark: { expert, comment, toChair, evidence, gates } }: { remark: Remark }) {
  return (
    <article>
      <h4>{expert}</h4>
      {gates.map(({ gate, finding, reason }) => <p key={gate}><span className={finding === 'pass' ? 'secondary' : 'attention'}>{words.form.gateFound(gate, words.form.gateStates[finding])}</span> {reason}</p>)}
      {comment !== '' && <p>{comment}</p>}
      {toChair !== '' && <p><small className="secondary">{TEXT.toChair}</small> {toChair}</p>}
      {evidence.length > 0 && <ul>{evidence.map((place, index) => <li key={index}><span className="note-tag attached">{place.criterion ?? TEXT.entryShort}</span> <span className="secondary">{TEXT.inMaterial(place.material, place.place)}</span> {said(place)}</li>)}</ul>}
    </article>
  );
}

/** The words marked and the note on them. */
function said({ quote, text }: RemarkPlace): string {
  return [quote === '' ? '' : TEXT.quoted(quote), text].filter((one) => one !== '').join(TEXT.between);
}
