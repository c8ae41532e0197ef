/** What jsdom lacks and antd or our screens ask for. */
import { cleanup, configure } from '@testing-library/react';
import { afterEach } from 'vitest';

// Parts of the window are read when they are wanted, on machines that compile at the same time.
configure({ asyncUtilTimeout: 20_000 });

window.matchMedia ??= (query: string) => ({
  matches: false, media: query, onchange: null,
  addEventListener: () => undefined, removeEventListener: () => undefined, addListener: () => undefined, removeListener: () => undefined, dispatchEvent: () => false,
});

globalThis.ResizeObserver ??= class {
  observe() { /* jsdom lays nothing out. */ }
  unobserve() { /* See above. */ }
  disconnect() { /* See above. */ }
};

afterEach(() => { cleanup(); });
