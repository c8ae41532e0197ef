/** The window: the first screen, or the desk that is open. */
import { Suspense, useEffect, useState } from 'react';
import { forget, forgetAll } from '../ipc/answers';
import { ask, onChanged } from '../ipc/desk';
import type { OpenDesk } from '../ipc/generated/OpenDesk';
import { staleAfterNotice } from '../ipc/stale';
import { useAnswer } from '../ipc/useAnswer';
import { Answered } from '../shared/Answered';
import { later } from '../shared/later';
import { saving } from '../shared/saving';
import { useLocking } from '../shared/useLocking';
import { useMode } from '../shared/useMode';
import { useKeptZoom, useZoomKeys } from '../shared/useZoom';
import { StartScreen } from './StartScreen';

// The first screen is on the screen before the desks behind it are read; they follow while somebody types a passphrase.
const expertDesk = () => import('./ExpertDesk');
const organiserDesk = () => import('./OrganiserDesk');
const ExpertDesk = later(async () => (await expertDesk()).ExpertDesk);
const OrganiserDesk = later(async () => (await organiserDesk()).OrganiserDesk);
const AFTER_FIRST_SCREEN_MS = 100;

export function App() {
  const [mode, toggleMode] = useMode();
  useZoomKeys();
  return <div className="app"><Window mode={mode} onMode={toggleMode} /></div>;
}

type Seat = ReturnType<typeof useMode>[0];

function Window({ mode, onMode }: { mode: Seat; onMode: () => void }) {
  const start = useAnswer('start_look', {});
  /** Who has signed in here; nothing until then, and what the first screen found open at the beginning. */
  const [open, setOpen] = useState<OpenDesk | null>();
  /** Which desk was locked last, so that its passphrase is asked first. */
  const [locked, setLocked] = useState<string>();
  useEffect(() => {
    const timer = setTimeout(() => { void expertDesk().then(organiserDesk); }, AFTER_FIRST_SCREEN_MS);
    return () => { clearTimeout(timer); };
  }, []);
  useEffect(() => onChanged((topics) => { forget(staleAfterNotice(topics)); }), []);
  useEffect(() => {
    const leave = () => { void saving.flush(); };
    window.addEventListener('pagehide', leave);
    return () => { window.removeEventListener('pagehide', leave); };
  }, []);
  const enter = (desk: OpenDesk | null) => {
    saving.clear();
    forgetAll();
    setOpen(desk);
  };
  const lock = () => {
    setLocked((open ?? start.answer?.open)?.desk);
    void saving.flush().then(() => ask('desk_lock', {})).finally(() => { enter(null); });
  };
  return (
    <Answered shown={start}>{(look) => {
      const desk = open === undefined ? look.open : open;
      if (desk === null) return <StartScreen look={look} locked={locked} mode={mode} onMode={onMode} onOpen={enter} />;
      const props = { open: desk, mode, onMode, onLock: lock };
      const supervisors = () => look.desks.find(({ id }) => id === desk.desk)?.logins.filter(({ role }) => role === 'supervisor') ?? [];
      return (
        <>
          <Locking onLock={lock} />
          <Suspense>
            {desk.kind === 'expert' ? <ExpertDesk key={desk.desk} {...props} /> : <OrganiserDesk key={desk.desk} {...props} supervisors={supervisors()} />}
          </Suspense>
        </>
      );
    }}</Answered>
  );
}

/** Beside an open desk: its own settings say when it locks and how large it is shown. */
function Locking({ onLock }: { onLock: () => void }) {
  const { answer } = useAnswer('settings_look', {});
  useLocking(true, onLock, answer?.idleMinutes);
  useKeptZoom();
  return null;
}
