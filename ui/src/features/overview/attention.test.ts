import { describe, expect, it } from 'vitest';
import { Attention, IDLE_MS } from './attention';

describe('time with an entry', () => {
  it('adds up from one sign of life to the next', () => {
    const attention = new Attention();
    for (const now of [0, 30_000, 90_000, 90_500]) attention.touch(now);
    expect(attention.take()).toBe(90);
    attention.touch(91_000);
    expect(attention.take()).toBe(1);
  });

  it('counts nothing of a pause longer than two minutes', () => {
    const attention = new Attention();
    attention.touch(0);
    attention.touch(IDLE_MS + 1);
    expect(attention.take()).toBe(0);
    attention.touch(2 * IDLE_MS + 1);
    expect(attention.take()).toBe(120);
  });

  it('counts nothing while somebody has turned away', () => {
    const attention = new Attention();
    attention.touch(0);
    attention.turnAway(10_000);
    attention.touch(60_000);
    attention.touch(61_000);
    expect(attention.take()).toBe(11);
  });

  it('keeps what could not be saved', () => {
    const attention = new Attention();
    attention.touch(0);
    attention.touch(5_000);
    attention.giveBack(attention.take());
    expect(attention.take()).toBe(5);
  });
});
