/** Who is there. */
import { Checkbox } from 'antd';
import type { DeliberationLook } from '../../ipc/generated/DeliberationLook';
import { useAct } from '../../ipc/useAct';
import { Sentence } from '../../shared/Sentence';
import { words } from '../../words';

const TEXT = words.deliberation;

export function People({ look }: { look: DeliberationLook }) {
  const put = useAct('deliberation_put');
  const here = look.experts.filter(({ present }) => present);
  const change = (id: string, present: boolean) => {
    const ids = here.map((expert) => expert.id).filter((one) => one !== id);
    void put.act({ track: look.track, present: present ? [...ids, id] : ids, text: look.text });
  };
  return (
    <div className="people-line" role="group" aria-label={TEXT.people}>
      <b className="nowrap">{TEXT.present(here.length, look.experts.length)}</b>
      {look.experts.map(({ id, name, chair, present }) => <Checkbox key={id} checked={present} disabled={!look.writable || put.busy} onChange={(event) => { change(id, event.target.checked); }} data-testid={`present-${id}`}>{name}{chair && <small className="secondary"> {words.merge.chairMark}</small>}</Checkbox>)}
      <Sentence problem={put.problem} />
    </div>
  );
}
