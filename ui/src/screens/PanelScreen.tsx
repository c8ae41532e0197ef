/** 评审组, for a chair whose own sheet is signed: merge, ranking, the panel return. */
import { Button, Segmented } from 'antd';
import { useState } from 'react';
import type { ExpertHome } from '../ipc/generated/ExpertHome';
import type { Role } from '../ipc/generated/Role';
import { DeliberationPage } from '../features/deliberation/DeliberationPage';
import { MergePage } from '../features/merge/MergePage';
import { PackAdd } from '../features/packs/PackAdd';
import { PanelReturn } from '../features/panel/PanelReturn';
import { RereviewPage } from '../features/rereview/RereviewPage';
import { ResultsPage } from '../features/results/ResultsPage';
import { Empty } from '../shared/Empty';
import { words } from '../words';
import { Dossier } from './Dossier';

const TEXT = words.merge;
type Part = keyof typeof TEXT.tabs;
/** Opened out of the merge. */
type Inside = Part | 'rereview';
const PARTS: readonly Part[] = ['merge', 'ranking', 'deliberation', 'sign'];

export function PanelScreen({ home, role, onHandback }: { home: ExpertHome; role: Role; onHandback: () => void }) {
  const [part, setPart] = useState<Inside>('merge');
  const [track, setTrack] = useState<string | null>(null);
  if (home.signed === null || !home.readOnly) return <Empty text={TEXT.chairNotSigned}><Button type="primary" onClick={onHandback}>{TEXT.toHandback}</Button></Empty>;
  return (
    <main className="panel-screen">
      <div className="part-bar"><Segmented value={part === 'rereview' ? 'merge' : part} onChange={setPart} data-testid="panel-parts" options={PARTS.map((value) => ({ value, label: TEXT.tabs[value] }))} /></div>
      {part === 'merge' && <MergePage role={role} title={TEXT.titlePanel} track={track} onTrack={setTrack} onResults={() => { setPart('ranking'); }} onRereview={() => { setPart('rereview'); }} />}
      {part === 'rereview' && <RereviewPage role={role} track={track} onTrack={setTrack} onBack={() => { setPart('merge'); }} />}
      {part === 'ranking' && <ResultsPage contest={home.contest} track={track} onTrack={setTrack} onMerge={() => { setPart('merge'); }} next={{ text: TEXT.returnOpen, go: () => { setPart('sign'); } }} />}
      {part === 'deliberation' && <DeliberationPage track={track} onTrack={setTrack} dossier={(entry) => <Dossier key={entry} entry={entry} absent={<PackAdd text={words.expert.packAbsent} />} />} />}
      {part === 'sign' && <PanelReturn />}
    </main>
  );
}
