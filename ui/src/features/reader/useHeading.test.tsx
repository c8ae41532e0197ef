/** On the way to a page: it is gone to when its picture is there, or when that takes too long. */
import { act, render } from '@testing-library/react';
import { useRef } from 'react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { useHeading, type Heading } from './useHeading';

interface Goal { page: number }
const moved = vi.fn<(goal: Goal) => void>();
let heading: Heading<Goal>;
let arrive: () => void = () => undefined;

function Pages() {
  const pages = useRef<HTMLDivElement>(null);
  heading = useHeading(pages, moved);
  return <div ref={pages}>{heading.target && <div data-page={heading.target.page}><img alt="" ref={(image) => { if (image) image.decode = () => new Promise((resolve) => { arrive = resolve; }); }} /></div>}</div>;
}

beforeEach(() => { vi.useFakeTimers(); moved.mockClear(); render(<Pages />); });
afterEach(() => { vi.useRealTimers(); });

describe('a page that is not loaded', () => {
  it('is gone to when its picture is there, once', async () => {
    act(() => { heading.head({ page: 30 }); });
    expect(moved).not.toHaveBeenCalled();
    await act(async () => { arrive(); await Promise.resolve(); });
    expect(moved).toHaveBeenCalledExactlyOnceWith({ page: 30 });
    await act(() => vi.advanceTimersByTimeAsync(1000));
    expect(moved).toHaveBeenCalledOnce();
    expect(heading.target).toBeUndefined();
  });

  it('is gone to without its picture when that takes too long', async () => {
    act(() => { heading.head({ page: 30 }); });
    await act(() => vi.advanceTimersByTimeAsync(150));
    expect(moved).toHaveBeenCalledExactlyOnceWith({ page: 30 });
  });

  it('is not gone to when somebody wants to be elsewhere meanwhile', async () => {
    act(() => { heading.head({ page: 30 }); });
    act(() => { heading.head(undefined); });
    await act(() => vi.advanceTimersByTimeAsync(1000));
    expect(moved).not.toHaveBeenCalled();
  });
});
