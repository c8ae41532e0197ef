/** Light or dark: as the system says until somebody chooses. */
import { useEffect, useState } from 'react';
import type { Mode } from './theme';

const KEY = 'jurybench.mode';
const QUERY = '(prefers-color-scheme: dark)';

export function useMode(): [Mode, () => void] {
  const [mode, setMode] = useState<Mode>(() => remembered() ?? system());
  useEffect(() => { document.documentElement.dataset['theme'] = mode; }, [mode]);
  const toggle = () => {
    const next = mode === 'dark' ? 'light' : 'dark';
    setMode(next);
    remember(next);
  };
  return [mode, toggle];
}

function system(): Mode {
  return typeof window.matchMedia === 'function' && window.matchMedia(QUERY).matches ? 'dark' : 'light';
}

/** A browser may forbid storage; the choice then lasts until the window closes. */
function remembered(): Mode | undefined {
  try {
    const kept = window.localStorage.getItem(KEY);
    return kept === 'dark' || kept === 'light' ? kept : undefined;
  } catch {
    return undefined;
  }
}

function remember(mode: Mode): void {
  try {
    window.localStorage.setItem(KEY, mode);
  } catch {
    // See above.
  }
}
