/** 汇总: files, matrix, coverage. The same for chair, organiser and supervisor; what differs is what each may do. */
import { Button, Select } from 'antd';
import { useState } from 'react';
import type { MergeLook } from '../../ipc/generated/MergeLook';
import type { Role } from '../../ipc/generated/Role';
import { useAnswer } from '../../ipc/useAnswer';
import { Answered } from '../../shared/Answered';
import { words } from '../../words';
import { Closing } from './Closing';
import { CoverageFoot } from './CoverageFoot';
import { FilesPane } from './FilesPane';
import { Legend } from './Legend';
import { Matrix } from './Matrix';
import { useAdding } from './useAdding';

const TEXT = words.merge;

interface Props { role: Role; title: string; track: string | null; onTrack: (track: string) => void; onResults: () => void }

export function MergePage({ role, title, track, onTrack, onResults }: Props) {
  const shown = useAnswer('merge_look', { track });
  return <Answered shown={shown}>{(look) => <Loaded look={look} role={role} title={title} onTrack={onTrack} onResults={onResults} />}</Answered>;
}

interface LoadedProps { look: MergeLook; role: Role; title: string; onTrack: (track: string) => void; onResults: () => void }

function Loaded({ look, role, title, onTrack, onResults }: LoadedProps) {
  const [picked, setPicked] = useState<string>();
  const [closing, setClosing] = useState(false);
  const adding = useAdding(role !== 'supervisor', (added) => { setPicked(added.find(({ needsAction }) => needsAction)?.id); });
  const file = look.files.find(({ id }) => id === picked);
  const waiting = look.files.filter(({ needsAction }) => needsAction);
  const next = () => {
    const at = waiting.findIndex(({ id }) => id === picked);
    setPicked(waiting[(at + 1) % waiting.length]?.id);
  };
  return (
    <div className="pane" data-testid="merge">
      <div className="page-head line"><h1>{title}</h1>
        {look.tracks.length > 1 && <Select value={look.track} onChange={onTrack} aria-label={TEXT.track} popupMatchSelectWidth={false} options={look.tracks.map(({ id, name }) => ({ value: id, label: name }))} />}
        <span className="secondary nowrap">{TEXT.size(look.entries.length, look.experts.length)}</span>
        {role === 'organiser' && <button type="button" className="link" onClick={() => { setClosing(!closing); }}>{TEXT.closing}</button>}
        <span className="grow" /><Legend />
      </div>
      {closing && <Closing track={look.track} onClose={() => { setClosing(false); }} />}
      <div className="merge">
        <FilesPane files={look.files} picked={picked} onPick={setPicked} role={role} adding={adding} />
        <Matrix look={look} picked={file?.expert ?? undefined} />
      </div>
      <CoverageFoot coverage={look.coverage} blockers={look.blockers}>
        <Button type={waiting.length > 0 ? 'default' : 'primary'} onClick={onResults} data-testid="to-results">{waiting.length > 0 ? TEXT.results : TEXT.nextNone}</Button>
        {waiting.length > 0 && <Button type="primary" onClick={next} data-testid="next-file">{TEXT.next(waiting.length)}</Button>}
      </CoverageFoot>
      {adding.over && <div className="drop-veil" role="status">{words.common.dropHere}</div>}
    </div>
  );
}
