/** The fake organiser's 定稿 and 合议. */
import type { DeliberationLook } from '../generated/DeliberationLook';
import type { DeliberationItemPut } from '../generated/DeliberationItemPut';
import type { DeliberationPut } from '../generated/DeliberationPut';
import type { FinalMark } from '../generated/FinalMark';
import type { FinaliseLook } from '../generated/FinaliseLook';
import type { DecisionSign } from '../generated/DecisionSign';
import type { OpenItem } from '../generated/OpenItem';
import type { FakeOrganiser } from './organiser';

const CODE = 'K7RM-2QX9-4TDP-W8HN';
const AT = '2026-06-13T10:20:00+08:00';
export const DRAFT: FinalMark = { finalised: false, version: null, code: null, at: null, text: '未定稿' };
const OPEN: OpenItem[] = [
  { item: { kind: 'expert-missing', entry: null, expert: 'E0207', sheet: null }, title: '专家7（E0207）', sentence: '没有交来可以计入的评分表。请催交；确实不能交的，登记认定后按缺席处理。', screen: 'merge', outcomes: [{ outcome: 'accept-as-is', label: '按缺席处理，不计入人数' }] },
  { item: { kind: 'held', entry: null, expert: null, sheet: 'a1b2' }, title: '专家5（E0205） · 第 1 版评分表', sentence: '同一版次有两份内容不同的表，已搁置。请与专家本人确认以哪一份为准。', screen: 'merge', outcomes: [{ outcome: 'exclude-sheet', label: '这份评分表不计入' }] },
  { item: { kind: 'quorum', entry: '02-019', expert: null, sheet: null }, title: '02-019 渔船作业数据监管平台', sentence: '有效评分 2 份，少于规定的 5 份。请补评，或登记认定。', screen: 'merge', outcomes: [{ outcome: 'accept-as-is', label: '保留现有得分，不排名次' }, { outcome: 'exclude-entry', label: '不参加排名' }] },
];

export class FakeFinalising {
  readonly #organiser: FakeOrganiser;
  readonly #writable: boolean;
  #open = OPEN;
  #decided: FinaliseLook['decided'] = [];
  #versions: FinaliseLook['versions'] = [];
  #deliberation: DeliberationLook | undefined;

  constructor(organiser: FakeOrganiser, writable: boolean) {
    this.#organiser = organiser;
    this.#writable = writable;
  }

  answers() {
    return {
      finalise_look: () => this.#look(),
      decision_sign: (ask: DecisionSign) => this.#decide(ask),
      finalise: () => { this.#versions = [{ version: this.#versions.length + 1, at: AT, code: CODE, digest: '5f0c9a7b'.repeat(8), inputs: 11, ranked: 23, reopened: null }, ...this.#versions]; return this.#look(); },
      reopen: ({ reason }: { reason: string }) => { this.#versions = this.#versions.map((one) => ({ ...one, reopened: one.reopened ?? reason })); return this.#look(); },
      deliberation_look: () => this.#talk(),
      deliberation_item_put: (ask: DeliberationItemPut) => this.#note(ask),
      deliberation_put: ({ present, text }: DeliberationPut) => { const look = this.#talk(); this.#deliberation = { ...look, text, changed: look.signed !== null, experts: look.experts.map((one) => ({ ...one, present: present.includes(one.id) })) }; return this.#deliberation; },
      minutes_sign: () => { const look = this.#talk(); this.#deliberation = { ...look, changed: false, signed: { seq: (look.signed?.seq ?? 0) + 1, at: AT, code: CODE, suggestedName: '合议纪要_02现代农业_第1版.pdf' } }; return this.#deliberation; },
      minutes_save: () => ({ written: { name: '合议纪要.pdf', folder: '桌面', token: 'f9' }, pages: 2, absent: [] }),
      audit_save: () => ({ name: '操作日志.json', folder: '桌面', token: 'f9' }),
    };
  }

  mark(): FinalMark {
    const last = this.#versions[0];
    if (!last) return DRAFT;
    const finalised = last.reopened === null;
    const version = String(last.version);
    return { finalised, version: last.version, code: CODE, at: AT, text: finalised ? `定稿 第 ${version} 版 核对码 ${CODE}` : `未定稿（第 ${version} 版已重开）` };
  }

  #look(): FinaliseLook {
    const mark = this.mark();
    return { tracks: this.#organiser.merge().tracks, track: '02', round: '书面评审', mark, open: mark.finalised ? [] : this.#open, decided: this.#decided, versions: this.#versions, differences: [], supervisors: [{ id: 'supervisor', name: '孟怀远' }] };
  }

  #decide(ask: DecisionSign): FinaliseLook {
    const found = this.#open.find(({ item }) => item.kind === ask.item.kind);
    if (found) this.#decided = [...this.#decided, { item: found.item, title: found.title, outcome: found.outcomes.find(({ outcome }) => outcome === ask.outcome)?.label ?? '', reason: ask.reason, at: AT, code: `${ask.item.kind} ${CODE}`, outcomes: found.outcomes }];
    this.#open = this.#open.filter((one) => one !== found);
    return this.#look();
  }

  #talk(): DeliberationLook {
    this.#deliberation ??= this.#agenda();
    return this.#deliberation;
  }

  #agenda(): DeliberationLook {
    const merge = this.#organiser.merge();
    const reasons = ['分歧：极差较大', '分歧：极差较大', '并列：同分规则未能分出先后', '临界：在奖项或晋级线上下', '有评分表待处理'];
    const item = (row: (typeof merge.entries)[number], index: number) => ({
      entry: row.id, title: row.title, entrant: row.entrant, reasons: [reasons[index] ?? ''], before: `第 ${String(index + 3)} 名，8${String(8 - index)}.50`, spread: index < 2 ? '21.50' : '6.00',
      marks: merge.experts.map((expert, place) => ({ expert: expert.id, name: expert.name, state: row.cells[place]?.state ?? 'awaited', total: row.cells[place]?.total ?? null, deviation: row.cells[place]?.total ? (place % 2 === 0 ? '+4.25' : '-3.10') : null })),
      notes: '', votes: null, outcome: 'open' as const,
    });
    return { tracks: merge.tracks, track: '02', round: '书面评审', mark: DRAFT, writable: this.#writable, basis: '规则没有规定复评界限：列入极差最大的十分之一（至少三项）、并列、奖项或晋级线上下和待处理的项目。', experts: merge.experts.map(({ id, name, chair }) => ({ id, name, chair, present: false })), items: merge.entries.slice(0, 5).map(item), text: '', signed: null, changed: false, fromPanels: this.#writable ? [{ panel: 'P02', chair: '专家1', seq: 1, code: CODE, text: '合议纪要第 1 版，2026-06-11 签名，核对码 P2WD-7HXK-9MQT-4N8C\n到会：专家1、专家2、专家4\n未到会：专家3\n02-009（第 9 名，66.67）：维持。同意 3　反对 0　弃权 0。分歧在附件三。' }] : [] };
  }

  #note({ entry, notes, votes, outcome }: DeliberationItemPut): DeliberationLook {
    const look = this.#talk();
    this.#deliberation = { ...look, changed: look.signed !== null, items: look.items.map((item) => (item.entry === entry ? { ...item, notes, votes, outcome } : item)) };
    return this.#deliberation;
  }
}
