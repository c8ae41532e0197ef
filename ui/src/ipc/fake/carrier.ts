/**
 * A carrier of made-up answers, for working on screens without a desk and for component tests. Never part of a build.
 *
 * `?fake` starts at the first screen; `?fake&as=expert|chair|organiser|supervisor|new` is signed in already; `&index=building` finds the
 * index of the materials not made yet; `&entries=1200&experts=9` makes a track of that size. With `&carried` an answer comes as text and in a
 * task of its own, as from the desk: for measuring what the screens do with it.
 */
import type { CallOptions, Carrier, OperationName } from '../carrier';
import type { AuditAsk } from '../generated/AuditAsk';
import type { DeskError } from '../generated/DeskError';
import type { GatePut } from '../generated/GatePut';
import type { OpenDesk } from '../generated/OpenDesk';
import type { TranscriptPut } from '../generated/TranscriptPut';
import type { PickedFile } from '../shell';
import { fakeEveryday, fakeRestoring } from './everyday';
import { FakeExpert, points } from './expert';
import { withForm } from './form';
import { FakeFinalising } from './finalising';
import { FakeLevelling } from './levelling';
import { FakeNotes } from './notes';
import { FakeOrganiser } from './organiser';
import { FakePaper } from './paper';
import { FakeOutcome } from './outcome';
import { fakePapers } from './papers';
import { fakeLinks, fakeOutline, fakeText } from './pages';
import { CRITERIA } from './rubric';
import { fakeRules } from './rules';
import { FakeSearch } from './search';

type Answer = (request: never) => unknown;
/** An answer that takes its time, with progress; only asked for where `answers` have none. */
type Long = (options: CallOptions) => Promise<unknown>;
const CONTEST = '2025年“数据要素×”大赛云江分赛';
const EXPERT_DESK: OpenDesk = { desk: 'd1', kind: 'expert', role: 'expert', name: '张××', contest: CONTEST, detail: '工业制造 · 书面评审', committed: true };
const ORGANISER_DESK: OpenDesk = { desk: 'd2', kind: 'organiser', role: 'organiser', name: '周明岳', contest: CONTEST, detail: '', committed: true };

function openOf(as: string | null): OpenDesk | null {
  if (as === 'expert' || as === 'new') return EXPERT_DESK;
  if (as === 'chair') return { ...EXPERT_DESK, role: 'chair' };
  if (as === 'organiser') return ORGANISER_DESK;
  return as === 'supervisor' ? { ...ORGANISER_DESK, role: 'supervisor', name: '孟怀远' } : null;
}

function refuse(code: DeskError['code'], sentence: string): never {
  throw { code, params: {}, sentence } satisfies DeskError;
}

const picked = (name: string): { files: PickedFile[] } => ({ files: [{ token: 'f1', name, folder: false, bytes: 48_000 }] });
const receipts: unknown[] = [];
const written = { name: '评分表.xlsx', folder: '桌面', token: 'f9' };

export function fakeCarrier(search: string): Carrier & { answers: Record<string, Answer> } {
  const query = new URLSearchParams(search);
  const as = query.get('as');
  const expert = new FakeExpert(as !== 'new', as === 'chair', query.has('calibration'));
  const notes = new FakeNotes(expert);
  const organiser = new FakeOrganiser(count(query, 'entries'), count(query, 'experts'));
  const finalising = new FakeFinalising(organiser, as !== 'supervisor');
  const finding = new FakeSearch(expert, notes, query.get('index') !== 'building');
  const long: Record<string, Long> = { index_build: (options) => finding.build(options) };
  const answers = {
    ...startAnswers(openOf(as)),
    ...withForm(expert, { ...expertAnswers(expert), ...new FakeLevelling(expert).answers(), ...notes.answers(), ...finding.answers() }),
    ...organiserAnswers(organiser), ...paperAnswers(new FakePaper(() => organiser.merge(), as === 'supervisor' ? 'supervisor' : 'organiser')),
    ...finalising.answers(), merge_look: () => ({ ...organiser.merge(), mark: finalising.mark() }), results_look: () => ({ ...organiser.results(), mark: finalising.mark() }),
  };
  if (as === 'chair') sign(expert);
  return {
    answers,
    ask: (name: OperationName, request: unknown, options: CallOptions) => (name in answers ? undefined : long[name])?.(options) ?? (query.has('carried') ? carried(answers, name, request) : answer(answers, name, request)),
    onChanged: () => () => undefined,
    onDragging: () => () => undefined,
    onDropped: () => () => undefined,
  };
}

/** How many of something the address asks for; nothing for as many as usual. */
function count(query: URLSearchParams, name: string): number | undefined {
  const asked = query.get(name);
  return asked === null ? undefined : Number(asked);
}

async function answer(answers: Record<string, Answer>, name: string, request: unknown): Promise<unknown> {
  await Promise.resolve();
  const found = answers[name];
  if (!found) return refuse('unknownOperation', `没有 ${name}`);
  return structuredClone(await found(request as never));
}

async function carried(answers: Record<string, Answer>, name: string, request: unknown): Promise<unknown> {
  const pause = () => new Promise((done) => { setTimeout(done, 5); });
  await pause();
  const text = JSON.stringify(await answer(answers, name, request));
  await pause();
  return JSON.parse(text) as unknown;
}

function startAnswers(open: OpenDesk | null): Record<string, Answer> {
  const desks = [
    { id: 'd1', kind: 'expert', contest: CONTEST, detail: '工业制造 · 书面评审', restored: null, logins: [{ id: 'l0', name: '张××', role: 'expert' }] },
    { id: 'd2', kind: 'organiser', contest: CONTEST, detail: '', restored: null, logins: [{ id: 'l1', name: '周明岳', role: 'organiser' }, { id: 'l2', name: '孟怀远', role: 'supervisor' }] },
  ];
  const faults = ['参赛项目表 第 12 行：从业人员“约 300”不是数字，请填整数。', '参赛项目表 第 31 行：项目编号 01-031 与第 8 行重复。', '评审专家表 第 5 行：赛道“工业制作”不存在，请核对。'];
  return {
    start_look: () => ({ desks, open, version: '0.1.0', folder: '文档/评审台' }),
    desk_unlock: ({ desk, passphrase, login }: { desk: string; passphrase: string; login: string | null }) => (passphrase !== 'demo' ? refuse('wrongPassphrase', '口令不对，请重新输入。若确实忘记，请点“忘记口令”。') : openOf(desk === 'd1' ? 'expert' : login === 'l2' ? 'supervisor' : 'organiser')),
    desk_lock: () => ({}), ...fakeRestoring(() => openOf('expert')),
    letter_open: () => ({ open: EXPERT_DESK, contestCode: '7K3M-QT9A-2XPD-6HWN', supervisors: ['孟怀远'], entries: 22, replaced: false, changes: [], newKey: false }),
    contest_check: () => ({ entries: 46, calibration: 2, experts: 14, tracks: ['工业制造', '现代农业'], materials: 412, bytes: 1_930_000_000, faults, remarks: ['2 个项目没有材料文件夹'] }),
    templates_write: () => written, rescue_request: () => ({ written, code: 'Q7WX 2K9D MM4A TT8P' }),
    media_base: () => ({ base: '/fake-media' }),
    pick_files: ({ kind }: { kind: string }) => picked(`${kind}.xlsx`), pick_folder: () => picked('材料'), pick_save: ({ name }: { name: string }) => picked(name), pick_reveal: () => ({}),
  };
}

function sign(expert: FakeExpert) {
  expert.readOnly = true;
  expert.signed = { seq: 1, at: '2026-06-11T16:40:12+08:00', code: 'H4QN 8TXK 2MWP 9D7C', digest: '5f0c9a', suggestedName: '评分表_工业制造_张××_第1版.xlsx' };
  return expert.signed;
}

function expertAnswers(expert: FakeExpert): Record<string, Answer> {
  return {
    expert_home: () => expert.home(),
    commitment_accept: () => { expert.committedAt = '2026-06-11T09:00:00+08:00'; return expert.home(); },
    entry_look: ({ entry }: { entry: string }) => expert.look(entry),
    mark_put: ({ entry, criterion, value }: { entry: string; criterion: string; value: string | null }) => putMark(expert, entry, criterion, value),
    comment_put: ({ entry, text }: { entry: string; text: string }) => { const work = expert.work(entry); work.comment = text; return expert.saved(work); },
    gate_put: ({ entry, gate, finding, reason }: GatePut) => { const work = expert.work(entry); if (finding === null) work.gates.delete(gate); else work.gates.set(gate, { finding, reason: finding === 'pass' ? '' : reason }); return expert.saved(work); },
    recusal_put: ({ entry, reason }: { entry: string; reason: string | null }) => { const work = expert.work(entry); work.stand = reason === null ? 'open' : 'recused'; work.reason = reason ?? ''; return expert.saved(work); },
    material_missing_put: ({ entry, reason }: { entry: string; reason: string | null }) => { const work = expert.work(entry); work.stand = reason === null ? 'open' : 'missing'; work.reason = reason ?? ''; return expert.saved(work); },
    overview: () => expert.overview(),
    dossier_look: () => ({ materials: expert.look(expert.home().entries[0]?.id ?? '').materials }),
    material_look: ({ material }: { material: string }) => materialLook(material),
    page_text: ({ page }: { page: number }) => fakeText(page), page_links: ({ page }: { page: number }) => fakeLinks(page), outline_look: () => fakeOutline(), reading_place_put: () => ({}),
    pack_add: () => ({ volumes: 1, present: 246, total: 246, missing: [], problems: [] }),
    sheet_sign: ({ passphrase }: { passphrase: string }) => (passphrase === 'demo' ? sign(expert) : refuse('wrongPassphrase', '口令不对，请重新输入。')),
    sheet_save: () => written,
    revision_start: () => { expert.readOnly = false; return expert.home(); },
    paper_save: () => ({ written: { ...written, name: '评分表.pdf' }, pages: 3, absent: [] }), blank_forms_save: () => ({ written: { ...written, name: '空白评分表.pdf' }, pages: 2, absent: ['𠮷'] }),
    ...fakeEveryday(),
    receipts_look: () => ({ rows: receipts }), receipt_add: () => { receipts.push({ seq: 1, code: 'H4QN 8TXK 2MWP 9D7C', at: '2026-06-12T10:02:00+08:00', who: '组织方', verdict: '待纸质确认', codes: [] }); return { rows: receipts }; },
    ticket_add: () => { expert.ticket = { entries: [expert.works[2]?.id ?? ''], askedBy: '组长韩立言', reason: '与其他专家相差较大，请复看附件三。', at: '2026-06-12T09:00:00+08:00' }; return expert.home(); }, receipts_save: () => ({ written: { ...written, name: '回执.juryreceipt' }, count: 5 }),
  };
}

function putMark(expert: FakeExpert, entry: string, criterion: string, value: string | null) {
  const work = expert.work(entry);
  const form = CRITERIA.find(({ id }) => id === criterion);
  const maximum = form ? expert.maximum(work, form) : 0;
  if (value === null) work.marks.delete(criterion);
  else if (Number(value) * 100 > maximum) refuse('markOutOfRange', `${value} 超出范围：这一项为 0 至 ${points(maximum)} 分。`);
  else if ((Number(value) * 100) % 50 !== 0) refuse('markOffStep', `${value} 不在档上：本指标以 0.5 为一档，可填 ${String(Math.floor(Number(value) * 2) / 2)} 或 ${String(Math.ceil(Number(value) * 2) / 2)}。`);
  else work.marks.set(criterion, Number(value) * 100);
  return expert.saved(work);
}

function materialLook(material: string) {
  const film = material.endsWith('film');
  const other = material.endsWith('other');
  const picture = /p[026]$/.test(material);
  const pages = film || other ? [] : Array.from({ length: picture ? 1 : 62 }, () => ({ width: picture ? 1240 : 595, height: picture ? 1754 : 842 }));
  return { id: material, name: '申报书.pdf', view: film ? 'film' : other ? 'none' : picture ? 'picture' : 'pages', pages, durationMs: film ? 154_000 : null, problem: other ? '这份材料无法显示：不支持 .docx。可在评语中说明，或标记“材料缺失”。' : null, remark: null, spot: null };
}

function organiserAnswers(organiser: FakeOrganiser): Record<string, Answer> {
  const outcome = new FakeOutcome(organiser.results());
  return {
    organiser_home: () => organiser.home(), entries_look: () => organiser.entries(), experts_look: () => organiser.experts(), dispatch_look: () => organiser.dispatch(),
    audit_look: (ask: Partial<AuditAsk>) => organiser.audit(ask),
    merge_look: () => organiser.merge(), merge_add: () => ({ files: organiser.files.slice(0, 1), round: '书面评审', coverage: organiser.merge().coverage }),
    advisory_look: ({ line }: { line: number | null }) => organiser.advisory(line),
    awards_look: () => outcome.awards(), award_settle: () => outcome.settle(), special_prize_put: () => outcome.awards(),
    recommendation_look: () => outcome.recommendation(), recommendation_settle: () => outcome.recommendation(), withdrawal_put: () => outcome.recommendation(), substitute_put: () => outcome.recommendation(), substitute_settle: () => outcome.recommendation(),
    channel_put: () => refuse('channelFull', '“某行业数据创新应用大赛”已登记 2 项，每个赛事推荐不超过 2 项。请核对后再登记。'),
    notices_look: () => outcome.notices(), notice_put: () => outcome.notices(), objection_settle: () => outcome.notices(),
    objection_put: ({ name }: { name: string }) => (name.length < 2 || name.includes('匿名') ? refuse('objectionAnonymous', '举报实行实名制，匿名举报无效。请填写举报人的真实姓名和联系方式。') : outcome.notices()),
    result_explain: ({ entry }: { entry: string }) => organiser.explain(entry), results_save: () => written, papers_look: () => fakePapers(), paper_write: () => ({ written: { ...written, name: '获奖名单.docx' }, pages: 0, absent: [] }), archive_save: () => ({ ...written, name: '归档.zip' }),
    paper_confirm: ({ code }: { code: string }) => (code.startsWith('H4QN') ? { files: [], round: '书面评审', coverage: organiser.merge().coverage } : refuse('paperCodeMismatch', '核对码与该专家已交的评分表不符。请核对纸质表；若无误，说明电子文件不是这张表，请专家重新交。')),
    enrolment_add: () => organiser.experts(), ticket_sign: () => ({ ...written, name: '复评单.juryticket' }),
    ...fakeRules(refuse),
    closing_sign: () => organiser.merge(), packs_build: () => ({ files: ['a.jurymat'], bytes: 5_000_000_000, problems: [] }), letters_build: () => ({ letters: organiser.dispatch().letters }),
    panel_return_sign: () => { organiser.panelReturn = { seq: 1, at: '2026-06-11T17:00:00+08:00', code: 'P2WD 7HXK 9MQT 4N8C', suggestedName: '评审组汇总表.xlsx' }; return organiser.panelReturn; }, panel_return_save: () => written,
  };
}

function paperAnswers(paper: FakePaper): Record<string, Answer> {
  return {
    sheet_look: (ask: { expert: string }) => paper.sheet(ask), rereview_look: () => paper.rereviews(), rereview_ask: (ask: Parameters<FakePaper['ask']>[0]) => paper.ask(ask), rereview_ask_all: (ask: Parameters<FakePaper['askAll']>[0]) => paper.askAll(ask),
    transcript_look: () => paper.look(), transcript_put: (ask: TranscriptPut) => paper.put(ask), transcript_compare: () => paper.compare(), transcript_save: () => ({ ...written, name: '代录.transcript.json' }),
    transcript_sign: ({ passphrase, clerkPassphrase }: { passphrase: string; clerkPassphrase: string }) => (passphrase === 'demo' && clerkPassphrase === 'demo' ? paper.sign() : refuse('wrongPassphrase', '口令不对，请重新输入。')),
  };
}
