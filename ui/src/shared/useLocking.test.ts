import { act, renderHook } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { IDLE_MINUTES, useLocking } from './useLocking';

beforeEach(() => { vi.useFakeTimers(); });
afterEach(() => { vi.useRealTimers(); });

const press = (init: KeyboardEventInit & { keyCode?: number }) => { act(() => { window.dispatchEvent(new KeyboardEvent('keydown', { code: 'KeyL', ctrlKey: true, cancelable: true, ...init })); }); };

test('Ctrl+L locks, other keys and a key within composition do not', () => {
  const lock = vi.fn();
  renderHook(() => { useLocking(true, lock); });
  press({ ctrlKey: false });
  press({ shiftKey: true });
  press({ code: 'KeyK' });
  press({ isComposing: true });
  press({ keyCode: 229 });
  expect(lock).not.toHaveBeenCalled();
  press({});
  expect(lock).toHaveBeenCalledTimes(1);
});

test('ten minutes without a hand lock, a moved mouse begins them anew', () => {
  const lock = vi.fn();
  renderHook(() => { useLocking(true, lock); });
  const minutes = (count: number) => { act(() => { vi.advanceTimersByTime(count * 60_000); }); };
  minutes(IDLE_MINUTES - 1);
  act(() => { window.dispatchEvent(new Event('pointermove')); });
  minutes(IDLE_MINUTES - 1);
  expect(lock).not.toHaveBeenCalled();
  minutes(1);
  expect(lock).toHaveBeenCalledTimes(1);
});

test('the desk says after how many minutes, and 0 is never; the key locks all the same', () => {
  const lock = vi.fn();
  const { rerender } = renderHook(({ idle }) => { useLocking(true, lock, idle); }, { initialProps: { idle: 30 } });
  act(() => { vi.advanceTimersByTime(29 * 60_000); });
  expect(lock).not.toHaveBeenCalled();
  act(() => { vi.advanceTimersByTime(60_000); });
  expect(lock).toHaveBeenCalledTimes(1);
  rerender({ idle: 0 });
  act(() => { vi.advanceTimersByTime(600 * 60_000); });
  expect(lock).toHaveBeenCalledTimes(1);
  press({});
  expect(lock).toHaveBeenCalledTimes(2);
});

test('with no desk open nothing locks', () => {
  const lock = vi.fn();
  renderHook(() => { useLocking(false, lock); });
  press({});
  act(() => { vi.advanceTimersByTime(60 * 60_000); });
  expect(lock).not.toHaveBeenCalled();
});
