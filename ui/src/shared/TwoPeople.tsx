/** Two people sign one act: the organiser's passphrase, the supervisor beside them and theirs. */
import { Select } from 'antd';
import { useState } from 'react';
import { words } from '../words';
import { PassphraseField } from './Passphrase';

const TEXT = words.finalise;

export interface Consent { passphrase: string; supervisor: string; supervisorPassphrase: string }

export interface TwoPeople { value: Consent; ready: boolean; set: (change: Partial<Consent>) => void; clear: () => void }

/** Passphrases live as long as the form and are cleared after every try. */
export function useTwoPeople(supervisors: readonly { id: string; name: string }[]): TwoPeople {
  const first = supervisors[0]?.id ?? '';
  const [value, setValue] = useState<Consent>({ passphrase: '', supervisor: first, supervisorPassphrase: '' });
  return {
    value,
    ready: value.passphrase !== '' && value.supervisor !== '' && value.supervisorPassphrase !== '',
    set: (change) => { setValue((before) => ({ ...before, ...change })); },
    clear: () => { setValue((before) => ({ ...before, passphrase: '', supervisorPassphrase: '' })); },
  };
}

interface Props { people: TwoPeople; supervisors: readonly { id: string; name: string }[]; onEnter: () => void }

export function TwoPeopleFields({ people: { value, set }, supervisors, onEnter }: Props) {
  return (
    <div className="three">
      <PassphraseField label={TEXT.own} value={value.passphrase} onChange={(passphrase) => { set({ passphrase }); }} onEnter={onEnter} testId="own-passphrase" />
      <label className="field"><span className="label">{TEXT.supervisor}</span><Select aria-label={TEXT.supervisor} value={value.supervisor} onChange={(supervisor) => { set({ supervisor }); }} options={supervisors.map(({ id, name }) => ({ value: id, label: name }))} /></label>
      <PassphraseField label={TEXT.theirs} value={value.supervisorPassphrase} onChange={(supervisorPassphrase) => { set({ supervisorPassphrase }); }} onEnter={onEnter} testId="supervisor-passphrase" />
    </div>
  );
}
