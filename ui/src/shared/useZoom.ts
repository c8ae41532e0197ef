/** The zoom as components see it: its keys, keeping it with the open desk, and how sharp pictures must be. */
import { useEffect, useEffectEvent, useSyncExternalStore } from 'react';
import { useAct } from '../ipc/useAct';
import { amendAnswer, useAnswer } from '../ipc/useAnswer';
import { composing } from './composing';
import { zoom } from './zoom';

export function useZoom(): number {
  return useSyncExternalStore(zoom.watch, zoom.get);
}

/** Pixels of the screen to one of the page. */
export function useDevice(): number {
  return useSyncExternalStore(zoom.watch, zoom.device);
}

/**
 * Ctrl +, − and 0 wherever nobody else takes them; with Alt also where a document takes them for itself.
 * Heard last, on the window, so that whoever took a key has said so.
 */
export function useZoomKeys(): void {
  useEffect(() => {
    const hear = (event: KeyboardEvent) => {
      const direction = zoomKey(event);
      if (direction === undefined) return;
      event.preventDefault();
      zoom.step(direction);
    };
    window.addEventListener('keydown', hear);
    return () => { window.removeEventListener('keydown', hear); };
  }, []);
}

export function zoomKey(event: KeyboardEvent): 1 | -1 | 0 | undefined {
  if (event.defaultPrevented || composing(event) || !(event.ctrlKey || event.metaKey)) return undefined;
  switch (event.code) {
    case 'Equal': case 'NumpadAdd': return 1;
    case 'Minus': case 'NumpadSubtract': return -1;
    case 'Digit0': case 'Numpad0': return 0;
    default: return undefined;
  }
}

/** Beside an open desk: shows it as large as it keeps, and keeps what is chosen. */
export function useKeptZoom(): void {
  const { answer } = useAnswer('settings_look', {});
  const { act } = useAct('settings_put');
  const kept = answer?.zoom;
  useEffect(() => { if (kept !== undefined) void zoom.show(kept); }, [kept]);
  const keep = useEffectEvent(async (percent: number) => {
    if (!answer) return;
    const next = await act({ ...answer, zoom: percent });
    if (next) amendAnswer('settings_look', {}, () => next);
  });
  useEffect(() => zoom.keepBy((percent) => { void keep(percent); }), []);
}
