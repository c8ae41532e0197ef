import { describe, expect, it } from 'vitest';
import { FakeExpert } from '../../ipc/fake/expert';
import { FakeLevelling } from '../../ipc/fake/levelling';
import { CRITERIA, GROUPS } from '../../ipc/fake/rubric';
import { arrange, held, linesOf, type Sort, type SortKey } from './arrange';

const COLUMNS = { groups: GROUPS.map(({ id }) => id), criteria: CRITERIA.map(({ id }) => id) };

function linesBy(expert: FakeExpert) {
  return linesOf(expert.overview(), new FakeLevelling(expert).look());
}

function ids(expert: FakeExpert, key: SortKey, descending = false): string[] {
  const sort: Sort = { key, descending };
  return arrange(linesBy(expert), sort, COLUMNS).flatMap(({ rows }) => rows.map(({ row }) => row.id));
}

describe('the overview\'s order', () => {
  it('puts unfinished entries first and ranks the others', () => {
    const [open, done] = arrange(linesBy(new FakeExpert(true, false)), { key: 'place', descending: false }, COLUMNS);
    expect(open?.kind).toBe('open');
    const places = done?.rows.map(({ level }) => level.position ?? 0) ?? [];
    expect(places).toEqual([...places].sort((a, b) => a - b));
  });

  it('keeps a row where it is while it is edited, with its new values', () => {
    const expert = new FakeExpert(true, false);
    const before = arrange(linesBy(expert), { key: 'place', descending: false }, COLUMNS);
    const work = expert.work('01-041');
    CRITERIA.forEach(({ id }) => work.marks.set(id, 300));
    const after = held(before, linesBy(expert));
    expect(after[0]?.rows.map(({ row }) => row.id)).toEqual(before[0]?.rows.map(({ row }) => row.id));
    expect(after[0]?.rows.find(({ row }) => row.id === '01-041')?.row.state).toBe('done');
  });

  it('leaves equals in reading order whichever way it sorts', () => {
    const expert = new FakeExpert(true, false);
    for (const work of expert.works) work.marks.set('A1', work.sme ? 300 : 200);
    const reading = expert.works.map(({ id }) => id);
    const sme = expert.works.filter((work) => work.sme).map(({ id }) => id);
    const others = reading.filter((id) => !sme.includes(id));
    expect(ids(expert, 'criterion A1', true)).toEqual([...sme, ...others]);
    expect(ids(expert, 'criterion A1')).toEqual([...others, ...sme]);
    expect(ids(expert, 'reading')).toEqual(reading);
  });

  it('puts what has no mark last, both ways', () => {
    const expert = new FakeExpert(true, false);
    const bare = expert.works.filter(({ marks }) => !marks.has('E1')).map(({ id }) => id);
    for (const descending of [true, false]) expect(ids(expert, 'criterion E1', descending).slice(-bare.length)).toEqual(bare);
  });

  it('sorts by anything and loses nobody', () => {
    const expert = new FakeExpert(true, false);
    const all = expert.works.map(({ id }) => id).sort();
    const keys: SortKey[] = ['place', 'total', 'reading', 'title', 'profile', 'time', 'state', 'group B', 'criterion C2'];
    for (const key of keys) for (const descending of [true, false]) expect([...ids(expert, key, descending)].sort(), key).toEqual(all);
  });
});
