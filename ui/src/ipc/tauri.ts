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

/** Listening starts asynchronously; stopping before it has started must still stop it. */
function hear<T>(event: string, listener: (payload: T) => void): () => void {
  const started = listen<T>(event, ({ payload }) => { listener(payload); });
  return () => { void started.then((stop) => { stop(); }); };
}

export const tauriCarrier: Carrier = {
  async ask(name, request, { onProgress, signal }) {
    const channel = new Channel<Progress>();
    if (onProgress) channel.onmessage = onProgress;
    const giveUp = () => { void invoke('desk', { name: 'cancel', request: { call: channel.id }, channel: new Channel<Progress>() }); };
    signal?.addEventListener('abort', giveUp, { once: true });
    try {
      return await invoke('desk', { name, request, channel });
    } finally {
      signal?.removeEventListener('abort', giveUp);
    }
  },
  onChanged: (listener) => hear<{ topics: string[] }>('changed', ({ topics }) => { listener(topics); }),
  onDragging: (listener) => hear<boolean>('dragging', listener),
  onDropped: (listener) => hear<Picked>('dropped', ({ files }) => { listener(files); }),
};
