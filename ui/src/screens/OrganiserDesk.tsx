/** The organiser's and the supervisor's desk: navigation on the left, one page beside it. */
import { useState } from 'react';
import type { LoginCard } from '../ipc/generated/LoginCard';
import type { OpenDesk } from '../ipc/generated/OpenDesk';
import { ArchivePage } from '../features/archive/ArchivePage';
import { AuditPage } from '../features/audit/AuditPage';
import { DispatchPage } from '../features/dispatch/DispatchPage';
import { MergePage } from '../features/merge/MergePage';
import { HomePage } from '../features/progress/HomePage';
import { EntriesPage } from '../features/registers/EntriesPage';
import { ExpertsPage } from '../features/registers/ExpertsPage';
import { ResultsPage } from '../features/results/ResultsPage';
import type { Mode } from '../shared/theme';
import { TopBar } from '../shared/TopBar';
import { useWindowWidth } from '../shared/useWindow';
import { words } from '../words';
import { BackupLine } from '../features/backup/BackupLine';
import { isPlace, Nav, type Place } from './Nav';
import { SettingsScreen } from './SettingsScreen';

interface Props { open: OpenDesk; supervisors: readonly LoginCard[]; mode: Mode; onMode: () => void; onLock: () => void }

export function OrganiserDesk({ open, supervisors, mode, onMode, onLock }: Props) {
  const [place, setPlace] = useState<Place>('home');
  const [track, setTrack] = useState<string | null>(null);
  const [unfolded, setUnfolded] = useState(false);
  const [settings, setSettings] = useState(false);
  const folds = useWindowWidth() < 1200;
  const go = (next: string, of?: string) => {
    if (of !== undefined) setTrack(of);
    setPlace(isPlace(next) ? next : next === 'results' ? 'ranking' : 'merge');
    setUnfolded(false);
    setSettings(false);
  };
  return (
    <div className={folds ? 'organiser folds' : 'organiser'}>
      <TopBar where={open.contest} name={open.name} role={open.role} settings={settings} onSettings={() => { setSettings(!settings); }} onLock={onLock} saved={false}
        menu={folds && <button type="button" className="link" aria-expanded={unfolded} onClick={() => { setUnfolded(!unfolded); }} data-testid="menu">{words.common.menu}</button>} />
      <div className="desk-lines">{!settings && <BackupLine />}</div>
      {(!folds || unfolded) && <Nav place={settings ? undefined : place} onGo={go} floating={folds} />}
      {settings ? <SettingsScreen role={open.role} name={open.name} mode={mode} onMode={onMode} /> : <>
        {place === 'home' && <HomePage onGo={go} />}
        {place === 'entries' && <EntriesPage />}
        {place === 'experts' && <ExpertsPage role={open.role} supervisors={supervisors} />}
        {place === 'dispatch' && <DispatchPage role={open.role} supervisors={supervisors} />}
        {place === 'merge' && <MergePage role={open.role} title={words.merge.title} track={track} onTrack={setTrack} onResults={() => { go('ranking'); }} />}
        {place === 'ranking' && <ResultsPage contest={open.contest} track={track} onTrack={setTrack} onMerge={() => { go('merge'); }} />}
        {place === 'archive' && <ArchivePage role={open.role} contest={open.contest} />}
        {place === 'audit' && <AuditPage />}
      </>}
    </div>
  );
}
