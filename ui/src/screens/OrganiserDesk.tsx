/** The organiser's and the supervisor's desk: navigation on the left, one page beside it. */
import { lazy, startTransition, Suspense, useState } from 'react';
import type { LoginCard } from '../ipc/generated/LoginCard';
import type { OpenDesk } from '../ipc/generated/OpenDesk';
import { useAnswer } from '../ipc/useAnswer';
import { ArchivePage } from '../features/archive/ArchivePage';
import { AuditPage } from '../features/audit/AuditPage';
import { DeliberationPage } from '../features/deliberation/DeliberationPage';
import { DispatchPage } from '../features/dispatch/DispatchPage';
import { FinalisePage } from '../features/finalise/FinalisePage';
import { MergePage } from '../features/merge/MergePage';
import { NoticesPage } from '../features/notices/NoticesPage';
import { PapersPage } from '../features/papers/PapersPage';
import { HomePage } from '../features/progress/HomePage';
import { RecommendPage } from '../features/recommend/RecommendPage';
import { EntriesPage } from '../features/registers/EntriesPage';
import { ExpertsPage } from '../features/registers/ExpertsPage';
import { RereviewPage } from '../features/rereview/RereviewPage';
import { ResultsPage } from '../features/results/ResultsPage';
import { RoundsPage } from '../features/rounds/RoundsPage';
import { RulePage } from '../features/rules/RulePage';
import { TranscriptPage } from '../features/transcript/TranscriptPage';
import { Empty } from '../shared/Empty';
import type { Mode } from '../shared/theme';
import { TopBar } from '../shared/TopBar';
import { useWindowWidth } from '../shared/useWindow';
import { words } from '../words';
import { BackupLine } from '../features/backup/BackupLine';
import { Dossier } from './Dossier';
import { isPlace, Nav, type Place } from './Nav';
import { SettingsScreen } from './SettingsScreen';

// Charts come with the page that has them.
const AdvisoryPage = lazy(async () => ({ default: (await import('../features/advisory/AdvisoryPage')).AdvisoryPage }));

interface Props { open: OpenDesk; supervisors: readonly LoginCard[]; mode: Mode; onMode: () => void; onLock: () => void }

export function OrganiserDesk({ open, supervisors, mode, onMode, onLock }: Props) {
  const [place, setPlace] = useState<Place>('home');
  /** Where one is going: said in the navigation at once, while the page is still being drawn. */
  const [going, setGoing] = useState<Place>('home');
  const [track, setTrack] = useState<string | null>(null);
  /** The entry to show first in the ranking, where another page led there. */
  const [entry, setEntry] = useState<string>();
  const { answer: home } = useAnswer('organiser_home', {});
  const [unfolded, setUnfolded] = useState(false);
  const [settings, setSettings] = useState(false);
  const folds = useWindowWidth() < 1200;
  /** What is opened out of the merge, and left by going anywhere. */
  const [inside, setInside] = useState<{ typing: string } | 'rereview'>();
  const go = (next: string, of?: string, at?: string) => {
    const to = isPlace(next) ? next : next === 'results' ? 'ranking' : 'merge';
    setGoing(to);
    setUnfolded(false);
    setSettings(false);
    startTransition(() => {
      setInside(undefined);
      if (of !== undefined) setTrack(of);
      setEntry(at);
      setPlace(to);
    });
  };
  return (
    <div className={folds ? 'organiser folds' : 'organiser'}>
      <TopBar where={open.contest} name={open.name} role={open.role} settings={settings} onSettings={() => { setSettings(!settings); }} onLock={onLock} saved={false}
        menu={folds && <button type="button" className="link" aria-expanded={unfolded} onClick={() => { setUnfolded(!unfolded); }} data-testid="menu">{words.common.menu}</button>} />
      <div className="desk-lines">{!settings && <BackupLine />}</div>
      {(!folds || unfolded) && <Nav place={settings ? undefined : going} without={home?.advisory === true ? [] : ['advisory']} onGo={go} floating={folds} />}
      {settings ? <SettingsScreen role={open.role} name={open.name} mode={mode} onMode={onMode} /> : <>
        {place === 'home' && <HomePage onGo={go} />}
        {place === 'entries' && <EntriesPage />}
        {place === 'experts' && <ExpertsPage role={open.role} supervisors={supervisors} />}
        {place === 'dispatch' && <DispatchPage role={open.role} supervisors={supervisors} />}
        {place === 'merge' && inside === undefined && <MergePage role={open.role} title={words.merge.title} track={track} onTrack={setTrack} onResults={() => { go('ranking'); }} onTranscript={(typing) => { setInside({ typing }); }} onRereview={() => { setInside('rereview'); }} />}
        {place === 'merge' && inside === 'rereview' && <RereviewPage role={open.role} track={track} onTrack={setTrack} onBack={() => { setInside(undefined); }} />}
        {place === 'merge' && typeof inside === 'object' && <TranscriptPage expert={inside.typing} onBack={() => { setInside(undefined); }} />}
        {place === 'ranking' && <ResultsPage role={open.role} contest={open.contest} {...(entry === undefined ? {} : { start: entry })} track={track} onTrack={setTrack} onMerge={() => { go('merge'); }} />}
        {place === 'advisory' && <Suspense><AdvisoryPage track={track} onTrack={setTrack} onEntry={(id, of) => { go('ranking', of, id); }} /></Suspense>}
        {place === 'rounds' && <RoundsPage role={open.role} supervisors={supervisors} />}
        {place === 'rule' && <RulePage role={open.role} supervisors={supervisors} />}
        {place === 'deliberation' && <DeliberationPage track={track} onTrack={setTrack} dossier={(one) => <Dossier key={one} entry={one} absent={<Empty text={words.reader.moved} />} />} onTicket={open.role === 'organiser' ? () => { go('experts'); } : undefined} />}
        {place === 'finalise' && <FinalisePage role={open.role} track={track} onTrack={setTrack} onGo={go} />}
        {place === 'recommend' && <RecommendPage role={open.role} onNotice={() => { go('notices'); }} />}
        {place === 'notices' && <NoticesPage role={open.role} />}
        {place === 'papers' && <PapersPage role={open.role} track={track} onTrack={setTrack} />}
        {place === 'archive' && <ArchivePage role={open.role} contest={open.contest} />}
        {place === 'audit' && <AuditPage />}
      </>}
    </div>
  );
}
