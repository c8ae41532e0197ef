/** One tool of a bar above a material: a word, or a small drawing with its word as the label. */
import type { ReactElement } from 'react';

export type ToolIcon = 'back' | 'forward' | 'turn' | 'twoUp';

const LINE = { fill: 'none', stroke: 'currentColor', strokeWidth: 1.5, strokeLinecap: 'round', strokeLinejoin: 'round' } as const;
const ICONS: Record<ToolIcon, ReactElement> = {
  back: <path d="M6 3.5 2.5 7 6 10.5M2.5 7H9.5a4 4 0 0 1 4 4V12" {...LINE} />,
  forward: <path d="M10 3.5 13.5 7 10 10.5M13.5 7H6.5a4 4 0 0 0-4 4V12" {...LINE} />,
  turn: <path d="M12.9 6.3A5.2 5.2 0 1 0 13.2 9M13.4 2.8V6.4H9.8" {...LINE} />,
  twoUp: <path d="M2 3H7V13H2ZM9 3H14V13H9Z" {...LINE} />,
};

interface Props { text?: string; icon?: ToolIcon; label?: string; on?: boolean; off?: boolean; act: () => void }

export function Tool({ text, icon, label = text, on, off, act }: Props) {
  return (
    <button type="button" className={on ? 'plain tool on' : 'plain tool'} aria-label={label} aria-pressed={on} title={label} disabled={off} onClick={act}>
      {icon ? <svg viewBox="0 0 16 16" width={16} height={16} aria-hidden="true">{ICONS[icon]}</svg> : text}
    </button>
  );
}
