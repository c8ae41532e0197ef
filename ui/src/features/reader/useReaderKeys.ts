/** Listens for the reader's keys while a paged material is on screen. */
import { useEffect, useEffectEvent } from 'react';
import { readerKey, type ReaderKey } from './readerKeys';

/** `act` says whether it took the key. */
export function useReaderKeys(act: (key: ReaderKey) => boolean): void {
  const hear = useEffectEvent((event: KeyboardEvent) => {
    const key = readerKey(event);
    if (key !== undefined && act(key)) event.preventDefault();
  });
  useEffect(() => {
    document.addEventListener('keydown', hear);
    return () => { document.removeEventListener('keydown', hear); };
  }, []);
}
