/** The fake expert's desk: enough arithmetic to behave, none of it official. */
import type { EntryLook } from '../generated/EntryLook';
import type { EntryRow } from '../generated/EntryRow';
import type { EntryState } from '../generated/EntryState';
import type { ExpertHome } from '../generated/ExpertHome';
import type { TicketHeld } from '../generated/TicketHeld';
import type { GateState } from '../generated/GateState';
import type { MaterialRow } from '../generated/MaterialRow';
import type { Overview } from '../generated/Overview';
import type { Saved } from '../generated/Saved';
import { BAND_NAMES, CRITERIA, GATES, GROUPS, type FakeCriterion, type FakeGroup } from './rubric';

const TITLES = ['注塑机群能耗数据优化', '轴承质量数据共享标注', '整车零部件追溯数据链', '模具共享排产数据平台', '钢构件碳足迹数据服务', '铸造工艺高质量数据集', '电机远程运维数据产品', '化工园区安全数据协同', '面向中小微制造企业的供应链数据协同平台', '纺织打样数据复用平台', '机床主轴寿命预测数据', '家电售后数据反哺研发', '焊接工艺知识图谱服务', '船舶配套件协同设计库', '光伏组件全程质量护照', '水泥窑炉优化数据模型', '园区仓储共享数据空间', '紧固件质量追溯码服务', '变压器状态评估数据库', '轮胎全生命周期追溯链', '服装柔性产线排产数据', '钢铁余热协同调度平台'];
const NUMBERS = [8, 17, 22, 26, 29, 33, 37, 40, 41, 44, 50, 53, 56, 58, 61, 64, 67, 70, 72, 75, 83, 88];

export interface Finding { finding: GateState; reason: string }
export interface Work { id: string; title: string; sme: boolean; marks: Map<string, number>; comment: string; stand: 'open' | 'recused' | 'missing'; reason: string; gates: Map<string, Finding> }

export class FakeExpert {
  committedAt: string | null;
  signed: ExpertHome['signed'] = null;
  readOnly = false;
  ticket: TicketHeld | null = null;
  savedAt: string | null = '2026-06-11T14:02:07+08:00';
  works: Work[];

  constructor(committed: boolean, readonly chair: boolean, readonly calibrating = false) {
    this.committedAt = committed ? '2026-06-11T09:00:00+08:00' : null;
    this.works = TITLES.map((title, index) => {
      const full = index < 8;
      const work: Work = { id: `01-${String(NUMBERS[index] ?? index).padStart(3, '0')}`, title, sme: index % 3 !== 1, marks: new Map(), comment: '', stand: index === 5 ? 'missing' : index === 10 ? 'recused' : 'open', reason: index === 5 ? '申报书缺第二部分' : index === 10 ? '同单位' : '', gates: new Map(index === 2 ? [['G1', { finding: 'pass', reason: '' }], ['G5', { finding: 'doubt', reason: '缺实际应用的证明材料' }]] : []) };
      const some = full ? CRITERIA : index === 8 ? CRITERIA.slice(0, 13) : [];
      if (work.stand === 'open') some.forEach((criterion, at) => work.marks.set(criterion.id, Math.round((this.maximum(work, criterion) * (70 + ((index * 7 + at * 11) % 28))) / 100 / 50) * 50));
      return work;
    });
  }

  maximum(work: Work, criterion: FakeCriterion): number {
    return 100 * (work.sme ? criterion.sme : criterion.general);
  }

  work(id: string): Work {
    const found = this.works.find((work) => work.id === id);
    if (!found) throw new Error(id);
    return found;
  }

  row(work: Work): EntryRow {
    const missing = CRITERIA.filter(({ id }) => !work.marks.has(id)).length;
    const state: EntryState = work.stand === 'recused' ? 'recused' : work.stand === 'missing' ? 'materialMissing' : missing === 0 ? 'done' : work.marks.size > 0 ? 'partial' : 'untouched';
    const complete = this.works.filter((other) => !this.calibrates(other) && other.stand === 'open' && other.marks.size === CRITERIA.length);
    const mine = sum(work.marks.values());
    return { id: work.id, title: work.title, entrant: '云桥示例科技有限公司', state, total: work.marks.size > 0 ? points(mine) : null, missing, rank: state === 'done' && !this.calibrates(work) ? 1 + complete.filter((other) => sum(other.marks.values()) > mine).length : null, profile: work.sme ? '中小微' : '通用', sizeClass: work.sme ? '小型' : '大型', calibration: this.calibrates(work) };
  }

  /** The first is one for calibration, where that is asked for. */
  calibrates(work: Work): boolean {
    return this.calibrating && work === this.works[0];
  }

  home(): ExpertHome {
    const entries = this.works.map((work) => this.row(work));
    return { contest: '2025年“数据要素×”大赛云江分赛', track: '工业制造', round: '书面评审', expert: '张××', chair: this.chair, committedAt: this.committedAt, contestCode: '7K3M-QT9A-2XPD-6HWN', deadline: '2026-06-12T18:00:00+08:00', rubricLabel: '内置示例指标（非官方）', entries, done: count(entries, 'done') + count(entries, 'materialMissing'), total: entries.length - count(entries, 'recused'), materialsPresent: 240, materialsTotal: 246, savedAt: this.savedAt, signed: this.signed, readOnly: this.readOnly, ticket: this.ticket };
  }

  look(id: string): EntryLook {
    const work = this.work(id);
    const before = this.works[this.works.indexOf(work) - 1];
    const differs = before !== undefined && before.sme !== work.sme;
    return {
      row: this.row(work), team: '供应链数据协同团队', topic: '稳固产业链供应链，强化价值协同', entrantKind: '企业', sizeBasis: '软件和信息技术服务业，86 人，营收 1240 万元 → 小型', profileNote: '中型、小型和微型企业使用中小微权重方案；规模参照国家统计局 2017 年划分办法。',
      maximaDifferFrom: differs ? before.id : null, rubricLabel: '内置示例指标（非官方）', reason: work.reason, comment: work.comment, materials: materials(work.id), readOnly: this.readOnly,
      calibration: this.calibrates(work) ? { feedback: true, shown: work.marks.size === CRITERIA.length, remark: work.marks.size === CRITERIA.length ? '三位组长评分的平均' : '' } : null,
      gates: GATES.map((gate) => ({ ...gate, finding: work.gates.get(gate.id)?.finding ?? null, reason: work.gates.get(gate.id)?.reason ?? '' })),
      groups: GROUPS.map((group) => ({
        id: group.id, name: group.name, maximum: points(this.groupMaximum(work, group)), total: this.groupTotal(work, group),
        previousMaximum: differs && this.groupMaximum(before, group) !== this.groupMaximum(work, group) ? points(this.groupMaximum(before, group)) : null,
        criteria: group.criteria.map((criterion) => ({ id: criterion.id, name: criterion.name, guidance: criterion.guidance, maximum: points(this.maximum(work, criterion)), step: '0.50', previousMaximum: differs && this.maximum(before, criterion) !== this.maximum(work, criterion) ? points(this.maximum(before, criterion)) : null, bands: bands(this.maximum(work, criterion)), mark: work.marks.has(criterion.id) ? points(work.marks.get(criterion.id) ?? 0) : null, reference: this.calibrates(work) && work.marks.size === CRITERIA.length ? points(Math.round(this.maximum(work, criterion) * 0.8)) : null })),
      })),
    };
  }

  groupMaximum(work: Work, group: FakeGroup): number {
    return sum(group.criteria.map((criterion) => this.maximum(work, criterion)));
  }

  groupTotal(work: Work, group: FakeGroup): string | null {
    const marks = group.criteria.flatMap(({ id }) => (work.marks.has(id) ? [work.marks.get(id) ?? 0] : []));
    return marks.length > 0 ? points(sum(marks)) : null;
  }

  saved(work: Work): Saved {
    this.savedAt = new Date().toISOString().slice(0, 19).concat('+08:00');
    const { done, total } = this.home();
    return { at: this.savedAt, row: this.row(work), groupTotals: GROUPS.map((group) => this.groupTotal(work, group)), done, total };
  }

  overview(): Overview {
    const rows = this.works.filter((work) => !this.calibrates(work)).map((work) => ({ row: this.row(work), cells: GROUPS.map((group) => ({ total: this.groupTotal(work, group), maximum: points(this.groupMaximum(work, group)), missing: group.criteria.filter(({ id }) => !work.marks.has(id)).length })), hint: work.stand === 'recused' ? '回避' : work.stand === 'missing' ? '材料缺失' : work.marks.size === 0 ? '未评' : work.marks.size < CRITERIA.length ? '缺 E 3 项' : '' }));
    const gaps = rows.filter(({ row }) => row.state === 'partial' || row.state === 'untouched').map(({ row }) => ({ entry: row.id, title: row.title, what: row.state === 'partial' ? '缺 E 团队介绍 3 项' : '未开始评分', criterion: row.state === 'partial' ? 'E1' : 'A1' }));
    const whyNot = this.readOnly ? '评分表已签名。如需修改，请先重新修订。' : gaps.length > 0 ? `暂不能签名，还有 ${String(gaps.length)} 项没有评完。` : '';
    return { groups: GROUPS.map(({ id, name }) => ({ id, name })), rows, histogram: [60, 65, 70, 75, 80, 85, 90].map((from, index) => ({ from, to: from + 5, count: [2, 4, 7, 10, 9, 6, 3][index] ?? 0 })), mean: '78.20', median: '78.50', gaps, remarks: [...this.works.flatMap(({ id, gates }) => { const against = [...gates].filter(([, { finding }]) => finding !== 'pass').map(([gate, { finding }]) => `${gate} ${finding === 'fail' ? '不通过' : '待补'}`); return against.length > 0 ? [`${id} 门槛项：${against.join('、')}`] : []; }), '有 21 项还有门槛项没有判断', '有 4 项与别的项目同分'], canSign: whyNot === '', whyNot };
  }
}

export function points(hundredths: number): string {
  return (hundredths / 100).toFixed(2);
}

function sum(values: Iterable<number>): number {
  return [...values].reduce((all, value) => all + value, 0);
}

function count(rows: readonly EntryRow[], state: EntryState): number {
  return rows.filter((row) => row.state === state).length;
}

function bands(maximum: number) {
  let top = maximum;
  return BAND_NAMES.map(([name, percent, text]) => {
    const from = Math.ceil((maximum * percent) / 100 / 50) * 50;
    const band = { name, from: points(from), to: points(top), text };
    top = from - 50;
    return band;
  });
}

function materials(entry: string): MaterialRow[] {
  const proof = (name: string, index: number): MaterialRow => ({ id: `${entry}-p${String(index)}`, kind: 'proof', name, size: 400_000, state: index === 7 ? 'missing' : 'present' });
  return [
    { id: `${entry}-form`, kind: 'applicationForm', name: '申报书.pdf', size: 4_200_000, state: entry === '01-044' ? 'absent' : 'present' },
    ...['营业执照.jpg', '数据授权书.pdf', '专利证书.jpg', '应用证明一.pdf', '应用证明二.pdf', '检测报告.pdf', '数据产品登记证书.jpg', '财务审计报告.pdf'].map(proof),
    { id: `${entry}-film`, kind: 'video', name: '调用演示.mp4', size: 38_000_000, state: 'present' },
    { id: `${entry}-other`, kind: 'other', name: '说明.docx', size: 20_000, state: 'present' },
  ];
}
