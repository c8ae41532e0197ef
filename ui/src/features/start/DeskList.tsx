/** Desks on this computer, to choose one. */
import type { DeskCard } from '../../ipc/generated/DeskCard';
import { words } from '../../words';

interface Props { desks: readonly DeskCard[]; chosen: string | undefined; onChoose: (desk: DeskCard) => void }

export function DeskList({ desks, chosen, onChoose }: Props) {
  if (desks.length === 0) return <p className="secondary none">{words.start.noneYet}</p>;
  return (
    <ul className="desk-list">
      {desks.map((desk) => (
        <li key={desk.id}>
          <button type="button" className={desk.id === chosen ? 'plain on' : 'plain'} aria-pressed={desk.id === chosen} data-testid={`desk-${desk.id}`} onClick={() => { onChoose(desk); }}>
            <b>{whose(desk)}</b>
            <span className="small secondary">{[desk.contest, desk.detail, desk.restored === null ? '' : words.start.restored(desk.restored)].filter(Boolean).join(words.common.dot)}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}

/** Names first: on a shared laptop or a demo many desks belong to one contest. */
function whose({ kind, logins }: DeskCard): string {
  const names = logins.map((login) => login.name).join(words.common.listJoin);
  const role = kind === 'expert' ? words.states.role[logins[0]?.role ?? 'expert'] : words.start.organiserDesk;
  return [names, role].filter(Boolean).join(words.common.dot);
}
