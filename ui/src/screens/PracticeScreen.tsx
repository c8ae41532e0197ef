/**
 * 练习: a made-up dossier beside the real form.
 *
 * The one rule: the form is the one used for judging, and what it asks is answered by ipc/practice.ts; no desk learns of it.
 */
import { useEffect, useState } from 'react';
import { forget } from '../ipc/answers';
import { practice, PRACTICE_ENTRY, PRACTICE_LOOKS } from '../ipc/practice';
import { useAnswer } from '../ipc/useAnswer';
import { Form } from '../features/form/Form';
import { PracticeDossier } from '../features/practice/PracticeDossier';
import { Answered } from '../shared/Answered';
import { saving } from '../shared/saving';
import { useWindowHeight } from '../shared/useWindow';
import { words } from '../words';

const TEXT = words.practice;

export function PracticeScreen({ onLeave }: { onLeave: () => void }) {
  const [round, setRound] = useState(0);
  /** Asked about before it has begun, the real desk would be asked. */
  const [begun, setBegun] = useState(false);
  const begin = () => {
    practice.begin();
    forget(PRACTICE_LOOKS);
  };
  useEffect(() => {
    begin();
    setBegun(true);
    // Only when the form is gone too: whatever still shows a look would ask the real desk for it.
    return () => { queueMicrotask(() => { practice.end(); saving.clear(); forget(PRACTICE_LOOKS); }); };
  }, []);
  const again = () => { void saving.flush().then(() => { saving.clear(); begin(); setRound((now) => now + 1); }); };
  return (
    <main className="practice" data-testid="practice">
      <div className="practice-line" role="status"><span className="cut grow">{TEXT.line}</span>
        <button type="button" className="link" onClick={again}>{TEXT.again}</button>
        <button type="button" className="link" onClick={onLeave} data-testid="practice-leave">{TEXT.leave}</button></div>
      <PracticeDossier />
      {begun && <PracticeForm key={round} />}
    </main>
  );
}

function PracticeForm() {
  const shown = useAnswer('entry_look', { entry: PRACTICE_ENTRY });
  const roomy = useWindowHeight() >= 1000;
  return <Answered shown={shown}>{(look) => <Form look={look} done={0} previous={undefined} next={undefined} criterion={undefined} roomy={roomy} onGo={() => undefined} />}</Answered>;
}
