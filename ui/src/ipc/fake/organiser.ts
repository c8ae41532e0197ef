/** The fake organiser's desk. */
import type { AuditAsk } from '../generated/AuditAsk';
import type { AdvisoryLook } from '../generated/AdvisoryLook';
import type { AuditLook } from '../generated/AuditLook';
import type { Blocker } from '../generated/Blocker';
import type { CellState } from '../generated/CellState';
import type { Coverage } from '../generated/Coverage';
import type { DispatchLook } from '../generated/DispatchLook';
import type { EntriesLook } from '../generated/EntriesLook';
import type { ExpertsLook } from '../generated/ExpertsLook';
import type { Explanation } from '../generated/Explanation';
import type { FileRow } from '../generated/FileRow';
import type { FinalMark } from '../generated/FinalMark';
import type { MergeLook } from '../generated/MergeLook';
import type { OrganiserHome } from '../generated/OrganiserHome';
import type { SignedReturn } from '../generated/SignedReturn';
import type { ResultsLook } from '../generated/ResultsLook';
import { fakeAdvisory } from './advisory';

const TITLES = ['设施蔬菜生长数据平台', '农机作业轨迹数据服务', '稻米全程追溯数据平台', '生猪产业链数据融通应用', '以需定产果品订单系统', '茶园气象灾害预警模型', '耕地利用遥感监测服务', '乡村治理数字化应用', '农业政策智能问答模型', '种质资源数据检索系统', '水产养殖水质数据服务', '奶业供应链数据协同', '农产品价格监测与预测', '病虫害识别数据集建设', '土壤墒情数据共享平台', '冷链物流溯源数据服务', '食用菌工厂化生产模型', '农业保险定损数据应用', '渔船作业数据监管平台', '中药材种植溯源平台', '高标准农田管护数据库', '畜禽疫病监测数据平台', '花卉拍卖交易数据服务', '农村电商产销对接平台'];
const ENTRANTS = ['禾×农业科技', '沃×农机服务', '穗×粮油集团', '牧×食品集团', '果×信息技术', '云×气象服务', '图×遥感科技', '××县数据中心', '问×智能科技', '××农业大学'];
const SIZES = ['中型', '小型', '大型', '大型', '小型', '小型', '中型', '不划型', '小型', '不划型'];
const TRACKS = ['工业制造', '现代农业', '商贸流通', '交通运输', '金融服务', '科技创新', '文化旅游', '医疗健康', '医疗保障', '应急管理', '气象服务', '城市治理', '绿色低碳', '开放性创新'];
const STATES: CellState[] = ['verified', 'verified', 'provisional', 'verified', 'held', 'verified', 'awaited'];
const DRAFT: FinalMark = { finalised: false, version: null, code: null, at: null, text: '未定稿' };
const BLOCKERS: Blocker[] = [{ state: 'held', count: 1, text: '待处理' }, { state: 'awaited', count: 1, text: '待交专家' }, { state: 'provisional', count: 1, text: '待纸质确认' }, { state: 'held', count: 1, text: '门槛项未通过' }];
const COVERAGE: Coverage = { verified: 91, provisional: 23, held: 23, awaited: 27, recused: 4, expected: 164, percent: '69.5' };
const CONTEST = '2025年“数据要素×”大赛云江分赛';

const name = (index: number) => `专家${String(index + 1)}`;
const id = (index: number) => `02-${String(index + 1).padStart(3, '0')}`;
const total = (entry: number, expert: number) => (66 + ((entry * 13 + expert * 7) % 54) / 2).toFixed(2);

function state(entry: number, expert: number): CellState {
  if ((entry === 5 && expert === 1) || (entry === 15 && expert === 5) || (entry === 18 && (expert === 2 || expert === 4))) return 'recused';
  if (expert === 3 && (entry === 6 || entry === 11 || entry === 17)) return 'replaced';
  return STATES[expert % STATES.length] ?? 'awaited';
}

function file(row: Partial<FileRow> & Pick<FileRow, 'id' | 'verdict' | 'who'>): FileRow {
  return { file: `工业制造_${row.who}_第1版.xlsx`, at: '2026-06-11T13:56:00+08:00', codes: [], expert: null, seq: 1, digest: 'a1b2c3d4e5f60718293a4b5c6d7e8f90a1b2c3d4e5f60718293a4b5c6d7e8f90', sentences: [], needsAction: false, repeats: null, ...row };
}

const FILES: FileRow[] = [
  file({ id: 'f1', verdict: 'provisional', who: '专家3', expert: 'E0203', sentences: ['电子签名有效，公钥随表带来，暂计入。'], needsAction: true }),
  file({ id: 'f2', verdict: 'held', who: '专家5', expert: 'E0205', codes: ['FORK'], sentences: ['同一版次有两份内容不同的表，已搁置。请与专家本人确认以哪一份为准。'], needsAction: true }),
  file({ id: 'f3', verdict: 'rejected', who: '自称专家7', codes: ['SIG-BAD'], sentences: ['签名无效，未汇入：文件在签名后被改动过，请专家重新导出后再交。'], needsAction: true }),
  file({ id: 'f4', verdict: 'rejected', who: '来源不明', codes: ['CONTEST'], sentences: ['非本赛事：不属于本届赛事，未汇入，已留存。'], needsAction: true, at: '2026-06-09T10:00:00+08:00' }),
  file({ id: 'f5', verdict: 'accepted', who: '专家6', expert: 'E0206', sentences: ['20 项，待交 3，回避 1'] }),
  file({ id: 'f6', verdict: 'accepted', who: '专家4', expert: 'E0204', seq: 2, sentences: ['第 2 版，3 项有改动'] }),
  file({ id: 'f7', verdict: 'superseded', who: '专家4', expert: 'E0204', sentences: ['第 1 版，以第 2 版为准'] }),
  file({ id: 'f8', verdict: 'duplicate', who: '专家2', expert: 'E0202', sentences: ['与已收文件完全相同'] }),
  file({ id: 'f9', verdict: 'accepted', who: '专家2', expert: 'E0202', sentences: ['23 项，回避 1'] }),
  file({ id: 'f10', verdict: 'accepted', who: '专家1', expert: 'E0201', sentences: ['24 项'] }),
];

/** Titles of so many entries: the same ones again where there are more than names. */
function titles(count: number): string[] {
  return Array.from({ length: count }, (_, index) => TITLES[index % TITLES.length] ?? '');
}

export class FakeOrganiser {
  files = FILES;
  panelReturn: SignedReturn | null = null;
  readonly entriesOfTrack: number;
  readonly expertStates: CellState[];

  constructor(entries = TITLES.length, experts = STATES.length) {
    this.entriesOfTrack = entries;
    this.expertStates = Array.from({ length: experts }, (_, index) => STATES[index % STATES.length] ?? 'awaited');
  }

  advisory(line: number | null): AdvisoryLook {
    return fakeAdvisory({ tracks: this.merge().tracks, titles: titles(this.entriesOfTrack), id, experts: this.expertStates.map((_, index) => name(index)), line });
  }

  merge(): MergeLook {
    return {
      tracks: TRACKS.map((track, index) => ({ id: String(index + 1).padStart(2, '0'), name: track })), track: '02',
      experts: this.expertStates.map((one, index) => ({ id: `E020${String(index + 1)}`, name: name(index), chair: index === 0, state: one, done: one === 'held' || one === 'awaited' ? 0 : 23, assigned: 24 })),
      entries: titles(this.entriesOfTrack).map((title, entry) => ({ id: id(entry), title, entrant: ENTRANTS[entry % 10] ?? '', sizeClass: SIZES[entry % 10] ?? '', cells: this.expertStates.map((_, expert) => { const one = state(entry, expert); return { state: one, total: ['verified', 'provisional', 'replaced'].includes(one) ? total(entry, expert) : null }; }), valid: 5, due: 7 })),
      files: this.files, coverage: COVERAGE, blockers: BLOCKERS, mark: DRAFT, panelReturn: this.panelReturn,
    };
  }

  results(): ResultsLook {
    const rows = titles(this.entriesOfTrack).map((title, entry) => {
      const marks = this.expertStates.map((_, expert) => ({ state: state(entry, expert) === 'recused' ? 'recused' as const : 'verified' as const, total: state(entry, expert) === 'recused' ? null : total(entry, expert), dropped: (entry + expert) % 4 === 0 && expert % 2 === 0 }));
      return { entry: id(entry), title, entrant: ENTRANTS[entry % 10] ?? '', sizeClass: SIZES[entry % 10] ?? '', marks, valid: 7, score: 88.9 - entry * 0.71 };
    });
    return {
      tracks: this.merge().tracks, track: '02', experts: this.expertStates.map((_, index) => name(index)), round: '书面评审', ruleDigest: 'a1b2c3d4e5f60718293a4b5c6d7e8f90a1b2c3d4e5f60718293a4b5c6d7e8f90', rule: '去一高一低后平均，两位小数四舍五入，按公布分排名', ties: ['全部专家平均', '应用价值', '解决方案', '并列，转合议'],
      rows: rows.map(({ score, ...row }, index) => ({ ...row, rank: index === 12 ? 12 : index + 1, published: score.toFixed(2), exact: '677/8', decided: index === 5 ? '第①步' : '', tied: index === 11 || index === 12, note: index === 3 ? '门槛项：G3 不通过（2 人）' : '' })), blockers: BLOCKERS, mark: DRAFT,
    };
  }

  explain(entry: string): Explanation {
    const line = (level: number, label: string, value: string, note = '', struck = false) => ({ level, label, note, value, struck });
    return { entry, title: TITLES[Number(entry.slice(3)) - 1] ?? '', facts: '云×气象服务 · 小型 · 中小微权重方案', lines: [line(0, '各位专家合计', ''), line(1, '专家1', '88.50', '最高，去掉', true), line(1, '专家2', '回避', '不计入人数'), line(1, '专家3', '79.50', '最低，去掉', true), line(1, '专家4', '82.00'), line(1, '专家5', '84.00'), line(1, '专家6', '85.00'), line(1, '专家7', '87.50'), line(0, '有效专家 6 位，满 5 位可去一高一低', ''), line(0, '其余 4 位相加', '338.50'), line(0, '除以 4，准确值 677/8', '84.625'), line(0, '四舍五入到两位小数', '84.63')] };
  }

  home(): OrganiserHome {
    const steps = ['赛事设置', '参赛项目', '评审专家与分配', '发出任务函', '回收与汇总', '结果', '定稿归档'];
    return {
      contest: CONTEST, next: '先处理现代农业、医疗健康的 3 份评分表；其余等专家交回、纸质评分表寄到。', nextScreen: 'merge', advisory: true, blockers: BLOCKERS,
      steps: steps.map((one, index) => ({ name: one, state: index < 4 ? 'done' : index === 4 ? 'now' : 'later', status: index < 4 ? '已完成' : index === 4 ? '进行中' : '未开始', detail: ['14 个赛道，指标已冻结', '691 项', '98 位，每项 7 位专家', '98 份', '已核验 81 / 98 份', '', ''][index] ?? '' })),
      tracks: TRACKS.map((track, index) => ({ id: String(index + 1).padStart(2, '0'), name: track, entries: 24 + ((index * 17) % 55), due: 7, verified: 4 + (index % 4), provisional: index % 3 === 0 ? 1 : 0, held: index === 1 ? 1 : 0, rejected: index === 1 ? 1 : 0, awaited: index % 3, coverage: { ...COVERAGE, verified: 130 - index * 5, provisional: index % 3 === 0 ? 20 : 0, percent: '85.6' } })),
      acts: ['现代农业：专家7评分表签名无效，拒收', '现代农业：收到专家3评分表，待纸质确认', '工业制造：专家5核对码相符，已核验', '现代农业：专家5两份评分表不同，待处理', '应急管理：重发专家3任务函（更换电脑）', '监督员查看现代农业汇总'].map((what, index) => ({ no: 1284 - index, at: `2026-06-11T1${String(4 - Math.floor(index / 2))}:0${String(index)}:00+08:00`, who: index > 3 ? '程知夏' : '周明岳', what })), actsTotal: 1284,
    };
  }

  entries(): EntriesLook {
    return { entries: Array.from({ length: 120 }, (_, index) => ({ id: `${String((index % 14) + 1).padStart(2, '0')}-${String(index + 1).padStart(3, '0')}`, track: TRACKS[index % 14] ?? '', title: TITLES[index % 24] ?? '', team: '示例团队', entrant: `${ENTRANTS[index % 10] ?? ''}有限公司`, kind: '企业', sizeClass: SIZES[index % 10] ?? '', sizeBasis: '从业人员不足 1,000，不到大型', profile: '中小微', calibration: index === 0, materials: 8 + (index % 7), problems: index % 11 === 0 ? ['申报书无法读取'] : [], experts: 7 })) };
  }

  experts(): ExpertsLook {
    return { experts: Array.from({ length: 98 }, (_, index) => ({ id: `E${String(Math.floor(index / 7) + 1).padStart(2, '0')}0${String((index % 7) + 1)}`, name: name(index), unit: '云江大学数据科学学院', track: TRACKS[Math.floor(index / 7)] ?? '', panel: `${TRACKS[Math.floor(index / 7)] ?? ''}组`, chair: index % 7 === 0, entries: 24, recused: index % 5 === 0 ? 1 : 0, key: ['未登记', '已登记', '已确认'][index % 3] ?? '' })) };
  }

  dispatch(): DispatchLook {
    return { contestCode: '7K3M-QT9A-2XPD-6HWN', tracks: TRACKS.slice(0, 4).map((track, index) => ({ id: String(index + 1).padStart(2, '0'), name: track, entries: 24, materials: 240, bytes: 5_200_000_000, volumes: index < 2 ? [`${track}_1.jurymat`, `${track}_2.jurymat`] : [] })), letters: Array.from({ length: 14 }, (_, index) => ({ expert: `E010${String(index)}`, name: name(index), track: TRACKS[Math.floor(index / 7)] ?? '', chair: index % 7 === 0, seq: index < 9 ? 1 : null, file: index < 9 ? `任务函_${name(index)}.jurytask` : '', code: index < 9 ? '4821 0937 5526 1408' : '', at: index < 9 ? '2026-06-01T09:12:00+08:00' : '' })) };
  }

  audit({ before, who, kind, text }: Partial<AuditAsk>): AuditLook {
    if ([who, kind, text].some((one) => one != null && one !== '周明岳' && one !== '纸质表核对相符')) return { acts: [], more: false, head: '9f2c1a7be04d5c6f', total: 1284, people: ['周明岳', '孟怀远'], kinds: ['收到文件', '纸质表核对相符'], broken: [] };
    const top = (before ?? 1285) - 1;
    return { acts: Array.from({ length: 100 }, (_, index) => ({ no: top - index, at: '2026-06-11T14:01:07+08:00', who: '周明岳', what: '现代农业：专家5核对码相符，已核验' })), more: top > 200, head: '9f2c1a7be04d5c6f'.repeat(4), total: 1284, people: ['周明岳', '孟怀远'], kinds: ['收到文件', '纸质表核对相符'], broken: [] };
  }
}
