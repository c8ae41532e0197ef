/** 定稿: what is open in a track, decisions, the signed result and its versions. */
import { Button, Select } from 'antd';
import { useState } from 'react';
import type { FinaliseLook } from '../../ipc/generated/FinaliseLook';
import type { Role } from '../../ipc/generated/Role';
import { useAnswer } from '../../ipc/useAnswer';
import { Answered } from '../../shared/Answered';
import { FinalNote, FinalStamp } from '../../shared/FinalLine';
import { Glyph } from '../../shared/Glyph';
import { words } from '../../words';
import { Decided } from './Decided';
import { OpenList } from './OpenList';
import { FinaliseForm, ReopenForm } from './Signing';
import { Versions } from './Versions';

const TEXT = words.finalise;

interface Props { role: Role; track: string | null; onTrack: (track: string) => void; onGo: (screen: string) => void }

export function FinalisePage({ track, ...rest }: Props) {
  const shown = useAnswer('finalise_look', { track });
  return <Answered shown={shown}>{(look) => <Loaded key={look.track} look={look} {...rest} />}</Answered>;
}

function Loaded({ look, role, onTrack, onGo }: Omit<Props, 'track'> & { look: FinaliseLook }) {
  const [reopening, setReopening] = useState(false);
  const acts = role === 'organiser';
  return (
    <div className="pane" data-testid="finalise">
      <div className="page-head line"><h1>{TEXT.title}</h1>
        {look.tracks.length > 1 && <Select value={look.track} onChange={onTrack} aria-label={words.merge.track} popupMatchSelectWidth={false} options={look.tracks.map(({ id, name }) => ({ value: id, label: name }))} />}
        <span className="secondary nowrap">{look.round}</span><span className="grow" />
        {!acts && <small className="secondary">{TEXT.onlyOrganiser}</small>}
      </div>
      <div className={look.mark.finalised ? 'draft final' : 'draft'}><FinalStamp mark={look.mark} /><FinalNote mark={look.mark} /><span className="grow" />
        {acts && look.mark.finalised && !reopening && <Button size="small" onClick={() => { setReopening(true); }} data-testid="reopen-open">{TEXT.reopen}</Button>}</div>
      <div className="page-scroll">
        <div className="stack wide-page">
          {look.differences.map((said) => <p key={said} className="sentence" role="alert">{said}</p>)}
          {reopening && look.mark.finalised && <ReopenForm look={look} onClose={() => { setReopening(false); }} />}
          {!look.mark.finalised && (look.open.length > 0
            ? <OpenList look={look} acts={acts} onGo={onGo} />
            : <p className="state tone-ok"><Glyph name="ok" />{TEXT.openNone}</p>)}
          {!look.mark.finalised && acts && <FinaliseForm look={look} />}
          {look.decided.length > 0 && <Decided look={look} acts={acts} />}
          {look.versions.length > 0 && <Versions versions={look.versions} />}
        </div>
      </div>
    </div>
  );
}
