/** The first screen: desks to sign in to, and the ways to get one. */
import { Suspense, useEffect, useState } from 'react';
import { onDropped } from '../ipc/desk';
import type { OpenDesk } from '../ipc/generated/OpenDesk';
import type { StartLook } from '../ipc/generated/StartLook';
import type { PickedFile } from '../ipc/shell';
import { DeskList } from '../features/start/DeskList';
import { SignIn } from '../features/start/SignIn';
import { Templates } from '../features/start/Templates';
import { Button } from '../shared/Button';
import { Empty } from '../shared/Empty';
import { later } from '../shared/later';
import type { Mode } from '../shared/theme';
import { words } from '../words';

// Read when they are wanted: most days begin with a passphrase and nothing else.
const LetterOpen = later(async () => (await import('../features/start/LetterOpen')).LetterOpen);
const NewContest = later(async () => (await import('../features/contest/NewContest')).NewContest);
const Restore = later(async () => (await import('../features/backup/Restore')).Restore);
const Practice = later(async () => (await import('./PracticeScreen')).PracticeScreen);
const Recover = later(async () => (await import('../features/start/Recover')).Recover);
const Rescue = later(async () => (await import('../features/start/Rescue')).Rescue);

const TEXT = words.start;
type Way = 'desk' | 'letter' | 'contest' | 'rescue' | 'restore' | 'practice';
const WAYS = { letter: [TEXT.openLetter, TEXT.openLetterNote], contest: [TEXT.newContest, TEXT.newContestNote], restore: [words.everyday.restoreWay, words.everyday.restoreNote], practice: [words.practice.open, words.practice.note] } as const;

interface Props { look: StartLook; locked?: string | undefined; mode: Mode; onMode: () => void; onOpen: (desk: OpenDesk) => void }

export function StartScreen({ look, locked, mode, onMode, onOpen }: Props) {
  const [way, setWay] = useState<Way>('desk');
  const [chosen, setChosen] = useState(locked ?? look.desks[0]?.id);
  const [letter, setLetter] = useState<PickedFile>();
  const [backup, setBackup] = useState<PickedFile>();
  const desk = look.desks.find(({ id }) => id === chosen);
  const back = () => { setWay('desk'); };
  useEffect(() => onDropped((files) => {
    const ending = (wanted: string) => files.find(({ name }) => name.toLowerCase().endsWith(wanted));
    const [task, copy] = [ending('.jurytask'), ending('.jurybackup')];
    if (!task && !copy) return;
    setLetter(task);
    setBackup(copy);
    setWay(task ? 'letter' : 'restore');
  }), []);
  const choose = (next: keyof typeof WAYS) => (
    <button type="button" className={way === next ? 'plain way on' : 'plain way'} aria-pressed={way === next} onClick={() => { setLetter(undefined); setBackup(undefined); setWay(next); }} data-testid={`way-${next}`}>
      <b>{WAYS[next][0]}</b><span className="small secondary">{WAYS[next][1]}</span>
    </button>
  );
  if (way === 'practice') return <Suspense><Practice mode={mode} onLeave={back} /></Suspense>;
  return (
    <div className="start" data-testid="start">
      <header className="start-head"><span className="product">{words.common.product}</span><span className="secondary">{TEXT.subtitle}</span><span className="grow" />
        <button type="button" className="link" onClick={onMode}>{mode === 'dark' ? words.common.themeLight : words.common.themeDark}</button></header>
      <div className="start-body">
        <nav className="start-side" aria-label={TEXT.title}>
          <h2>{TEXT.desks}</h2>
          <DeskList desks={look.desks} chosen={way === 'desk' || way === 'rescue' ? chosen : undefined} onChoose={({ id }) => { setChosen(id); back(); }} />
          <div className="ways">{choose('letter')}{choose('contest')}{choose('restore')}{choose('practice')}<Templates /></div>
        </nav>
        <div className="start-main">
          <Suspense>
            {way === 'letter' && <LetterOpen key={letter?.token ?? ''} given={letter} mode={mode} onOpen={onOpen} onBack={back} />}
            {way === 'contest' && <NewContest mode={mode} onOpen={onOpen} onBack={back} />}
            {way === 'restore' && <Restore key={backup?.token ?? ''} given={backup} mode={mode} onOpen={onOpen} onBack={back} />}
            {way === 'rescue' && desk?.kind === 'organiser' && <Recover desk={desk} mode={mode} onOpen={onOpen} onBack={back} />}
            {way === 'rescue' && desk?.kind === 'expert' && <Rescue desk={desk} mode={mode} onOpen={onOpen} onBack={back} />}
          </Suspense>
          {way === 'desk' && (desk ? <SignIn key={desk.id} desk={desk} locked={desk.id === locked} onOpen={onOpen} onForgot={() => { setWay('rescue'); }} /> : look.desks.length > 0 ? <Empty text={TEXT.chooseDesk} /> : (
            <Empty text={TEXT.noDesks}>
              <div className="row"><Button kind="primary" onClick={() => { setWay('letter'); }}>{TEXT.openLetter}</Button><Button onClick={() => { setWay('contest'); }}>{TEXT.newContest}</Button></div>
            </Empty>
          ))}
        </div>
      </div>
      <footer className="start-foot small secondary"><span>{TEXT.notice}</span><span className="grow" /><span className="cut">{TEXT.folder(look.folder, look.version)}</span></footer>
    </div>
  );
}
