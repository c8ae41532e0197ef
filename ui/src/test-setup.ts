/** What jsdom lacks and antd or our screens ask for. */
import { cleanup } from '@testing-library/react';
import { afterEach } from 'vitest';

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
