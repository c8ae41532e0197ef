/** The expert's desk: commitment first, then review, overview, handing back; a chair also has the panel. */
import { Progress } from 'antd';
import { useEffect, useState } from 'react';
import type { ExpertHome } from '../ipc/generated/ExpertHome';
import type { OpenDesk } from '../ipc/generated/OpenDesk';
import { useAnswer } from '../ipc/useAnswer';
import { BackupLine } from '../features/backup/BackupLine';
import { Commitment } from '../features/commitment/Commitment';
import { HandbackPage } from '../features/handback/HandbackPage';
import { ChangesLine } from '../features/letters/ChangesLine';
import { OverviewPage } from '../features/overview/OverviewPage';
import { RevisitBar } from '../features/overview/RevisitBar';
import { useIndexing } from '../features/search/useIndexing';
import { useSearching } from '../features/search/useSearching';
import { GoToContext, type GoTo } from '../shared/place';
import { Answered } from '../shared/Answered';
import { saving } from '../shared/saving';
import type { Mode } from '../shared/theme';
import { TopBar } from '../shared/TopBar';
import { words } from '../words';
import { PanelScreen } from './PanelScreen';
import { PracticeScreen } from './PracticeScreen';
import { Review, type Spot } from './Review';
import { SettingsScreen } from './SettingsScreen';

const TEXT = words.expert;
type Place = keyof typeof TEXT.nav | 'settings' | 'practice';

interface Props { open: OpenDesk; mode: Mode; onMode: () => void; onLock: () => void }

export function ExpertDesk(props: Props) {
  const shown = useAnswer('expert_home', {});
  return <Answered shown={shown}>{(home) => <Desk {...props} home={home} />}</Answered>;
}

/** Where each desk was left, so that unlocking goes back there: names of pages and entries only, and gone with the window. */
const left = new Map<string, { place: Place; spot: Spot }>();

function Desk({ open, mode, onMode, onLock, home }: Props & { home: ExpertHome }) {
  const [place, setPlace] = useState<Place>(left.get(open.desk)?.place ?? 'review');
  const [spot, setSpot] = useState<Spot>(left.get(open.desk)?.spot ?? { entry: firstOpen(home), criterion: undefined });
  useEffect(() => { left.set(open.desk, { place, spot: { entry: spot.entry, criterion: spot.criterion } }); }, [open.desk, place, spot]);
  const committed = home.committedAt !== null;
  const places: (keyof typeof TEXT.nav)[] = home.chair ? ['review', 'overview', 'handback', 'panel'] : ['review', 'overview', 'handback'];
  const go = (next: Place) => {
    void saving.flush();
    setPlace(next);
  };
  const openEntry: GoTo = (entry, criterion, at, said) => {
    setSpot((before) => ({ entry, criterion: criterion ?? (before.entry === entry ? before.criterion : undefined), place: at, said, turn: (before.turn ?? 0) + 1 }));
    go('review');
  };
  const calm = place !== 'settings' && place !== 'practice';
  const [searching, setSearching] = useSearching(committed, () => { if (place !== 'review') go('review'); });
  const indexing = useIndexing(committed, searching.open);
  return (
    <GoToContext value={openEntry}><div className="desk">
      <TopBar where={`${home.track}${words.common.dot}${home.round}`} name={home.expert} role={open.role} settings={place === 'settings'} onSettings={() => { go(place === 'settings' ? 'review' : 'settings'); }} onLock={onLock} saved={place !== 'practice'} onPractice={() => { go('practice'); }} savedAt={home.savedAt} progress={committed && <Done home={home} />}>
        {committed && <nav className="tabs-nav">{places.map((one) => <button key={one} type="button" className={one === place ? 'plain on' : 'plain'} aria-current={one === place ? 'page' : undefined} onClick={() => { go(one); }} data-testid={`nav-${one}`}>{TEXT.nav[one]}</button>)}</nav>}
      </TopBar>
      <div className="desk-lines">
        {calm && <ChangesLine onLook={() => { go('settings'); }} />}
        {committed && calm && home.signed !== null && !home.readOnly && <div className="desk-line" role="status" data-testid="revising"><span>{TEXT.revising(home.signed.seq)}</span></div>}
        {committed && calm && <BackupLine />}
        {committed && calm && <RevisitBar done={home.done} onOpen={(entry) => { openEntry(entry, undefined); }} />}
      </div>
      {place === 'settings' ? <SettingsScreen role={open.role} name={home.expert} mode={mode} onMode={onMode} />
        : place === 'practice' ? <PracticeScreen onLeave={() => { go('review'); }} />
        : !committed ? <Commitment home={home} onAccepted={() => { setPlace('review'); }} />
        : place === 'review' ? <Review home={home} spot={spot} onSpot={setSpot} searching={searching} onSearching={setSearching} indexing={indexing} />
        : place === 'overview' ? <OverviewPage rubricLabel={home.rubricLabel} onOpen={openEntry} onSign={() => { go('handback'); }} />
        : place === 'handback' ? <HandbackPage home={home} onOpen={openEntry} onOverview={() => { go('overview'); }} />
        : <PanelScreen home={home} role={open.role} onHandback={() => { go('handback'); }} />}
    </div></GoToContext>
  );
}

/** An entry whose materials are missing is dealt with, and counts; the list names it apart. */
function Done({ home: { done, total, entries } }: { home: ExpertHome }) {
  const missing = entries.filter(({ state }) => state === 'materialMissing').length;
  return <span className="done-count" title={missing > 0 ? TEXT.doneMissing(missing) : undefined}><span className="nowrap" data-testid="done">{TEXT.done(done, total)}</span>{missing > 0 && <small className="secondary nowrap">{TEXT.doneMissing(missing)}</small>}<Progress percent={total === 0 ? 0 : (100 * done) / total} aria-label={TEXT.done(done, total)} showInfo={false} size="small" strokeColor="var(--ok)" railColor="var(--line)" /></span>;
}

function firstOpen(home: ExpertHome): string | undefined {
  return (home.entries.find(({ state }) => state === 'partial') ?? home.entries.find(({ state }) => state === 'untouched') ?? home.entries[0])?.id;
}
