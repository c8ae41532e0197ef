/** 合议: the agenda, each expert's total side by side, notes and votes, and the minutes. No mark changes here. */
import { Select } from 'antd';
import { useState, type ReactNode } from 'react';
import type { DeliberationLook } from '../../ipc/generated/DeliberationLook';
import { useAnswer } from '../../ipc/useAnswer';
import { Answered } from '../../shared/Answered';
import { Empty } from '../../shared/Empty';
import { FinalStamp } from '../../shared/FinalLine';
import { words } from '../../words';
import { Agenda } from './Agenda';
import { MinutesFoot } from './MinutesFoot';
import { PanelMinutes } from './PanelMinutes';
import { People } from './People';
import { Talk } from './Talk';

const TEXT = words.deliberation;

/** `dossier` draws an entry's materials where this desk has them; `onTicket` leads to where a ticket is signed, where that can be done here. */
interface Props { track: string | null; onTrack: (track: string) => void; dossier?: ((entry: string) => ReactNode) | undefined; onTicket?: (() => void) | undefined }

export function DeliberationPage({ track, ...rest }: Props) {
  const shown = useAnswer('deliberation_look', { track });
  return <Answered shown={shown}>{(look) => <Loaded key={look.track} look={look} {...rest} />}</Answered>;
}

function Loaded({ look, onTrack, dossier, onTicket }: Omit<Props, 'track'> & { look: DeliberationLook }) {
  const [chosen, setChosen] = useState(look.items[0]?.entry);
  const [reading, setReading] = useState(false);
  const item = look.items.find(({ entry }) => entry === chosen) ?? look.items[0];
  const beside = reading && item ? dossier?.(item.entry) : undefined;
  return (
    <div className="pane" data-testid="deliberation">
      <div className="page-head line"><h1>{TEXT.title}</h1>
        {look.tracks.length > 1 && <Select value={look.track} onChange={onTrack} aria-label={words.merge.track} popupMatchSelectWidth={false} options={look.tracks.map(({ id, name }) => ({ value: id, label: name }))} />}
        <span className="secondary nowrap">{TEXT.items(look.items.length)}</span><FinalStamp mark={look.mark} />
        <small className="secondary cut grow" title={look.basis}>{look.basis}</small>
        {!look.writable && <small className="secondary nowrap">{TEXT.readOnly}</small>}
      </div>
      <People look={look} />
      <PanelMinutes minutes={look.fromPanels} />
      {item === undefined
        ? <Empty text={TEXT.empty} />
        : <div className={beside ? 'deliberation reading' : 'deliberation'}>
          <Agenda look={look} chosen={item.entry} onChoose={setChosen} />
          {beside}
          <Talk key={item.entry} track={look.track} item={item} writable={look.writable} onTicket={onTicket} reading={dossier ? { on: reading, toggle: () => { setReading(!reading); } } : undefined} />
        </div>}
      <MinutesFoot look={look} />
    </div>
  );
}
