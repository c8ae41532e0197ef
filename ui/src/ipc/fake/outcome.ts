/** The fake desk after the ranking: awards with a tie across a line, a list with its proof, notices and objections. */
import type { AwardsLook } from '../generated/AwardsLook';
import type { EntryName } from '../generated/EntryName';
import type { NoticesLook } from '../generated/NoticesLook';
import type { RecommendationLook } from '../generated/RecommendationLook';
import type { RecommendedRow } from '../generated/RecommendedRow';
import type { ResultsLook } from '../generated/ResultsLook';

const RULE = '至多 28 项；中小企业（中型、小型、微型）不少于推荐总数的 10%；先取满名额，再按赛道内名次、同名次按得分从前往后取';

export class FakeOutcome {
  private readonly results: ResultsLook;
  private settled = false;

  constructor(results: ResultsLook) {
    this.results = results;
  }

  private name(index: number): EntryName {
    const row = this.results.rows[index % this.results.rows.length];
    const track = index % this.results.tracks.length;
    return { entry: `${String(track + 1).padStart(2, '0')}-${String(index + 1).padStart(3, '0')}`, track: this.results.tracks[track]?.name ?? '', title: row?.title ?? '', entrant: row?.entrant ?? '' };
  }

  private ranked(index: number): EntryName {
    const row = this.results.rows[index];
    return { entry: row?.entry ?? '', track: '现代农业', title: row?.title ?? '', entrant: row?.entrant ?? '' };
  }

  settle(): AwardsLook {
    this.settled = true;
    return this.awards();
  }

  awards(): AwardsLook {
    const line = (id: string, name: string, quota: string, places: number, above: number, open = false) => ({ id, name, quota, places, taken: places, vacancy: '', mayBeVacant: true, across: false, above, open, stale: false });
    const level = (index: number) => (index < 2 ? 0 : index < 6 ? 1 : index < (this.settled ? 12 : 13) ? 2 : null);
    return {
      track: '02', levels: [line('first', '一等奖', '参赛项目的 10%，四舍五入', 2, 2), line('second', '二等奖', '参赛项目的 15%，四舍五入', 4, 6), line('third', '三等奖', '参赛项目的 25%，四舍五入', 6, 12, !this.settled)],
      standings: this.results.rows.map(({ entry }, index) => ({ entry, level: level(index), open: !this.settled && (index === 11 || index === 12), specials: index === 4 ? ['最佳创新奖'] : [], out: '' })),
      questions: this.settled ? [] : [{ level: 'third', name: '三等奖', across: false, rank: 12, room: 1, fewer: true, among: [this.ranked(11), this.ranked(12)] }],
      questionsElsewhere: [{ id: '08', name: '医疗健康' }], decisions: this.settled ? [{ level: 'third', text: '02-012、02-013 并列，02-012 入线', reason: '合议：应用成效更充分', who: '周明岳', at: '2026-06-11T16:20:00+08:00' }] : [],
      specials: [{ id: 'innovation', name: '最佳创新奖', count: 2, gifts: [{ entry: this.ranked(4), reason: '数据产品形态有新意' }] }],
    };
  }

  recommendation(): RecommendationLook {
    const row = (index: number, why = ''): RecommendedRow => ({ entry: this.name(index), kind: '企业', sizeClass: ['大型', '中型', '大型', '小型', '不划型'][index % 5] ?? '', sme: index % 5 === 1 || index % 5 === 3, rank: Math.floor(index / 14) + 1, score: (92.4 - index * 0.37).toFixed(2), award: index < 14 ? '一等奖' : '二等奖', why, held: index === 3 });
    return {
      rule: RULE, limit: 28, share: '中小企业 11 项，占 39.3%（不少于 10%）', published: false, notFinal: ['现代农业'],
      rows: Array.from({ length: 28 }, (_, index) => row(index, index === 27 ? '因“气象服务至少 2 项”列入' : '')), next: Array.from({ length: 8 }, (_, index) => row(28 + index, index === 0 ? '因“气象服务至少 2 项”未列入' : index === 1 ? '名额之外的下一项' : '')),
      proof: [{ constraint: '至多 28 项', bound: true, givenUp: [this.name(29)], letIn: [] }, { constraint: '中小企业不少于 10%', bound: false, givenUp: [], letIn: [] }, { constraint: '气象服务至少 2 项', bound: true, givenUp: [this.name(28)], letIn: [this.name(27)] }],
      questions: [], waysOut: [], decisions: [{ entry: this.name(5), inside: true, reason: '评审组合议一致同意', who: '周明岳', at: '2026-06-11T16:40:00+08:00' }], withdrawn: [{ entry: this.name(40), day: '2026-06-10', reason: '参赛单位来函放弃' }],
      substitutes: [{ entry: this.name(30), notified: '2026-06-11', due: '2026-06-18', state: '待补齐', waiting: true, overdue: false }, { entry: this.name(31), notified: '2026-06-01', due: '2026-06-08', state: '逾期，视为弃权', waiting: true, overdue: true }],
      movingUp: [this.name(32)], free: 1, channel: [{ no: 1, contest: '某行业数据创新应用大赛', title: '港口集装箱调度数据平台', entrant: '云×港务', track: '交通运输', clash: '' }, { no: 2, contest: '某行业数据创新应用大赛', title: this.name(3).title, entrant: this.name(3).entrant, track: '交通运输', clash: `已由本赛区（${this.name(3).entry}）推荐，不得重复` }],
    };
  }

  notices(): NoticesLook {
    const one = { contact: '13800000000', text: '申报材料中的用户数与实际不符，疑似夸大三倍以上。', evidence: '合同复印件 2 份、系统截图 3 张', received: '2026-06-12' };
    return {
      today: '2026-06-14', notices: [{ what: 'shortlist', name: '入围名单公示', starts: '2026-06-01', days: 7, ends: '2026-06-07', place: '省数据管理局网站', state: '已期满', entries: 120 }, { what: 'recommendation', name: '拟推荐名单公示', starts: '2026-06-12', days: 7, ends: '2026-06-18', place: '省数据管理局网站', state: '公示中，至 2026-06-18 止', entries: 28 }],
      objections: [{ ...one, no: 1, name: '李明', entries: [this.name(3)], decided: false, upheld: false, reason: '' }, { ...one, no: 2, name: '陈思远', entries: [this.name(9)], decided: true, upheld: false, reason: '经核查，合同与数据一致' }],
      entries: Array.from({ length: 60 }, (_, index) => this.name(index)),
    };
  }
}
