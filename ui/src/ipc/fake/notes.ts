/** The fake desk's notes: kept in memory, refused where the real desk refuses. */
import type { Note } from '../generated/Note';
import type { NoteAttach } from '../generated/NoteAttach';
import type { NotePut } from '../generated/NotePut';
import type { Notes } from '../generated/Notes';
import type { FakeExpert } from './expert';

type Answer = (request: never) => unknown;
interface Kept { entry: string; note: Note }

const AT = '2026-06-11T14:02:07+08:00';
const SIGNED = { code: 'sheetSigned', params: {}, sentence: '评分表已签名，只能查看。如需修改，请先“重新修订”并写明理由。' } as const;

export class FakeNotes {
  kept: Kept[] = [];
  count = 0;

  constructor(readonly expert: FakeExpert) {
    const entry = '01-041';
    const form = expert.look(entry).materials.find(({ kind }) => kind === 'applicationForm')?.id ?? '';
    const film = expert.look(entry).materials.find(({ kind }) => kind === 'video')?.id ?? '';
    const note: NotePut = { id: null, entry, material: form, page: 0, boxes: [{ left: 1200, top: 1800, right: 8600, bottom: 2060 }, { left: 1200, top: 2080, right: 5200, bottom: 2340 }], filmMs: null, quote: '接入上下游企业 1286 家，年节约采购成本 3200 万元', text: '附件二审计报告可佐证', attached: true, criterion: 'B4' };
    this.keep(note);
    this.keep({ ...note, boxes: [{ left: 1500, top: 4200, right: 8200, bottom: 6400 }], quote: '', text: '架构图缺少数据授权环节', attached: false, criterion: null });
    this.keep({ ...note, page: 13, boxes: [], quote: '', text: '', criterion: 'B4' });
    if (film !== '') this.keep({ ...note, material: film, page: null, boxes: [], filmMs: 151_000, quote: '', text: '现场演示排产看板', criterion: 'C1' });
  }

  answers(): Record<string, Answer> {
    return {
      notes_look: ({ entry }: { entry: string }) => this.look(entry),
      note_put: (put: NotePut) => { this.lockedIf(put.attached || this.found(put.id)?.note.attached === true); this.keep(put); return this.look(put.entry); },
      note_attach: ({ id, attached, criterion }: NoteAttach) => {
        const one = this.need(id);
        this.lockedIf(attached || one.note.attached);
        Object.assign(one.note, { attached, criterion: attached ? criterion : null });
        return this.look(one.entry);
      },
      remarks_look: ({ entry }: { entry: string }) => ({ remarks: [{ expert: '王××', comment: '应用成效有第三方佐证，数据来源清楚。', toChair: entry.endsWith('1') ? '与另一项目的材料多处相同，请合议时关注。' : '', evidence: [{ criterion: 'B4', material: '申报书.pdf', place: '第 14 页', quote: '年节约采购成本 3200 万元', text: '附件二审计报告可佐证' }, { criterion: null, material: '演示.mp4', place: '02:31', quote: '', text: '现场演示排产看板' }], gates: entry.endsWith('4') ? [{ gate: 'G3 团队与人员', finding: 'fail' as const, reason: '参赛代表 6 人' }] : [] }] }),
      note_remove: ({ id }: { id: string }) => {
        const one = this.need(id);
        this.lockedIf(one.note.attached);
        this.kept = this.kept.filter((other) => other !== one);
        return this.look(one.entry);
      },
    };
  }

  private look(entry: string): Notes {
    return { notes: this.kept.filter((one) => one.entry === entry).map(({ note }) => note), readOnly: this.expert.readOnly };
  }

  private keep({ entry, ...put }: NotePut): void {
    const materialName = this.expert.look(entry).materials.find(({ id }) => id === put.material)?.name ?? null;
    const old = this.found(put.id);
    this.count += old ? 0 : 1;
    const note: Note = { ...put, id: old?.note.id ?? `n${String(this.count)}`, materialName, at: AT };
    if (old) old.note = note;
    else this.kept.push({ entry, note });
  }

  private found(id: string | null): Kept | undefined {
    return this.kept.find(({ note }) => note.id === id);
  }

  private need(id: string): Kept {
    const one = this.found(id);
    if (!one) throw new Error(id);
    return one;
  }

  private lockedIf(attached: boolean): void {
    if (attached && this.expert.readOnly) throw SIGNED;
  }
}
