/** Passphrase fields: one to sign with, or two to choose a new one. */
import { useState } from 'react';
import { composing } from './composing';
import { words } from '../words';

export interface NewPassphrase { first: string; second: string }
export const NO_PASSPHRASE: NewPassphrase = { first: '', second: '' };

export function agreed(value: NewPassphrase): boolean {
  return value.first !== '' && value.first === value.second;
}

interface OneProps { label: string; value: string; onChange: (value: string) => void; onEnter?: () => void; autoFocus?: boolean; testId?: string }

export function PassphraseField({ label, value, onChange, onEnter, autoFocus = false, testId }: OneProps) {
  const [seen, setSeen] = useState(false);
  return (
    <div className="field">
      <label>
        <span className="label">{label}</span>
        <input className="text-input" type={seen ? 'text' : 'password'} value={value} autoFocus={autoFocus} autoComplete="off" spellCheck={false} data-testid={testId}
          onChange={(event) => { onChange(event.target.value); }} onKeyDown={(event) => { if (event.key === 'Enter' && !composing(event.nativeEvent)) onEnter?.(); }} />
      </label>
      {value !== '' && <button type="button" className="link small see" aria-pressed={seen} onClick={() => { setSeen(!seen); }}>{seen ? words.common.passphraseHide : words.common.passphraseSee}</button>}
    </div>
  );
}

interface TwiceProps { label?: string; value: NewPassphrase; onChange: (value: NewPassphrase) => void; testId: string }

export function PassphraseTwice({ label = words.common.passphrase, value, onChange, testId }: TwiceProps) {
  const differ = value.second !== '' && value.first !== value.second;
  return (
    <>
      <PassphraseField label={label} value={value.first} testId={`${testId}-1`} onChange={(first) => { onChange({ ...value, first }); }} />
      <PassphraseField label={words.common.passphraseAgain} value={value.second} testId={`${testId}-2`} onChange={(second) => { onChange({ ...value, second }); }} />
      {differ && <p className="small refused" role="alert">{words.common.passphrasesDiffer}</p>}
    </>
  );
}
