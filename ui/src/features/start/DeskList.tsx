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
            <b>{desk.contest}</b>
            <span className="small secondary">
              {desk.kind === 'expert' ? words.start.expertDesk : words.start.organiserDesk}{words.common.dot}
              {desk.kind === 'expert' ? [desk.detail, ...desk.logins.map((login) => login.name)].filter(Boolean).join(words.common.dot) : desk.logins.map((login) => login.name).join(words.common.listJoin)}
            </span>
          </button>
        </li>
      ))}
    </ul>
  );
}
