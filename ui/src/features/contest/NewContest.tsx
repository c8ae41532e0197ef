/** Making a contest: files and their check, names and passphrases, then the recovery code, shown once. */
import { Button, Steps } from 'antd';
import { useState } from 'react';
import type { ContestMade } from '../../ipc/generated/ContestMade';
import type { OpenDesk } from '../../ipc/generated/OpenDesk';
import { words } from '../../words';
import { Files } from './Files';
import { Made } from './Made';
import { People } from './People';
import { useContestFiles } from './useContestFiles';

const TEXT = words.start;

interface Props { onOpen: (open: OpenDesk) => void; onBack: () => void }

export function NewContest({ onOpen, onBack }: Props) {
  const [step, setStep] = useState(0);
  const [made, setMade] = useState<ContestMade>();
  const files = useContestFiles();
  return (
    <section className="panel wide-panel" aria-label={TEXT.contestTitle}>
      <div className="row"><h2 className="grow">{TEXT.contestTitle}</h2>
        <Steps className="few-steps" size="small" current={made ? 2 : step} items={[TEXT.contestFiles, TEXT.contestPeople, TEXT.contestDone].map((title) => ({ title }))} />
      </div>
      {made
        ? <Made made={made} onOpen={onOpen} />
        : step === 0
          ? <Files files={files} back={<Button onClick={onBack}>{words.common.back}</Button>} onNext={() => { setStep(1); }} />
          : <People files={files.request} onMade={setMade} onBack={() => { setStep(0); }} />}
    </section>
  );
}
