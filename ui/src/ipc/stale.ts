/**
 * Which looks an operation makes stale.
 *
 * The one rule: only what the operation's own answer does not already say is listed; a mark's answer carries its row, so the list of
 * entries is not asked again at every key.
 */
import type { OperationName } from './carrier';

const EXPERT: readonly OperationName[] = ['expert_home', 'entry_look', 'overview', 'material_look', 'history_look', 'levelling', 'own_marks', 'notes_look', 'search'];
/** What the answer to a change of one value does not say already. */
const VALUE: readonly OperationName[] = ['overview', 'history_look', 'levelling', 'own_marks'];
const MERGE: readonly OperationName[] = ['merge_look', 'sheet_look', 'rereview_look', 'transcript_look', 'results_look', 'result_explain', 'remarks_look', 'organiser_home', 'audit_look', 'experts_look', 'deliberation_look', 'finalise_look', 'awards_look', 'recommendation_look', 'papers_look', 'notices_look', 'round_look', 'rule_look'];

/** What follows from a decision after the ranking. */
const OUTCOME: readonly OperationName[] = ['awards_look', 'recommendation_look', 'notices_look', 'papers_look', 'audit_look', 'organiser_home'];

export const STALE_AFTER: Partial<Record<OperationName, readonly OperationName[]>> = {
  mark_put: VALUE,
  marks_put: ['overview', 'entry_look', 'history_look', 'levelling', 'own_marks'],
  comment_put: ['overview', 'history_look', 'search'],
  gate_put: ['overview', 'history_look'],
  chair_note_put: ['search'],
  note_put: ['notes_look', 'search'],
  note_attach: ['notes_look'],
  note_remove: ['notes_look', 'search'],
  undo: EXPERT,
  redo: EXPERT,
  time_add: ['levelling'],
  // A place is no answer to anything on screen; asking the look again would open the document again.
  reading_place_put: [],
  recusal_put: EXPERT,
  material_missing_put: EXPERT,
  commitment_accept: EXPERT,
  pack_add: [...EXPERT, 'dossier_look', 'index_look'],
  index_build: ['index_look', 'search'],
  sheet_sign: EXPERT,
  revision_start: EXPERT,
  ticket_add: ['expert_home'],
  receipt_add: ['receipts_look'],
  backup_restore: ['start_look'],
  enrolment_add: ['experts_look', 'audit_look'],
  merge_add: MERGE,
  paper_confirm: MERGE,
  closing_sign: MERGE,
  panel_return_sign: MERGE,
  transcript_put: [],
  transcript_compare: ['transcript_look', 'audit_look'],
  transcript_sign: MERGE,
  rereview_ask: ['rereview_look', 'audit_look', 'organiser_home'],
  rereview_ask_all: ['rereview_look', 'audit_look', 'organiser_home'],
  deliberation_item_put: ['deliberation_look'],
  deliberation_put: ['deliberation_look'],
  minutes_sign: ['deliberation_look', 'papers_look', 'audit_look'],
  minutes_save: ['audit_look'],
  decision_sign: MERGE,
  finalise: MERGE,
  reopen: MERGE,
  audit_save: ['audit_look'],
  packs_build: ['dispatch_look', 'organiser_home', 'audit_look'],
  letters_build: ['dispatch_look', 'organiser_home', 'audit_look'],
  rule_adopt: [...MERGE, 'dispatch_look'],
  round_choose: [...MERGE, 'dispatch_look'],
  round_promote: ['round_look', 'papers_look', 'dispatch_look', 'organiser_home', 'audit_look', 'rule_look'],
  rescue_answer: ['audit_look', 'organiser_home'],
  award_settle: OUTCOME,
  special_prize_put: OUTCOME,
  recommendation_settle: OUTCOME,
  withdrawal_put: OUTCOME,
  substitute_put: OUTCOME,
  substitute_settle: OUTCOME,
  channel_put: OUTCOME,
  notice_put: OUTCOME,
  objection_put: OUTCOME,
  objection_settle: OUTCOME,
  paper_write: ['audit_look'],
  archive_save: ['audit_look', 'organiser_home'],
  ticket_sign: ['audit_look', 'organiser_home'],
};

/** Looks a notice from outside may have made stale: those it names, or all when it names something we do not know. */
export function staleAfterNotice(topics: readonly string[]): readonly string[] {
  const known: readonly string[] = [...EXPERT, ...MERGE, 'dispatch_look', 'entries_look', 'start_look'];
  return topics.every((topic) => known.includes(topic)) ? topics : known;
}
