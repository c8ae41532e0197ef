/** The shapes of states: one drawing each, in the colour of the text around it. */
import type { ReactElement } from 'react';

export type GlyphName = 'ok' | 'paper' | 'hold' | 'reject' | 'wait' | 'recused' | 'replaced' | 'duplicate' | 'transcript' | 'half' | 'full' | 'tie' | 'against' | 'off';

const LINE = { fill: 'none', stroke: 'currentColor', strokeWidth: 1.6, strokeLinecap: 'round', strokeLinejoin: 'round' } as const;

const SHAPES: Record<GlyphName, ReactElement> = {
  ok: <path d="M1.8 6.4 4.8 9.4 10.4 2.8" {...LINE} strokeWidth={1.9} />,
  paper: <path d="M6 1.4 10.6 6 6 10.6 1.4 6Z" {...LINE} strokeWidth={1.5} />,
  hold: <path d="M6 1.4V7M6 9.9V10.2" {...LINE} strokeWidth={2} />,
  reject: <path d="M2.4 2.4 9.6 9.6M9.6 2.4 2.4 9.6" {...LINE} strokeWidth={1.9} />,
  wait: <circle cx={6} cy={6} r={4.4} {...LINE} strokeWidth={1.4} />,
  recused: <path d="M6 1.5a4.5 4.5 0 1 0 0 9 4.5 4.5 0 0 0 0-9ZM2.9 2.9 9.1 9.1" {...LINE} strokeWidth={1.4} />,
  replaced: <path d="M10 6a4 4 0 1 1-1.3-2.9M9.2 1v2.5H6.7" {...LINE} strokeWidth={1.5} />,
  duplicate: <path d="M2 4.4H10M2 7.8H10" {...LINE} strokeWidth={1.5} />,
  transcript: <path d="M2 10 2.6 7.4 8.4 1.6 10.4 3.6 4.6 9.4Z" {...LINE} strokeWidth={1.4} />,
  half: <><circle cx={6} cy={6} r={4.6} {...LINE} strokeWidth={1.3} /><path d="M6 1.4a4.6 4.6 0 0 0 0 9.2Z" fill="currentColor" /></>,
  full: <circle cx={6} cy={6} r={5.2} fill="currentColor" />,
  tie: <path d="M2 4.2H10M2 7.8H10" {...LINE} strokeWidth={1.6} />,
  against: <path d="M3.6 10V2.4M1.6 4.4 3.6 2.2 5.6 4.4M8.4 2V9.6M6.4 7.6 8.4 9.8 10.4 7.6" {...LINE} strokeWidth={1.4} />,
  off: <path d="M3.5 6H8.5" {...LINE} strokeWidth={1.2} />,
};

/** `tone` where the text around it has another colour, `label` where no word beside it says the same. */
export function Glyph({ name, size = 12, tone, label }: { name: GlyphName; size?: number; tone?: string; label?: string }) {
  const told = label === undefined ? { 'aria-hidden': true } as const : { role: 'img', 'aria-label': label } as const;
  return <svg className={tone === undefined ? 'glyph' : `glyph tone-${tone}`} viewBox="0 0 12 12" width={size} height={size} {...told}>{SHAPES[name]}</svg>;
}
