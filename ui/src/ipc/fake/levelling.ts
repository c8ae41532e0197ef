/** The fake desk's answers about levelling: the same shapes, the plainest way. */
import type { Levelling } from '../generated/Levelling';
import type { MarkPut } from '../generated/MarkPut';
import type { OrderPut } from '../generated/OrderPut';
import type { RefusedMark } from '../generated/RefusedMark';
import { type FakeExpert, points, type Work } from './expert';
import { CRITERIA, GROUPS } from './rubric';

interface Put { upper: string; lower: string; moved: string; kept: boolean }

export class FakeLevelling {
  #puts: Put[] = [];
  #seconds = new Map<string, number>([['01-008', 1540], ['01-017', 1260], ['01-022', 3720], ['01-026', 930]]);
  #dismissed = false;

  constructor(readonly expert: FakeExpert) {}

  look(): Levelling {
    const ranking = this.#ranking();
    const ranked = (work: Work) => ({ entry: work.id, title: work.title, total: points(totalOf(work)), place: this.#place(ranking, work) });
    const pair = (upper: Work, lower: Work) => ({ upper: ranked(upper), lower: ranked(lower) });
    const find = (id: string) => ranking.find((work) => work.id === id);
    return {
      criteria: GROUPS.flatMap((group) => group.criteria.map((one) => ({ id: one.id, name: one.name, group: group.id, step: '0.50', maximum: one.general === one.sme ? points(100 * one.general) : null }))),
      rows: this.expert.works.map((work) => ({
        entry: work.id, marks: CRITERIA.map(({ id }) => (work.marks.has(id) ? points(work.marks.get(id) ?? 0) : null)), maxima: CRITERIA.map((one) => points(this.expert.maximum(work, one))),
        place: ranking.includes(work) ? this.#place(ranking, work) : null, position: ranking.includes(work) ? ranking.indexOf(work) + 1 : null, seconds: this.#seconds.get(work.id) ?? 0,
      })),
      disagreements: this.#puts.flatMap((put) => {
        const [upper, lower] = [find(put.upper), find(put.lower)];
        return upper && lower && !put.kept && totalOf(upper) < totalOf(lower) ? [pair(upper, lower)] : [];
      }),
      ties: ranking.flatMap((lower, at) => { const upper = ranking[at - 1]; return upper && this.#tied(upper, lower) ? [pair(upper, lower)] : []; }),
      byHand: this.#puts.length > 0, readOnly: this.expert.readOnly,
    };
  }

  answers() {
    const say = (put: Put) => { this.#puts = [...this.#puts.filter((old) => !(old.upper === put.upper && old.lower === put.lower) && !(old.upper === put.lower && old.lower === put.upper)), put]; return this.look(); };
    return {
      levelling: () => this.look(),
      marks_check: ({ marks }: { marks: MarkPut[] }) => ({ refused: marks.flatMap((mark) => this.#refused(mark)) }),
      marks_put: ({ marks }: { marks: MarkPut[] }) => {
        const wrong = marks.flatMap((mark) => this.#refused(mark))[0];
        if (wrong) throw { code: 'markOutOfRange', params: {}, sentence: wrong.sentence };
        for (const { entry, criterion, value } of marks) {
          if (value === null) this.expert.work(entry).marks.delete(criterion);
          else this.expert.work(entry).marks.set(criterion, Number(value) * 100);
        }
        return this.expert.home();
      },
      own_marks: ({ criterion }: { criterion: string }) => ({ marks: this.expert.works.flatMap((work) => this.#own(work, criterion)) }),
      order_put: ({ entry, beside, above }: OrderPut) => {
        this.#puts = this.#puts.filter(({ moved }) => moved !== entry);
        return say(above ? { upper: entry, lower: beside, moved: entry, kept: false } : { upper: beside, lower: entry, moved: entry, kept: false });
      },
      tie_break: ({ better, other }: { better: string; other: string }) => say({ upper: better, lower: other, moved: better, kept: false }),
      order_settle: ({ upper, lower, choice }: { upper: string; lower: string; choice: string }) => {
        this.#puts = this.#puts.flatMap((put) => (put.upper !== upper || put.lower !== lower ? [put] : choice === 'keep' ? [{ ...put, kept: true }] : []));
        return this.look();
      },
      order_forget: () => { this.#puts = []; return this.look(); },
      revisit_look: () => this.#revisit(),
      revisit_dismiss: () => { this.#dismissed = true; return this.#revisit(); },
      time_add: ({ entry, seconds }: { entry: string; seconds: number }) => { this.#seconds.set(entry, (this.#seconds.get(entry) ?? 0) + seconds); return {}; },
      draft_save: () => ({ name: '草稿.xlsx', folder: '桌面', token: 'f8' }),
    };
  }

  #ranking(): Work[] {
    const ranking = this.expert.works.filter((work) => work.stand === 'open' && work.marks.size === CRITERIA.length).sort((a, b) => totalOf(b) - totalOf(a));
    for (const { upper, lower, moved } of this.#puts) {
      const [above, below] = [ranking.findIndex(({ id }) => id === upper), ranking.findIndex(({ id }) => id === lower)];
      if (above < 0 || below < 0 || above < below) continue;
      const from = moved === upper ? above : below;
      ranking.splice(moved === upper ? below : above, 0, ...ranking.splice(from, 1));
    }
    return ranking;
  }

  #tied(upper: Work, lower: Work): boolean {
    return totalOf(upper) === totalOf(lower) && !this.#puts.some((put) => put.upper === upper.id && put.lower === lower.id);
  }

  #place(ranking: readonly Work[], work: Work): number {
    let at = ranking.indexOf(work);
    while (at > 0 && this.#tied(ranking[at - 1] ?? work, ranking[at] ?? work)) at -= 1;
    return at + 1;
  }

  #refused({ entry, criterion, value }: MarkPut): RefusedMark[] {
    const work = this.expert.work(entry);
    const form = CRITERIA.find(({ id }) => id === criterion);
    const maximum = form ? this.expert.maximum(work, form) : 0;
    const said = (sentence: string) => [{ entry, criterion, given: value ?? '', sentence }];
    if (work.stand !== 'open') return said(`${entry} 已申报回避或标记材料缺失，不评分。`);
    if (value === null) return [];
    const given = Number(value) * 100;
    if (Number.isNaN(given)) return said(`“${value}”不是分数，请输入数字，最多两位小数。`);
    if (given > maximum) return said(`${value} 超出范围：这一项为 0 至 ${points(maximum)} 分。`);
    return given % 50 === 0 ? [] : said(`${value} 不在档上：本指标以 0.5 为一档。`);
  }

  #own(work: Work, criterion: string) {
    const form = CRITERIA.find(({ id }) => id === criterion);
    const mark = work.marks.get(criterion);
    if (!form || mark === undefined || work.stand !== 'open') return [];
    const maximum = this.expert.maximum(work, form);
    return [{ entry: work.id, title: work.title, mark: points(mark), maximum: points(maximum), permille: Math.floor((mark * 1000) / maximum) }];
  }

  #revisit() {
    const done = this.#ranking().length;
    const first = this.expert.works.filter((work) => work.marks.size === CRITERIA.length && work.stand === 'open').slice(0, 3);
    return { done, entries: this.#dismissed || done < 10 ? [] : first.map(({ id, title }) => ({ entry: id, title })) };
  }
}

function totalOf(work: Work): number {
  return [...work.marks.values()].reduce((all, value) => all + value, 0);
}
