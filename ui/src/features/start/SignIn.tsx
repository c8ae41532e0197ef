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
  /** What was typed when the desk turned out to be damaged, so that mending need not ask again. */
  const [tried, setTried] = useState('');
  const role = desk.logins.find(({ id }) => id === login)?.role;
  const unlock = useAct('desk_unlock');
  const enter = () => {
    if (passphrase === '' || unlock.busy) return;
    void unlock.act({ desk: desk.id, login, passphrase }).then((open) => {
      setTried(open ? '' : passphrase);
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
      {unlock.problem?.code === 'deskDamaged' && <Mend desk={desk.id} login={login} passphrase={tried} onOpen={onOpen} />}
      <div className="actions">
        {(desk.kind === 'expert' || role === 'organiser') && <button type="button" className="link" onClick={onForgot}>{words.start.forgot}</button>}
        <span className="grow" />
        <Button kind="primary" busy={unlock.busy} disabled={passphrase === ''} onClick={enter} testId="sign-in">{words.start.signIn}</Button>
      </div>
    </section>
  );
}

/** A damaged database: the newest sound copy in the desk's own folder takes its place. */
function Mend({ desk, login, passphrase, onOpen }: { desk: string; login: string | null; passphrase: string; onOpen: (open: OpenDesk) => void }) {
  const mend = useAct('desk_mend');
  const act = () => { void mend.act({ desk, login, passphrase }).then((open) => { if (open) onOpen(open); }); };
  return (
    <>
      <p className="small secondary">{words.everyday.mendNote}</p>
      <Button disabled={mend.busy} onClick={act} testId="mend">{words.everyday.mend}</Button>
      <Sentence problem={mend.problem} />
    </>
  );
}
