/**
 * A button without the component library.
 *
 * For what the first screen shows: it is on the screen before the library is read. The one rule: it looks like the library's.
 */
import type { ReactNode } from 'react';

interface Props {
  children: ReactNode;
  onClick: () => void;
  kind?: 'default' | 'primary';
  size?: 'middle' | 'small';
  disabled?: boolean;
  /** What was asked is being done; another press does nothing. */
  busy?: boolean;
  testId?: string;
}

export function Button({ children, onClick, kind = 'default', size = 'middle', disabled = false, busy = false, testId }: Props) {
  return (
    <button type="button" className={`button ${kind} ${size}`} disabled={disabled} aria-busy={busy} data-testid={testId} onClick={() => { if (!busy) onClick(); }}>
      {busy && <span className="spin" aria-hidden="true" />}{children}
    </button>
  );
}
