/** Which of the three layouts the window is in. */
import { useSyncExternalStore } from 'react';

function watch(tell: () => void): () => void {
  window.addEventListener('resize', tell);
  return () => { window.removeEventListener('resize', tell); };
}

export function useWindowWidth(): number {
  return useSyncExternalStore(watch, () => window.innerWidth);
}

export function useWindowHeight(): number {
  return useSyncExternalStore(watch, () => window.innerHeight);
}
