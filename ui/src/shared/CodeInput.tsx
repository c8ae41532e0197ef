/** A code of four times four, typed, pasted or scanned: one field, grouped as it grows. */
import { Input } from 'antd';

interface Props {
  value: string;
  onChange: (value: string) => void;
  label: string;
  digitsOnly?: boolean;
  onEnter?: () => void;
  autoFocus?: boolean;
  testId?: string;
}

export const CODE_LENGTH = 16;

/** Letters and digits alone, full-width ones brought to half width, at most sixteen. */
export function bareCode(text: string, digitsOnly: boolean): string {
  const half = text.replace(/[\uff01-\uff5e]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0)).toUpperCase();
  return half.replace(digitsOnly ? /[^0-9]/g : /[^0-9A-Z]/g, '').slice(0, CODE_LENGTH);
}

export function grouped(code: string): string {
  return code.replace(/(.{4})(?=.)/g, '$1 ');
}

export function CodeInput({ value, onChange, label, digitsOnly = false, onEnter, autoFocus = false, testId }: Props) {
  return (
    <Input
      className="code-input" aria-label={label} placeholder="____ ____ ____ ____" autoComplete="off" spellCheck={false}
      inputMode={digitsOnly ? 'numeric' : 'text'} value={grouped(value)} autoFocus={autoFocus} data-testid={testId}
      onChange={(event) => { onChange(bareCode(event.target.value, digitsOnly)); }}
      onPressEnter={(event) => { if (!event.nativeEvent.isComposing) onEnter?.(); }}
    />
  );
}
