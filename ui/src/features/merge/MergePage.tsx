/** 汇总: files, matrix, coverage. The same for chair, organiser and supervisor; what differs is what each may do. */
import { Button, Select } from 'antd';
import { useState } from 'react';
import type { FileRow } from '../../ipc/generated/FileRow';
import type { MergeLook } from '../../ipc/generated/MergeLook';
import type { Role } from '../../ipc/generated/Role';
import { useAnswer } from '../../ipc/useAnswer';
import { Answered } from '../../shared/Answered';
import { words } from '../../words';
import { Batch } from './Batch';
import { Closing } from './Closing';
import { CoverageFoot } from './CoverageFoot';
import { FilesPane } from './FilesPane';
import { Legend } from './Legend';
import { Matrix } from './Matrix';
import { MissingPanel } from './MissingPanel';
import { SheetPanel } from './SheetPanel';
import { useAdding } from './useAdding';

const TEXT = words.merge;

interface Props { role: Role; title: string; track: string | null; onTrack: (track: string) => void; onResults: () => void;
  /** Types an expert's paper; only where that is done. */
  onTranscript?: (expert: string) => void;
  onRereview?: () => void }

export function MergePage({ track, ...props }: Props) {
  const shown = useAnswer('merge_look', { track });
  /** Stays while one goes from track to track. */
  const [batch, setBatch] = useState<readonly FileRow[]>([]);
  return <Answered shown={shown}>{(look) => <Loaded key={look.track} look={look} batch={batch} onBatch={setBatch} {...props} />}</Answered>;
}

type LoadedProps = Omit<Props, 'track'> & { look: MergeLook; batch: readonly FileRow[]; onBatch: (files: readonly FileRow[]) => void };

function Loaded({ look, batch, onBatch, role, title, onTrack, onResults, onTranscript, onRereview }: LoadedProps) {
  const [picked, setPicked] = useState<string>();
  const [closing, setClosing] = useState(false);
  const [sheet, setSheet] = useState<{ expert: string; entry: string | undefined }>();
  const [missing, setMissing] = useState(false);
  const onSheet = (expert: string, entry: string | undefined) => { setMissing(false); setSheet({ expert, entry }); };
  const adding = useAdding(role !== 'supervisor', (added) => { onBatch(added); setPicked(added.find(({ needsAction }) => needsAction)?.id); });
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
        <button type="button" className="link" onClick={() => { setSheet(undefined); setMissing(!missing); }} data-testid="missing">{words.sheet.missing}</button>
        {onRereview && <button type="button" className="link" onClick={onRereview} data-testid="to-rereview">{words.rereview.open}</button>}
        <span className="grow" /><Legend />
      </div>
      {closing && <Closing track={look.track} onClose={() => { setClosing(false); }} />}
      <div className="merge">
        <FilesPane files={look.files} picked={picked} onPick={setPicked} role={role} adding={adding}><Batch files={batch} onClose={() => { onBatch([]); }} /></FilesPane>
        <Matrix look={look} picked={sheet?.expert ?? file?.expert ?? undefined} onSheet={onSheet} />
        {sheet && <SheetPanel key={`${sheet.expert} ${sheet.entry ?? ''}`} {...sheet} onClose={() => { setSheet(undefined); }} onTranscript={onTranscript} />}
        {missing && <MissingPanel look={look} onClose={() => { setMissing(false); }} onSheet={onSheet} />}
      </div>
      <CoverageFoot coverage={look.coverage} mark={look.mark} blockers={look.blockers}>
        <Button type={waiting.length > 0 ? 'default' : 'primary'} onClick={onResults} data-testid="to-results">{waiting.length > 0 && !look.mark.finalised ? TEXT.results : TEXT.nextNone}</Button>
        {waiting.length > 0 && <Button type="primary" onClick={next} data-testid="next-file">{TEXT.next(waiting.length)}</Button>}
      </CoverageFoot>
      {adding.over && <div className="drop-veil" role="status">{words.common.dropHere}</div>}
    </div>
  );
}
