/** The fake desk's search: the words of the fake pages, comments and notes, looked through anew at every question. Never part of a build. */
import type { CallOptions } from '../carrier';
import type { IndexState } from '../generated/IndexState';
import type { MaterialRow } from '../generated/MaterialRow';
import type { SearchAnswer } from '../generated/SearchAnswer';
import type { SearchAsk } from '../generated/SearchAsk';
import type { SearchEntry } from '../generated/SearchEntry';
import type { SearchHit } from '../generated/SearchHit';
import type { SearchOwn } from '../generated/SearchOwn';
import type { SearchPiece } from '../generated/SearchPiece';
import type { FakeExpert, Work } from './expert';
import type { FakeNotes } from './notes';
import { fakeText } from './pages';

type Answer = (request: never) => unknown;
const PAGES = 62;
const AROUND = 24;
const [TOTAL, STEP_MS] = [198, 120];
const CANCELLED = { code: 'cancelled', params: {}, sentence: '已取消。' } as const;
const texts = Array.from({ length: PAGES }, (_, page) => fakeText(page).lines.map(({ text }) => text).join(''));
const blank = texts.filter((text) => text === '').length;

export class FakeSearch {
  /** Materials in the index. */
  indexed: number;

  constructor(readonly expert: FakeExpert, readonly notes: FakeNotes, complete: boolean) {
    this.indexed = complete ? TOTAL : 0;
  }

  answers(): Record<string, Answer> {
    return {
      search: (ask: SearchAsk) => this.search(ask),
      index_look: () => this.state(),
    };
  }

  private state(): IndexState {
    return { indexed: this.indexed, total: TOTAL, pages: this.indexed * 9, scans: 66, unread: 0, building: false };
  }

  /** Takes in one material after the other. */
  async build({ onProgress, signal }: CallOptions): Promise<IndexState> {
    while (this.indexed < TOTAL) {
      onProgress?.({ what: '正在建立检索索引', done: this.indexed, total: TOTAL, unit: '份' });
      await new Promise((done) => { setTimeout(done, STEP_MS); });
      if (signal?.aborted === true) throw CANCELLED;
      this.indexed += 1;
    }
    return this.state();
  }

  private search({ words, scope, within, most }: SearchAsk): SearchAnswer {
    const parts = words.split(/\s+/).filter((part) => /[\p{L}\p{N}]/u.test(part));
    const works = this.expert.works.filter((work) => scope === 'all' || (within ?? '').startsWith(work.id));
    const entries = parts.length === 0 ? [] : works.map((work) => this.entry(work, parts, scope === 'all', within)).filter(({ named, pages }) => named || pages > 0);
    const pages = entries.reduce((sum, entry) => sum + entry.pages, 0);
    const share = Math.max(1, Math.ceil(most / Math.max(1, entries.length)));
    const shown = entries.map((entry) => ({ ...entry, hits: entry.hits.slice(0, share) }));
    const scans = works.reduce((sum, work) => sum + this.materials(work, within).filter(({ kind }) => kind === 'proof' || kind === 'applicationForm').reduce((own, { kind }) => own + (kind === 'proof' ? 1 : blank), 0), 0);
    const own = parts.length === 0 ? [] : works.flatMap((work) => this.own(work, parts, scope === 'material' ? within : null));
    return { words: parts, entries: shown, own, ownCount: own.length, pages, more: pages > shown.reduce((sum, { hits }) => sum + hits.length, 0), unindexed: TOTAL - this.indexed, scans, unread: 0 };
  }

  private own(work: Work, parts: readonly string[], material: string | null): SearchOwn[] {
    const { title } = this.expert.row(work);
    const of = (text: string, place: Pick<SearchOwn, 'kind' | 'note' | 'material' | 'materialName' | 'page' | 'boxes' | 'filmMs'>): SearchOwn[] => {
      if (!parts.every((part) => text.includes(part))) return [];
      const { count, context } = around(text, parts);
      return [{ entry: work.id, title, ...place, count, context }];
    };
    const comment = material === null ? of(work.comment, { kind: 'comment', note: null, material: null, materialName: null, page: null, boxes: [], filmMs: null }) : [];
    const notes = this.notes.kept.filter(({ entry, note }) => entry === work.id && (material === null || note.material === material));
    return [...comment, ...notes.flatMap(({ note }) => of(note.quote === '' ? note.text : `${note.text}「${note.quote}」`, { kind: 'note', note: note.id, material: note.material, materialName: note.materialName, page: note.page, boxes: note.boxes, filmMs: note.filmMs }))];
  }

  private materials(work: Work, within: string | null): MaterialRow[] {
    const all = this.expert.look(work.id).materials;
    return within === null || within === work.id ? all : all.filter(({ id }) => id === within);
  }

  private entry(work: Work, parts: readonly string[], named: boolean, within: string | null): SearchEntry {
    const { title, entrant } = this.expert.row(work);
    const forms = this.materials(work, within).filter(({ kind }) => kind === 'applicationForm');
    const hits = forms.flatMap((form) => texts.flatMap((text, page) => (parts.every((part) => text.includes(part)) ? [hit(form, page, text, parts)] : [])));
    return { entry: work.id, title, entrant, named: named && parts.every((part) => `${title}，${entrant}`.includes(part)), pages: hits.length, hits };
  }
}

function hit(material: MaterialRow, page: number, text: string, parts: readonly string[]): SearchHit {
  return { material: material.id, materialName: material.name, kind: material.kind, page, ...around(text, parts) };
}

function around(text: string, parts: readonly string[]): { count: number; context: SearchPiece[] } {
  const places = parts.flatMap((part) => placesOf(text, part));
  const start = Math.max(0, Math.min(...places.map(({ from }) => from)) - AROUND);
  const end = Math.min(text.length, start + 3 * AROUND);
  const context: SearchPiece[] = start > 0 ? [{ text: '…', found: false }] : [];
  let at = start;
  for (const { from, to } of places.toSorted((one, other) => one.from - other.from)) {
    if (from < at || to > end) continue;
    context.push({ text: text.slice(at, from), found: false }, { text: text.slice(from, to), found: true });
    at = to;
  }
  context.push({ text: `${text.slice(at, end)}${end < text.length ? '…' : ''}`, found: false });
  return { count: places.length, context };
}

function placesOf(text: string, part: string): { from: number; to: number }[] {
  const places = [];
  for (let from = text.indexOf(part); from !== -1; from = text.indexOf(part, from + part.length)) places.push({ from, to: from + part.length });
  return places;
}
