/** 材料包与任务函: what was built and building it. */
import type { Role } from '../../ipc/generated/Role';
import { useAnswer } from '../../ipc/useAnswer';
import { Answered } from '../../shared/Answered';
import { words } from '../../words';
import { Letters } from './Letters';
import { Packs } from './Packs';
import { RescueAnswer } from './RescueAnswer';

const TEXT = words.organiser;

interface Props { role: Role; supervisors: readonly { id: string; name: string }[] }

export function DispatchPage({ role, supervisors }: Props) {
  const shown = useAnswer('dispatch_look', {});
  const may = role === 'organiser';
  return <Answered shown={shown}>{(look) => (
    <div className="pane" data-testid="dispatch">
      <div className="page-head line"><h1>{TEXT.dispatchTitle}</h1><span className="grow" />
        <span className="nowrap">{TEXT.contestCode} <b className="mono" data-testid="contest-code">{look.contestCode}</b></span><span className="secondary small">{TEXT.contestCodeNote}</span></div>
      <div className="page-scroll stack">
        {!may && <p className="calm-line">{TEXT.onlyOrganiser}</p>}
        <Packs tracks={look.tracks} may={may} />
        <Letters letters={look.letters} may={may} ready={look.tracks.every(({ volumes }) => volumes.length > 0)} />
        {may && <RescueAnswer supervisors={supervisors} />}
      </div>
    </div>
  )}</Answered>;
}
