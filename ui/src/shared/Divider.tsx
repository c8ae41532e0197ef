/** A divider that can be dragged or moved with the arrow keys. */
import { useRef, type KeyboardEvent, type PointerEvent } from 'react';

interface Props { label: string; size: number; least: number; most: number; onResize: (size: number) => void; side: 'before' | 'after' }

/** `side` says whether the pane being sized lies before or after the divider. */
export function Divider({ label, size, least, most, onResize, side }: Props) {
  const from = useRef<{ x: number; size: number }>(undefined);
  const sign = side === 'before' ? 1 : -1;
  const set = (wanted: number) => { onResize(Math.round(Math.min(most, Math.max(least, wanted)))); };
  const down = (event: PointerEvent<HTMLDivElement>) => {
    event.currentTarget.setPointerCapture(event.pointerId);
    from.current = { x: event.clientX, size };
  };
  const move = (event: PointerEvent<HTMLDivElement>) => {
    if (from.current) set(from.current.size + sign * (event.clientX - from.current.x));
  };
  const key = (event: KeyboardEvent<HTMLDivElement>) => {
    const step = event.key === 'ArrowRight' ? 16 : event.key === 'ArrowLeft' ? -16 : 0;
    if (step === 0) return;
    event.preventDefault();
    event.stopPropagation();
    set(size + sign * step);
  };
  return (
    <div className={`divider ${side}`} role="separator" aria-orientation="vertical" aria-label={label} aria-valuenow={size} aria-valuemin={least} aria-valuemax={most} tabIndex={0}
      onPointerDown={down} onPointerMove={move} onPointerUp={() => { from.current = undefined; }} onKeyDown={key} />
  );
}
