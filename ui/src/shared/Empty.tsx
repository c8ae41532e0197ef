/** An empty place says what to do next, with the button to do it. */
import type { ReactNode } from 'react';

export function Empty({ text, children }: { text: string; children?: ReactNode }) {
  return <div className="filler empty"><p>{text}</p>{children}</div>;
}
