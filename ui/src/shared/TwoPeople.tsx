/** Two people agree to one act on the spot: the organiser's passphrase, the supervisor beside them and theirs. Nothing is kept. */
import { Button, Select } from 'antd';
import { useState } from 'react';
import { words } from '../words';
import { PassphraseField } from './Passphrase';

const TEXT = words.finalise;

export interface Agreed { passphrase: string; supervisor: string; supervisorPassphrase: string }
type Supervisors = readonly { id: string; name: string }[];

export interface Agreeing { value: Agreed; ready: boolean; set: (change: Partial<Agreed>) => void; clear: () => void }

/** Passphrases live as long as the form and are cleared after every try. */
export function useTwoPeople(supervisors: Supervisors): Agreeing {
  const first = supervisors[0]?.id ?? '';
  const [value, setValue] = useState<Agreed>({ passphrase: '', supervisor: first, supervisorPassphrase: '' });
  return {
    value,
    ready: value.passphrase !== '' && value.supervisor !== '' && value.supervisorPassphrase !== '',
    set: (change) => { setValue((before) => ({ ...before, ...change })); },
    clear: () => { setValue((before) => ({ ...before, passphrase: '', supervisorPassphrase: '' })); },
  };
}

export function TwoPeopleFields({ people: { value, set }, supervisors, onEnter }: { people: Agreeing; supervisors: Supervisors; onEnter: () => void }) {
  return (
    <div className="three">
      <PassphraseField label={TEXT.own} value={value.passphrase} onChange={(passphrase) => { set({ passphrase }); }} onEnter={onEnter} testId="own-passphrase" />
      <label className="field"><span className="label">{TEXT.supervisor}</span><Select aria-label={TEXT.supervisor} value={value.supervisor} onChange={(supervisor) => { set({ supervisor }); }} options={supervisors.map(({ id, name }) => ({ value: id, label: name }))} /></label>
      <PassphraseField label={TEXT.theirs} value={value.supervisorPassphrase} onChange={(supervisorPassphrase) => { set({ supervisorPassphrase }); }} onEnter={onEnter} testId="supervisor-passphrase" />
    </div>
  );
}

/** The fields with the button of an act that needs nothing else. */
export function TwoPeopleAct({ supervisors, action, ready, busy, onAgree, testId }: { supervisors: Supervisors; action: string; ready: boolean; busy: boolean; onAgree: (agreed: Agreed) => void; testId: string }) {
  const people = useTwoPeople(supervisors);
  const may = ready && !busy && people.ready;
  const agree = () => {
    if (!may) return;
    onAgree(people.value);
    people.clear();
  };
  return (
    <>
      <TwoPeopleFields people={people} supervisors={supervisors} onEnter={agree} />
      <div className="actions"><Button type="primary" disabled={!may} loading={busy} onClick={agree} data-testid={testId}>{action}</Button></div>
    </>
  );
}
