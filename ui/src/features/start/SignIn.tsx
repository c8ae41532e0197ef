/** Signing in to a chosen desk: as whom, passphrase. */
import { useState } from 'react';
import type { DeskCard } from '../../ipc/generated/DeskCard';
import type { OpenDesk } from '../../ipc/generated/OpenDesk';
import { useAct } from '../../ipc/useAct';
import { Button } from '../../shared/Button';
import { PassphraseField } from '../../shared/Passphrase';
import { Segments } from '../../shared/Segments';
import { Sentence } from '../../shared/Sentence';
import { words } from '../../words';

interface Props { desk: DeskCard; locked?: boolean; onOpen: (open: OpenDesk) => void; onForgot: () => void }

export function SignIn({ desk, locked = false, onOpen, onForgot }: Props) {
  const [login, setLogin] = useState(desk.logins[0]?.id ?? null);
  const [passphrase, setPassphrase] = useState('');
  const unlock = useAct('desk_unlock');
  const enter = () => {
    if (passphrase === '' || unlock.busy) return;
    void unlock.act({ desk: desk.id, login, passphrase }).then((open) => {
      setPassphrase('');
      if (open) onOpen(open);
    });
  };
  return (
    <section className="panel sign-in" aria-label={words.start.signIn}>
      <h2>{desk.contest}</h2>
      {desk.detail && <p className="secondary">{desk.detail}</p>}
      {locked && <p className="secondary" role="status">{words.start.locked}</p>}
      {desk.logins.length > 1 && (
        <div className="field"><span className="label">{words.start.as}</span>
          <Segments label={words.start.as} value={login ?? ''} onChange={(id) => { setLogin(id); unlock.clear(); }} testId="login"
            options={desk.logins.map(({ id, name, role }) => ({ value: id, label: `${words.states.role[role]}${words.common.dot}${name}` }))} />
        </div>
      )}
      <PassphraseField label={words.common.passphrase} value={passphrase} onChange={setPassphrase} onEnter={enter} autoFocus testId="passphrase" />
      <Sentence problem={unlock.problem} />
      <div className="actions">
        {desk.kind === 'expert' && <button type="button" className="link" onClick={onForgot}>{words.start.forgot}</button>}
        <span className="grow" />
        <Button kind="primary" busy={unlock.busy} disabled={passphrase === ''} onClick={enter} testId="sign-in">{words.start.signIn}</Button>
      </div>
    </section>
  );
}
