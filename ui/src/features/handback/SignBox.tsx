/** Signing: always there, and saying why when it cannot. */
import { Button } from 'antd';
import { useState } from 'react';
import type { Overview } from '../../ipc/generated/Overview';
import { useAct } from '../../ipc/useAct';
import { PassphraseField } from '../../shared/Passphrase';
import { saving } from '../../shared/saving';
import { Sentence } from '../../shared/Sentence';
import { useUnsaved } from '../../shared/useUnsaved';
import { words } from '../../words';

const TEXT = words.handback;

export function SignBox({ overview, onOverview }: { overview: Overview; onOverview: () => void }) {
  const [passphrase, setPassphrase] = useState('');
  const sign = useAct('sheet_sign');
  const unsaved = useUnsaved();
  const act = async () => {
    if (passphrase === '' || !overview.canSign) return;
    await saving.flush();
    // Nobody signs a number other than the one on the screen.
    if (saving.status().refused > 0) return;
    await sign.act({ passphrase });
    setPassphrase('');
  };
  return (
    <section className="card" aria-label={TEXT.signTitle}>
      <h2>{TEXT.signTitle}</h2>
      {overview.canSign && unsaved.count === 0
        ? <p className="secondary">{TEXT.signNote}</p>
        : <div className="cannot"><p><b className="attention">{TEXT.cannot}</b></p>
          {!overview.canSign && <p>{overview.whyNot}</p>}
          {unsaved.count > 0 && <p role="alert" data-testid="unsaved">{TEXT.unsaved(unsaved.count)} <button type="button" className="link" onClick={unsaved.mend} data-testid="mend-unsaved">{TEXT.mendUnsaved}</button></p>}
        </div>}
      {overview.canSign && <PassphraseField label={words.common.passphrase} value={passphrase} onChange={setPassphrase} onEnter={() => { void act(); }} testId="sign-passphrase" />}
      <Sentence problem={sign.problem} />
      <div className="actions"><span className="grow" />
        {overview.canSign
          ? <Button type="primary" loading={sign.busy} disabled={passphrase === '' || unsaved.count > 0} onClick={() => { void act(); }} data-testid="sign">{TEXT.sign}</Button>
          : <><Button disabled>{TEXT.sign}</Button><Button type="primary" onClick={onOverview}>{TEXT.settle}</Button></>}
      </div>
    </section>
  );
}
