/**
 * The carrier of the desktop window: two Tauri commands and three events.
 *
 * The one rule: no other file imports `@tauri-apps`.
 */
import { Channel, invoke } from '@tauri-apps/api/core';
import { listen } from '@tauri-apps/api/event';
import type { Carrier } from './carrier';
import type { Progress } from './generated/Progress';
import type { Picked } from './shell';

/**
 * One listener at Tauri's side for each event, from the start of the page to its end. Listening there begins asynchronously: a
 * screen that listened for itself would miss what comes in its first moments, and between two of its renderings.
 */
function standing<T>(event: string): (listener: (payload: T) => void) => () => void {
  const listeners = new Set<(payload: T) => void>();
  void listen<T>(event, ({ payload }) => { for (const listener of listeners) listener(payload); });
  return (listener) => {
    listeners.add(listener);
    return () => { listeners.delete(listener); };
  };
}

/** Begins to listen; once, before the first screen. */
export function tauriCarrier(): Carrier {
  const onChanged = standing<{ topics: string[] }>('changed');
  const onDropped = standing<Picked>('dropped');
  return {
    ask: carry,
    onChanged: (listener) => onChanged(({ topics }) => { listener(topics); }),
    onDragging: standing<boolean>('dragging'),
    onDropped: (listener) => onDropped(({ files }) => { listener(files); }),
  };
}

const carry: Carrier['ask'] = async (name, request, { onProgress, signal }) => {
  const channel = new Channel<Progress>();
  if (onProgress) channel.onmessage = onProgress;
  const giveUp = () => { void invoke('desk', { name: 'cancel', request: { call: channel.id }, channel: new Channel<Progress>() }); };
  signal?.addEventListener('abort', giveUp, { once: true });
  try {
    return await invoke('desk', { name, request, channel });
  } finally {
    signal?.removeEventListener('abort', giveUp);
  }
};
