import { describe, expect, it } from 'vitest';
import type { MaterialRow } from '../../ipc/generated/MaterialRow';
import type { Note } from '../../ipc/generated/Note';
import { citationOf, citationsIn, placeName, placeOf } from './places';

const row = (id: string, kind: MaterialRow['kind'], name: string): MaterialRow => ({ id, kind, name, size: 1, state: 'present' });
const MATERIALS = [row('m1', 'applicationForm', '申报书.pdf'), row('m2', 'proof', '审计报告.pdf'), row('m3', 'video', '演示.mp4'), row('m4', 'proof', '现场.jpg')];
const NOTE: Note = { id: 'n', material: 'm1', materialName: '申报书.pdf', page: 13, boxes: [], filmMs: null, quote: '', text: '', attached: true, criterion: 'B1', at: '' };

describe('places of notes', () => {
  it('are called by page in the application form and by material and page elsewhere', () => {
    expect(placeName(NOTE, MATERIALS)).toBe('p.14');
    expect(placeName({ ...NOTE, material: 'm2', page: 2 }, MATERIALS)).toBe('审计报告 p.3');
    expect(placeName({ ...NOTE, material: 'm3', page: null, filmMs: 151_000 }, MATERIALS)).toBe('演示 02:31');
    expect(placeName({ ...NOTE, material: 'm4', page: 0 }, MATERIALS)).toBe('现场');
    expect(placeName({ ...NOTE, material: 'gone' }, MATERIALS)).toContain('p.14');
  });

  it('are gone to by material, page, boxes and time', () => {
    const box = { left: 1, top: 2, right: 3, bottom: 4 };
    expect(placeOf({ ...NOTE, boxes: [box] })).toEqual({ material: 'm1', page: 13, boxes: [box] });
    expect(placeOf({ ...NOTE, material: 'm3', page: null, filmMs: 5 })).toEqual({ material: 'm3', filmMs: 5 });
  });

  it('are cited in words that lead back to the same place', () => {
    for (const place of [{ material: 'm1', page: 13 }, { material: 'm2', page: 0 }, { material: 'm3', filmMs: 151_000 }, { material: 'm3', filmMs: 6_061_000 }]) {
      const text = citationOf(place, MATERIALS) ?? '';
      expect(citationsIn(`见${text}。`, MATERIALS).map((one) => one.place)).toEqual([place]);
    }
    expect(citationOf({ material: 'm1', page: 13 }, MATERIALS)).toBe('〔申报书 p.14〕');
  });

  it('are each found once, and a stranger\'s brackets are only text', () => {
    const text = '〔申报书 p.14〕与〔申报书 p.14〕矛盾，〔附件七 p.2〕、〔申报书 p.0〕、〔演示 02:75〕不存在，〔审计报告〕全篇';
    expect(citationsIn(text, MATERIALS).map((one) => one.text)).toEqual(['申报书 p.14', '审计报告']);
  });

  it('two materials of one short name are cited by their whole names', () => {
    const twins = [row('a', 'proof', '合同.pdf'), row('b', 'proof', '合同.jpg')];
    const text = citationOf({ material: 'a', page: 1 }, twins) ?? '';
    expect(text).toBe('〔合同.pdf p.2〕');
    expect(citationsIn(text, twins).map((one) => one.place.material)).toEqual(['a']);
  });
});
