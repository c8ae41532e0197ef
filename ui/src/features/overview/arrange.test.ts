import { describe, expect, it } from 'vitest';
import { FakeExpert } from '../../ipc/fake/expert';
import { CRITERIA } from '../../ipc/fake/rubric';
import { arrange, held } from './arrange';

describe('the overview\'s order', () => {
  it('puts unfinished entries first and ranks the others', () => {
    const [open, done] = arrange(new FakeExpert(true, false).overview().rows, 'rank');
    expect(open?.kind).toBe('open');
    const ranks = done?.rows.map(({ row }) => row.rank ?? 0) ?? [];
    expect(ranks).toEqual([...ranks].sort((a, b) => a - b));
  });

  it('keeps a row where it is while it is edited, with its new values', () => {
    const expert = new FakeExpert(true, false);
    const before = arrange(expert.overview().rows, 'rank');
    const work = expert.work('01-041');
    CRITERIA.forEach(({ id }) => work.marks.set(id, 300));
    const after = held(before, expert.overview().rows);
    expect(after[0]?.rows.map(({ row }) => row.id)).toEqual(before[0]?.rows.map(({ row }) => row.id));
    expect(after[0]?.rows.find(({ row }) => row.id === '01-041')?.row.state).toBe('done');
  });
});
