/** Fake answers about papers, single sheets and re-reviews, over the fake organiser's matrix. */
import type { MergeLook } from '../generated/MergeLook';
import type { PaperField } from '../generated/PaperField';
import type { PaperLine } from '../generated/PaperLine';
import type { RereviewTicket } from '../generated/RereviewTicket';
import type { Rereviews } from '../generated/Rereviews';
import type { SheetLine } from '../generated/SheetLine';
import type { SheetView } from '../generated/SheetView';
import type { TranscriptLook } from '../generated/TranscriptLook';
import type { TranscriptPut } from '../generated/TranscriptPut';
import { points } from './expert';
import { CRITERIA, GROUPS } from './rubric';

const COLUMNS = GROUPS.flatMap((group) => group.criteria.map(({ id, name }) => ({ id, name, group: group.name })));
const MAXIMA = CRITERIA.map(({ general }) => String(general));
const sum = (marks: readonly (string | null)[]) => points(marks.reduce((all, mark) => all + Math.round(Number(mark ?? 0) * 100), 0));
const given = (entry: number, shift: number) => MAXIMA.map((maximum, index) => String(Math.round(Number(maximum) * (0.6 + ((entry + index + shift) % 5) * 0.08) * 2) / 2));

export class FakePaper {
  lines: PaperLine[];
  signed: TranscriptLook['signed'] = null;
  /** The second clerk typed the same but for two fields. */
  again: PaperField[] = [];
  compared = false;
  tickets: RereviewTicket[] = [];

  constructor(private readonly merge: () => MergeLook, private readonly me: 'organiser' | 'supervisor') {
    this.lines = merge().entries.slice(0, 12).map(({ id, title, entrant, sizeClass }, entry) => {
      const marks = given(entry, 0).map((mark, index) => (entry > 9 && index > 4 ? null : mark));
      return { id, title, entrant, sizeClass, state: 'scored', marks, maxima: MAXIMA, reason: '', comment: entry === 2 ? '数据来源清楚' : '', total: marks.includes(null) ? null : sum(marks) };
    });
  }

  look(): TranscriptLook {
    const missing = this.lines.reduce((all, line) => all + (line.state === 'scored' ? line.marks.filter((mark) => mark === null).length : 0), 0);
    const again = this.again.filter(({ entry, criterion }) => this.lines.some((line) => line.id === entry && line.marks[CRITERIA.findIndex(({ id }) => id === criterion)] === null));
    const clerk = (id: string, name: string) => ({ id, name, me: id === this.me, begun: true, complete: id !== this.me || missing === 0 });
    return { expert: 'E0207', name: '专家7', track: '02', columns: COLUMNS, entries: this.lines, missing, again, clerks: [clerk('organiser', '周明岳'), clerk('supervisor', '孟怀远')], step: missing > 0 ? 'type' : this.signed ? 'signed' : this.compared ? 'sign' : 'compare', signed: this.signed };
  }

  put({ entry, part, criterion, value }: TranscriptPut): TranscriptLook {
    const line = this.lines.find(({ id }) => id === entry);
    if (line) {
      const index = CRITERIA.findIndex(({ id }) => id === criterion);
      if (part === 'mark') line.marks[index] = value;
      if (part === 'comment') line.comment = value ?? '';
      if (part === 'reason') line.reason = value ?? '';
      if (part === 'state') line.state = value as PaperLine['state'];
      line.total = line.marks.includes(null) ? null : sum(line.marks);
    }
    return this.look();
  }

  compare(): TranscriptLook {
    this.compared = true;
    this.again = [[1, 3], [4, 7]].flatMap(([row, column]) => {
      const line = this.lines[row ?? 0];
      const at = CRITERIA[column ?? 0];
      if (!line || !at) return [];
      line.marks[column ?? 0] = null;
      line.total = null;
      return [{ entry: line.id, title: line.title, part: 'mark' as const, criterion: at.id, name: at.name }];
    });
    return this.look();
  }

  sign(): TranscriptLook {
    this.signed = { seq: 1, at: '2026-06-12T10:20:00+08:00', clerks: ['周明岳', '孟怀远'], code: 'T4QN 8TXK 2MWP 9D7C', scan: 'a1b2' };
    return this.look();
  }

  sheet({ expert }: { expert: string }): SheetView {
    const look = this.merge();
    const index = look.experts.findIndex(({ id }) => id === expert);
    const head = look.experts[index];
    const state = head?.state ?? 'awaited';
    const line = (entry: MergeLook['entries'][number], at: number): SheetLine => {
      const cell = entry.cells[index];
      const scored = cell?.state !== 'recused';
      const marks = given(at, index);
      const evidence = at === 1 ? [{ criterion: 'B3', material: '申报书.pdf', place: '第 14 页', quote: '年均节约检测成本 120 万元', text: '有检测报告佐证' }] : [];
      return { entry: entry.id, title: entry.title, hidden: false, state: scored ? 'scored' : 'recused', marks: marks.map((mark) => (scored ? mark : null)), maxima: MAXIMA, total: scored ? sum(marks) : null, reason: scored ? '' : '同一单位', comment: at % 3 === 0 ? '数据来源清楚，成效有第三方证明；推广路径还可以写得更具体。' : '', toChair: at === 1 ? '建议合议' : '', evidence };
    };
    if (state === 'awaited') return { expert, name: head?.name ?? '', unit: '云江大学数据科学学院', state, shown: null, versions: [], codes: [], reason: null, clerks: [], columns: COLUMNS, lines: [] };
    const verdict = state === 'held' ? 'held' as const : state === 'provisional' ? 'provisional' as const : 'accepted' as const;
    const shown = { digest: `${expert}-2`, seq: 2, transcript: false, at: '2026-06-11T13:56:00+08:00', verdict };
    const before = { digest: `${expert}-1`, seq: 1, transcript: false, at: '2026-06-10T17:30:00+08:00', verdict: 'superseded' as const };
    return { expert, name: head?.name ?? '', unit: '云江大学数据科学学院', state, shown, versions: [shown, before], codes: verdict === 'held' ? [{ code: 'FORK', sentence: '同一版次有两份内容不同的表，已搁置。请与专家本人确认以哪一份为准。' }] : [], reason: '复核后更正', clerks: [], columns: COLUMNS, lines: look.entries.map(line) };
  }

  rereviews(): Rereviews {
    const look = this.merge();
    const entries = look.entries.map((entry, at) => {
      const totals = look.experts.slice(0, 6).map((expert, index) => ({ expert: expert.id, name: expert.name, value: 80 - ((at * 7 + index * 5) % 17) - (at % 4 === 0 && index === 2 ? 24 : 0) }));
      totals.sort((one, other) => other.value - one.value);
      const mean = (except: string) => { const others = totals.filter(({ expert }) => expert !== except); return others.reduce((all, { value }) => all + value, 0) / others.length; };
      const range = (totals[0]?.value ?? 0) - (totals.at(-1)?.value ?? 0);
      return { id: entry.id, title: entry.title, range: range.toFixed(2), beyond: range > 20, totals: totals.map(({ expert, name, value }) => { const deviation = value - mean(expert); return { expert, name, total: value.toFixed(2), deviation: `${deviation > 0 ? '+' : ''}${deviation.toFixed(2)}`, beyond: Math.abs(deviation) > 20, toAsk: Math.abs(deviation) > 20, asked: this.tickets.some((ticket) => ticket.expert === expert && ticket.entries.some(({ id }) => id === entry.id)) }; }) };
    });
    const answered: RereviewTicket = { id: 't1', expert: 'E0204', name: '专家4', entries: [{ id: '02-007', title: '耕地利用遥感监测服务' }], askedBy: '组长专家1', reason: '附件三的第三方报告可能漏看', at: '2026-06-11T18:10:00+08:00', seq: 2, extended: false, answer: 'accepted', changes: [{ entry: '02-007', title: '耕地利用遥感监测服务', what: '具体应用案例', before: '4', after: '8.5', asked: true }, { entry: '02-007', title: '耕地利用遥感监测服务', what: '合计', before: '61.00', after: '65.50', asked: true }, { entry: '02-012', title: '奶业供应链数据协同', what: '市场空间', before: '3', after: '3.5', asked: false }] };
    return { tracks: look.tracks, track: look.track, range: '20', deviation: '20', byRule: false, entries: entries.sort((one, other) => Number(other.range) - Number(one.range)), tickets: [...this.tickets, answered] };
  }

  ask({ expert, entries, reason, askedBy }: { expert: string; entries: string[]; reason: string; askedBy: string | null }) {
    const title = (id: string) => this.merge().entries.find((entry) => entry.id === id)?.title ?? '';
    const open = this.tickets.find((ticket) => ticket.expert === expert);
    this.tickets = this.tickets.map((ticket) => (ticket.expert === expert ? { ...ticket, extended: true } : ticket));
    const all = [...new Set([...open?.entries.map(({ id }) => id) ?? [], ...entries])];
    this.tickets.unshift({ id: `t${String(this.tickets.length + 2)}`, expert, name: `专家${expert.slice(-1)}`, entries: all.map((id) => ({ id, title: title(id) })), askedBy: askedBy ?? '周明岳', reason, at: '2026-06-12T09:00:00+08:00', seq: 2, extended: false, answer: null, changes: [] });
    return { name: '复评单.juryticket', folder: '桌面', token: 'f9' };
  }

  askAll({ reason, askedBy }: { reason: string; askedBy: string | null }) {
    const asked = this.rereviews().entries.flatMap(({ id, totals }) => totals.filter((total) => total.toAsk && !total.asked).map(({ expert }) => ({ expert, id })));
    const experts = [...new Set(asked.map(({ expert }) => expert))];
    return { files: experts.map((expert) => this.ask({ expert, entries: asked.filter((one) => one.expert === expert).map(({ id }) => id), reason, askedBy })), left: [] };
  }
}
