/** Two people agree on the spot: the organiser's passphrase and a supervisor's. Nothing is kept. */
import { Button, Select } from 'antd';
import { useState } from 'react';
import { words } from '../words';
import { PassphraseField } from './Passphrase';

const TEXT = words.rules;

export interface Agreed { passphrase: string; supervisor: string; supervisorPassphrase: string }
interface Props { supervisors: readonly { id: string; name: string }[]; action: string; ready: boolean; busy: boolean; onAgree: (agreed: Agreed) => void; testId: string }

export function TwoPeople({ supervisors, action, ready, busy, onAgree, testId }: Props) {
  const [supervisor, setSupervisor] = useState(supervisors[0]?.id);
  const [passphrase, setPassphrase] = useState('');
  const [second, setSecond] = useState('');
  const may = ready && !busy && supervisor !== undefined && passphrase !== '' && second !== '';
  const agree = () => {
    if (!may) return;
    onAgree({ passphrase, supervisor, supervisorPassphrase: second });
    setPassphrase('');
    setSecond('');
  };
  return (
    <>
      <PassphraseField label={TEXT.passphrase} value={passphrase} onChange={setPassphrase} testId={`${testId}-passphrase`} />
      <label className="field"><span className="label">{TEXT.supervisor}</span><Select aria-label={TEXT.supervisor} value={supervisor ?? null} onChange={setSupervisor} options={supervisors.map(({ id, name }) => ({ value: id, label: name }))} /></label>
      <PassphraseField label={TEXT.supervisorPassphrase} value={second} onChange={setSecond} onEnter={agree} testId={`${testId}-supervisor`} />
      <div className="actions"><Button type="primary" disabled={!may} loading={busy} onClick={agree} data-testid={testId}>{action}</Button></div>
    </>
  );
}
