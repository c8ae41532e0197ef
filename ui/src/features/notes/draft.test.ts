import { describe, expect, it } from 'vitest';
import { besideOf } from './beside';
import { draftAt, draftOf, putOf } from './draft';

const SELECTION = { kind: 'words' as const, material: 'm1', page: 13, boxes: [{ left: 10.4, top: 20.6, right: 10_000.2, bottom: 30.1 }], quote: '年节约成本', anchor: { x: 0, y: 0 } };

describe('a note being written', () => {
  it('is private until it is attached, and remembers the criterion being marked', () => {
    const draft = draftOf(SELECTION, 'B1');
    expect([draft.attached, draft.criterion]).toEqual([false, 'B1']);
    expect(putOf('01-001', draft).criterion).toBeNull();
    expect(putOf('01-001', { ...draft, attached: true })).toMatchObject({ entry: '01-001', attached: true, criterion: 'B1' });
  });

  it('asks for whole boxes that lie on the page', () => {
    expect(draftOf(SELECTION, undefined).boxes).toEqual([{ left: 10, top: 20, right: 10_000, bottom: 31 }]);
    const flat = { ...SELECTION, boxes: [{ left: -5, top: 10_000, right: -5, bottom: 10_000 }] };
    expect(draftOf(flat, undefined).boxes).toEqual([{ left: 0, top: 9_999, right: 1, bottom: 10_000 }]);
  });

  it('keeps no more words than a sheet takes, counted by characters', () => {
    const quote = [...draftOf({ ...SELECTION, quote: '𠮷'.repeat(501) }, undefined).quote];
    expect(quote.length).toBe(500);
    expect(quote.at(-1)).toBe('…');
  });

  it('stands at a whole millisecond of a film', () => {
    expect(draftAt({ material: 'm3', filmMs: 1500.7 }, undefined)).toMatchObject({ page: null, filmMs: 1501, boxes: [] });
  });
});

describe('what stands beside a point', () => {
  const SCREEN = { width: 1366, height: 768 };
  it('stays on the screen in every corner', () => {
    for (const x of [0, 683, 1366]) for (const y of [0, 384, 768]) {
      const at = besideOf({ x, y }, 320, 260, SCREEN);
      expect(at.x >= 8 && at.y >= 8 && at.x + 320 <= 1358 && at.y + 260 <= 760).toBe(true);
    }
  });
});
