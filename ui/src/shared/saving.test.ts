import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Refusal } from '../ipc/desk';
import { Saving } from './saving';

const AT = '2026-06-11T14:02:07+08:00';
const refused = new Refusal({ code: 'markOutOfRange', params: {}, sentence: '41 超出范围：这一项为 0 至 40.00 分。' });

describe('saving', () => {
  beforeEach(() => { vi.useFakeTimers(); });
  afterEach(() => { vi.useRealTimers(); });

  it('saves only what was typed last, once typing rests', async () => {
    const saving = new Saving();
    const runs: string[] = [];
    for (const value of ['1', '13', '13.5']) saving.put('mark', { value, run: () => { runs.push(value); return Promise.resolve(AT); } });
    await vi.advanceTimersByTimeAsync(299);
    expect(runs).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    expect(runs).toEqual(['13.5']);
    expect(saving.status()).toEqual({ pending: false, refused: 0, at: AT });
  });

  it('does not say saved before the desk has answered', async () => {
    const saving = new Saving();
    let answer: (at: string) => void = () => undefined;
    saving.put('mark', { value: '5', run: () => new Promise((resolve) => { answer = resolve; }) });
    await vi.advanceTimersByTimeAsync(300);
    expect(saving.status()).toMatchObject({ pending: true, at: undefined });
    answer(AT);
    await vi.advanceTimersByTimeAsync(0);
    expect(saving.status()).toMatchObject({ pending: false, at: AT });
  });

  it('flushes what rests at once and waits for all of it', async () => {
    const saving = new Saving();
    const runs: string[] = [];
    saving.put('a', { value: '1', run: () => { runs.push('a'); return Promise.resolve(AT); } });
    saving.put('b', { value: '2', run: () => { runs.push('b'); return Promise.resolve(AT); } });
    await saving.flush();
    expect(runs).toEqual(['a', 'b']);
    expect(saving.status().pending).toBe(false);
  });

  it('sends a newer value only after the older one of the same field was answered', async () => {
    const saving = new Saving();
    const order: string[] = [];
    let first: () => void = () => undefined;
    saving.put('mark', { value: '1', run: () => { order.push('first asked'); return new Promise<string>((resolve) => { first = () => { order.push('first answered'); resolve(AT); }; }); } });
    await vi.advanceTimersByTimeAsync(300);
    saving.put('mark', { value: '2', run: () => { order.push('second asked'); return Promise.resolve(AT); } });
    await vi.advanceTimersByTimeAsync(300);
    expect(order).toEqual(['first asked']);
    first();
    await saving.flush();
    expect(order).toEqual(['first asked', 'first answered', 'second asked']);
  });

  it('keeps a refused value with its sentence until a value is taken', async () => {
    const saving = new Saving();
    saving.put('mark', { value: '41', run: () => Promise.reject(refused) });
    await saving.flush();
    expect(saving.refused('mark')).toMatchObject({ value: '41', problem: { sentence: refused.sentence } });
    expect(saving.status().refused).toBe(1);
    saving.put('mark', { value: '40', run: () => Promise.resolve(AT) });
    await saving.flush();
    expect(saving.refused('mark')).toBeUndefined();
    expect(saving.status().refused).toBe(0);
  });
});
