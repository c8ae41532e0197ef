/** Larger and smaller by keys, kept with the open desk, and left alone where somebody else takes the keys. */
import { act, fireEvent, render, waitFor } from '@testing-library/react';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { forgetAll } from '../ipc/answers';
import { carryOver } from '../ipc/desk';
import { fakeCarrier } from '../ipc/fake/carrier';
import { useKeptZoom, useZoom, useZoomKeys } from './useZoom';
import { zoom } from './zoom';

const set = vi.fn<(ask: { percent: number }) => void>();
const put = vi.fn<(ask: { zoom: number }) => void>();
type Answers = Record<string, (request: never) => unknown>;

function Bench({ desk }: { desk: boolean }) {
  useZoomKeys();
  return <>{String(useZoom())}{desk && <Desk />}</>;
}

function Desk() {
  useKeptZoom();
  return null;
}

function open(desk: boolean, kept = 100) {
  const carrier = fakeCarrier('as=expert');
  const answers = carrier.answers as Answers;
  answers['zoom_set'] = (ask) => { set(ask); return {}; };
  answers['settings_look'] = () => ({ idleMinutes: 10, zoom: kept });
  answers['settings_put'] = (ask) => { put(ask); return ask; };
  carryOver(carrier);
  forgetAll();
  return { answers, ...render(<Bench desk={desk} />) };
}

const press = (code: string, more: object = {}) => { fireEvent.keyDown(document.body, { code, ctrlKey: true, ...more }); };

beforeEach(async () => {
  open(false).unmount();
  await act(() => zoom.show(100));
  set.mockClear();
  put.mockClear();
});

describe('the zoom', () => {
  it('goes by keys from step to step, not while composing, and back', async () => {
    const { container } = open(false);
    press('Equal');
    await waitFor(() => { expect(container.textContent).toBe('110'); });
    press('Equal', { altKey: true });
    await waitFor(() => { expect(container.textContent).toBe('125'); });
    press('Equal', { keyCode: 229 });
    press('Minus');
    await waitFor(() => { expect(container.textContent).toBe('110'); });
    press('Digit0');
    await waitFor(() => { expect(container.textContent).toBe('100'); });
    expect(set.mock.calls.map(([{ percent }]) => percent)).toEqual([110, 125, 110, 100]);
    expect(put).not.toHaveBeenCalled();
  });

  it('leaves a key alone that somebody has taken', async () => {
    const { container } = open(false);
    const take = (event: KeyboardEvent) => { event.preventDefault(); };
    document.addEventListener('keydown', take);
    press('Equal');
    document.removeEventListener('keydown', take);
    await act(() => new Promise((done) => { setTimeout(done, 20); }));
    expect(container.textContent).toBe('100');
  });

  it('is as the open desk keeps it, and kept there when chosen', async () => {
    const { container } = open(true, 150);
    await waitFor(() => { expect(container.textContent).toBe('150'); });
    expect(put).not.toHaveBeenCalled();
    press('Equal');
    await waitFor(() => { expect(put).toHaveBeenLastCalledWith({ idleMinutes: 10, zoom: 175 }); });
    expect(container.textContent).toBe('175');
  });

  it('stays as it is where the window cannot zoom', async () => {
    const { container, answers } = open(true);
    answers['zoom_set'] = () => { throw { code: 'unknownOperation', params: {}, sentence: '没有。' }; };
    press('Equal');
    await act(() => new Promise((done) => { setTimeout(done, 50); }));
    expect(container.textContent).toBe('100');
    expect(put).not.toHaveBeenCalled();
  });
});
