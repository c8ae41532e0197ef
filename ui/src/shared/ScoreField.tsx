/** The field a mark is typed into, with its stepper. */
import { useEffect, useRef, useState, type ChangeEvent, type CompositionEvent, type KeyboardEvent } from 'react';
import { words } from '../words';
import { stepped } from './bands';
import { cleanMark } from './marks';
import { signOf, type Sign } from './signs';

interface Props {
  label: string;
  value: string;
  step: string;
  maximum: string;
  invalid: boolean;
  readOnly: boolean;
  /** Takes the focus and selects what is there. */
  focus: boolean;
  onChange: (value: string) => void;
  onBlur?: () => void;
  onKey?: (event: KeyboardEvent<HTMLInputElement>) => void;
  /** A sign that is no part of a mark, typed through an input method that hides its key. */
  onSign?: (sign: Sign) => void;
  stepper?: boolean;
}

export function ScoreField({ label, value, step, maximum, invalid, readOnly, focus, onChange, onBlur, onKey, onSign, stepper = true }: Props) {
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (!focus) return;
    input.current?.focus({ preventScroll: true });
    input.current?.select();
  }, [focus]);
  // While an input method composes, the raw text is shown and nothing is taken; cleaning it midway would break the composition.
  const [composing, setComposing] = useState<string>();
  const change = (event: ChangeEvent<HTMLInputElement>) => {
    const { isComposing, data } = event.nativeEvent as Partial<InputEvent>;
    const sign = isComposing ? undefined : signOf(data);
    if (isComposing) setComposing(event.target.value);
    else if (sign !== undefined && onSign) onSign(sign);
    else onChange(cleanMark(event.target.value));
  };
  const composed = (event: CompositionEvent<HTMLInputElement>) => {
    setComposing(undefined);
    onChange(cleanMark(event.currentTarget.value));
  };
  const move = (direction: 1 | -1) => { onChange(stepped(value, step, maximum, direction)); };
  return (
    <span className={invalid ? 'score-field invalid' : 'score-field'}>
      <input ref={input} data-score="" data-testid="score" aria-label={label} aria-invalid={invalid} inputMode="decimal" autoComplete="off" value={composing ?? value} readOnly={readOnly}
        onChange={change} onCompositionEnd={composed} onBlur={onBlur} onKeyDown={onKey} />
      {stepper && !readOnly && (
        <span className="stepper">
          <button type="button" className="plain" tabIndex={-1} aria-label={words.form.more} onClick={() => { move(1); }} />
          <button type="button" className="plain" tabIndex={-1} aria-label={words.form.less} onClick={() => { move(-1); }} />
        </span>
      )}
    </span>
  );
}
