//! The one table of operations: name, request, answer, who may ask.
//!
//! From it come the dispatch with its role check, the command line's calls and the TypeScript map; there is no second list. An operation
//! without a method on [`crate::Session`] does not compile. The one rule: who may ask is decided here and nowhere else.

use serde_json::Value;

use crate::call::Call;
use crate::error::{DeskError, ErrorCode};
use crate::session::Session;
use crate::wire::advisory::*;
use crate::wire::backup::*;
use crate::wire::check::*;
use crate::wire::deliberation::*;
use crate::wire::everyday::*;
use crate::wire::expert::*;
use crate::wire::figures::*;
use crate::wire::finalise::*;
use crate::wire::form::*;
use crate::wire::letters::*;
use crate::wire::levelling::*;
use crate::wire::merge::*;
use crate::wire::notes::*;
use crate::wire::organiser::*;
use crate::wire::outcome::*;
use crate::wire::papers::*;
use crate::wire::reading::*;
use crate::wire::rereview::*;
use crate::wire::results::*;
use crate::wire::rounds::*;
use crate::wire::rules::*;
use crate::wire::search::*;
use crate::wire::start::*;
use crate::wire::transcript::*;
use crate::wire::{Nothing, Written};

/// Who may ask for an operation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Who {
    /// Anyone, before a desk is open.
    Anyone,
    /// Whoever has a desk open.
    SignedIn,
    /// An expert, and so a chair.
    Expert,
    /// A chair alone.
    Chair,
    /// The organiser alone.
    Organiser,
    /// The supervisor alone.
    Supervisor,
    /// A chair, the organiser or the supervisor: those who look at the merge.
    Merger,
    /// A chair or the organiser: those who add files to it.
    Adder,
    /// The organiser or the supervisor.
    Secretariat,
}

impl Who {
    /// Whether somebody signed in as `role` (or nobody) is among them.
    #[must_use]
    pub const fn includes(self, role: Option<Role>) -> bool {
        let Some(role) = role else {
            return matches!(self, Self::Anyone);
        };
        match self {
            Self::Anyone | Self::SignedIn => true,
            Self::Expert => matches!(role, Role::Expert | Role::Chair),
            Self::Chair => matches!(role, Role::Chair),
            Self::Organiser => matches!(role, Role::Organiser),
            Self::Supervisor => matches!(role, Role::Supervisor),
            Self::Merger => matches!(role, Role::Chair | Role::Organiser | Role::Supervisor),
            Self::Adder => matches!(role, Role::Chair | Role::Organiser),
            Self::Secretariat => matches!(role, Role::Organiser | Role::Supervisor),
        }
    }
}

impl Who {
    /// Who they are, for the sentence that refuses somebody else.
    pub(crate) const fn label(self) -> &'static str {
        match self {
            Self::Anyone | Self::SignedIn => "任何人",
            Self::Expert => "评审专家",
            Self::Chair => "组长",
            Self::Organiser => "组织方",
            Self::Supervisor => "监督员",
            Self::Merger => "组长、组织方或监督员",
            Self::Adder => "组长或组织方",
            Self::Secretariat => "组织方或监督员",
        }
    }
}

macro_rules! operations {
    ($($(#[$doc:meta])* $name:ident($request:ty) -> $answer:ty, $who:ident;)*) => {
        /// TypeScript: operation name to request and answer.
        #[derive(ts_rs::TS)]
        #[ts(export)]
        #[allow(dead_code, reason = "only its shape is exported")]
        pub struct Operations { $($(#[$doc])* pub $name: ($request, $answer),)* }

        /// Every operation with who may ask for it, in table order.
        pub const OPERATIONS: &[(&str, Who)] = &[$((stringify!($name), Who::$who)),*];

        impl Session {
            /// Asks for an operation by name: role check, request parsing, the work, the answer.
            ///
            /// # Errors
            /// [`DeskError`] with a code that has a Chinese sentence.
            pub fn ask(&self, name: &str, request: Value, call: &Call<'_>) -> Result<Value, DeskError> {
                match name {
                    $(stringify!($name) => {
                        self.allow(Who::$who)?;
                        let request: $request = parse(request)?;
                        answer(&self.$name(request, call)?)
                    })*
                    unknown => Err(DeskError::new(ErrorCode::UnknownOperation).with("name", unknown)),
                }
            }
        }
    };
}

fn parse<T: serde::de::DeserializeOwned>(request: Value) -> Result<T, DeskError> {
    serde_json::from_value(request)
        .map_err(|problem| DeskError::new(ErrorCode::BadRequest).with("detail", problem))
}

fn answer<T: serde::Serialize>(answer: &T) -> Result<Value, DeskError> {
    serde_json::to_value(answer).map_err(|problem| DeskError::internal(&problem))
}

operations! {
    /// The first screen: desks on this computer and the one that is open.
    start_look(Nothing) -> StartLook, Anyone;
    /// Signs in.
    desk_unlock(DeskUnlock) -> OpenDesk, Anyone;
    /// Signs out: closes the stores and wipes the keys.
    desk_lock(Nothing) -> Nothing, Anyone;
    /// Opens an assignment letter and makes or renews the desk for it.
    letter_open(LetterOpen) -> LetterOpened, Anyone;
    /// Asks for the rescue of a forgotten passphrase.
    rescue_request(RescueRequest) -> RescueRequested, Anyone;
    /// Answers a rescue request; organiser and supervisor together.
    rescue_answer(RescueAnswer) -> Written, Organiser;
    /// Applies the answer and chooses a new passphrase.
    rescue_apply(RescueApply) -> OpenDesk, Anyone;
    /// Gives the organiser a new passphrase by the recovery code 恢复码 out of its sealed envelope.
    paper_recover(PaperRecover) -> OpenDesk, Anyone;

    /// Writes the empty workbooks a secretariat fills in.
    templates_write(SaveTo) -> Written, Anyone;
    /// Reads the files a contest would be made from and says what is wrong with them.
    contest_check(ContestFiles) -> ContestCheck, Anyone;
    /// Makes a contest.
    contest_new(ContestNew) -> ContestMade, Anyone;

    /// The expert's list.
    expert_home(Nothing) -> ExpertHome, Expert;
    /// Accepts the confidentiality and conflict-of-interest commitment.
    commitment_accept(CommitmentAccept) -> ExpertHome, Expert;
    /// Adds material packs.
    pack_add(PackAdd) -> PackAdded, Expert;
    /// One entry with its form.
    entry_look(EntryAsk) -> EntryLook, Expert;
    /// Gives or clears a mark.
    mark_put(MarkPut) -> Saved, Expert;
    /// Gives several marks at once: all of them or none.
    marks_put(MarksPut) -> ExpertHome, Expert;
    /// Writes the comment on an entry.
    comment_put(CommentPut) -> Saved, Expert;
    /// Says what was found at a gate, or takes that back.
    gate_put(GatePut) -> Saved, Expert;
    /// Recuses from an entry or takes that back.
    recusal_put(RecusalPut) -> Saved, Expert;
    /// Says an entry cannot be judged for want of materials, or takes that back.
    material_missing_put(MaterialMissingPut) -> Saved, Expert;
    /// All my entries side by side.
    overview(Nothing) -> Overview, Expert;
    /// The materials of an entry, on whichever desk.
    dossier_look(EntryAsk) -> DossierLook, SignedIn;
    /// What there is to look at in a material.
    material_look(MaterialAsk) -> MaterialLook, SignedIn;
    // Leafing through a material.
    /// The words on a page with their places.
    page_text(PageAsk) -> PageText, SignedIn;
    /// The links on a page.
    page_links(PageAsk) -> PageLinks, SignedIn;
    /// A material's own table of contents.
    outline_look(MaterialAsk) -> MaterialOutline, SignedIn;
    /// Remembers where one is in a material.
    reading_place_put(ReadingPlacePut) -> Nothing, SignedIn;
    // Looking for words.
    /// Looks for words in my dossiers.
    search(SearchAsk) -> SearchAnswer, Expert;
    /// How far the index of my dossiers is.
    index_look(Nothing) -> IndexState, Expert;
    /// Takes the text of my dossiers into the index; goes on where it stopped.
    index_build(Nothing) -> IndexState, Expert;
    /// Signs the sheet.
    sheet_sign(SheetSign) -> SignedSheet, Expert;
    /// Writes the signed sheet's workbook.
    sheet_save(SaveTo) -> Written, Expert;
    /// Writes this expert's key for enrolment beforehand.
    enrolment_save(SaveTo) -> Written, Expert;
    /// Takes in a ticket 复评单, which allows one revision after the closing or after a chair's first merge.
    ticket_add(FileAsk) -> ExpertHome, Expert;
    /// Begins a new revision after signing.
    revision_start(RevisionStart) -> ExpertHome, Expert;

    // The form: taking back, histories, phrases, words to the chair.
    /// Takes back the last thing done since signing in, as a new event.
    undo(Nothing) -> Undone, Expert;
    /// Gives again what was taken back last.
    redo(Nothing) -> Undone, Expert;
    /// Every value ever given for an entry or one of its criteria.
    history_look(HistoryAsk) -> History, Expert;
    /// My own phrases for comments.
    phrases_look(Nothing) -> Phrases, Expert;
    /// Keeps a phrase.
    phrase_put(PhrasePut) -> Phrases, Expert;
    /// Counts a phrase as used once more.
    phrase_use(PhraseAsk) -> Phrases, Expert;
    /// Removes a phrase.
    phrase_remove(PhraseAsk) -> Phrases, Expert;
    /// What I tell the chair about an entry, and who will read it.
    chair_note_look(EntryAsk) -> ChairNote, Expert;
    /// Tells the chair something about an entry.
    chair_note_put(ChairNotePut) -> ChairNote, Expert;

    // Notes as evidence.
    /// My notes on an entry's dossier.
    notes_look(EntryAsk) -> Notes, Expert;
    /// Writes a note.
    note_put(NotePut) -> Notes, Expert;
    /// Attaches a note to a criterion or the entry, or makes it private again.
    note_attach(NoteAttach) -> Notes, Expert;
    /// Removes a note.
    note_remove(NoteAsk) -> Notes, Expert;

    // My own consistency: levelling, ranking by hand, time for me alone.
    /// All criteria of all my entries, with my ranking.
    levelling(Nothing) -> Levelling, Expert;
    /// Which of these marks would be refused, and why; writes nothing.
    marks_check(MarksCheck) -> MarksChecked, Expert;
    /// My marks on one criterion.
    own_marks(CriterionAsk) -> OwnMarks, Expert;
    /// Moves an entry in my ranking; no mark changes.
    order_put(OrderPut) -> Levelling, Expert;
    /// Says which of two equals is better; no mark changes.
    tie_break(TieBreak) -> Levelling, Expert;
    /// Settles a disagreement between my ranking and my marks without changing a mark.
    order_settle(OrderSettle) -> Levelling, Expert;
    /// Forgets my ranking by hand.
    order_forget(Nothing) -> Levelling, Expert;
    /// Whether to look at the first entries again.
    revisit_look(Nothing) -> Revisit, Expert;
    /// Does not propose that any more.
    revisit_dismiss(Nothing) -> Revisit, Expert;
    /// Adds time spent on an entry, for me alone.
    time_add(TimeAdd) -> Nothing, Expert;
    /// Writes the unsigned draft workbook.
    draft_save(SaveTo) -> Written, Expert;

    // Every day: paper and receipts.
    /// Writes the signed sheet as an A4 PDF for the signature in ink.
    paper_save(SaveTo) -> PaperWritten, Expert;
    /// Writes the form without marks, to be filled in by hand.
    blank_forms_save(SaveTo) -> PaperWritten, Expert;
    /// Writes signed receipts for the sheets received.
    receipts_save(SaveTo) -> ReceiptsWritten, Adder;
    /// Takes in a receipt for a sheet of mine.
    receipt_add(FileAsk) -> Receipts, Expert;
    /// Receipts for my sheets.
    receipts_look(Nothing) -> Receipts, Expert;

    // Every day: a newer letter, settings.
    /// What newer letters changed.
    letter_changes(Nothing) -> LetterChanges, Expert;
    /// Says that this was read.
    letter_changes_read(Nothing) -> LetterChanges, Expert;
    /// The few settings of this desk.
    settings_look(Nothing) -> Settings, SignedIn;
    /// Changes them.
    settings_put(Settings) -> Settings, SignedIn;

    // Every day: backups.
    /// How this desk stands with its backups.
    backup_look(Nothing) -> BackupState, SignedIn;
    /// Writes the locked desk into one file.
    backup_save(SaveTo) -> BackupSaved, SignedIn;
    /// Puts the reminder off until tomorrow.
    backup_later(Nothing) -> BackupState, SignedIn;
    /// What a backup file says of itself.
    backup_inspect(FileAsk) -> BackupFacts, Anyone;
    /// Makes a new desk from a backup file.
    backup_restore(BackupRestore) -> OpenDesk, Anyone;
    /// Puts the newest sound copy in the place of a damaged database and signs in.
    desk_mend(DeskUnlock) -> OpenDesk, Anyone;

    /// The merging screen.
    merge_look(TrackAsk) -> MergeLook, Merger;
    /// Adds sheets and panel returns.
    merge_add(MergeAdd) -> MergeAdded, Adder;
    /// Confirms a sheet from its ink-signed form.
    paper_confirm(PaperConfirm) -> MergeAdded, Supervisor;
    /// One expert's sheet with its verdict, to read.
    sheet_look(SheetAsk) -> SheetView, Merger;
    /// Entries whose totals lie apart, the tickets signed for them and what came of them.
    rereview_look(RereviewAsk) -> Rereviews, Merger;
    /// Asks an expert to look at entries again: signs a ticket.
    rereview_ask(RereviewSign) -> Written, Organiser;
    /// The same of everybody whom the limits ask, one ticket an expert.
    rereview_ask_all(RereviewSignAll) -> RereviewSigned, Organiser;

    // A sheet that exists only on paper 代录: typed by two logins, each alone.
    /// My own typing of an expert's paper.
    transcript_look(TranscriptAsk) -> TranscriptLook, Secretariat;
    /// Types one field of it.
    transcript_put(TranscriptPut) -> TranscriptLook, Secretariat;
    /// Makes the fields blank that the two clerks read differently.
    transcript_compare(TranscriptAsk) -> TranscriptLook, Secretariat;
    /// Signs it with both logins.
    transcript_sign(TranscriptSign) -> TranscriptLook, Secretariat;
    /// Writes the signed transcript to a file.
    transcript_save(TranscriptSave) -> Written, Secretariat;

    /// Ranking of a track.
    results_look(TrackAsk) -> ResultsLook, Merger;
    /// How one entry's number came about.
    result_explain(EntryAsk) -> Explanation, Merger;
    /// What experts said of an entry beside their marks.
    remarks_look(EntryAsk) -> Remarks, Merger;
    /// Advisory figures 参考 of a track; every answer is a viewing and is logged.
    advisory_look(AdvisoryAsk) -> AdvisoryLook, Merger;
    /// Writes the results workbook 评分汇总表.
    results_save(SaveTo) -> Written, Merger;
    /// The rounds, the cut after each, and who goes on.
    round_look(Nothing) -> RoundLook, Secretariat;
    /// Chooses the round to work in, for as long as the desk is open.
    round_choose(RoundChoose) -> RoundLook, Secretariat;
    /// Draws the shortlist 入围名单 of a round; organiser and supervisor together.
    round_promote(RoundPromote) -> RoundLook, Organiser;
    /// The rule in force.
    rule_look(Nothing) -> RuleLook, Secretariat;
    /// What another rule would change in the ranking as it stands.
    rule_preview(RuleDraft) -> RulePreview, Secretariat;
    /// Puts a rule in force; organiser and supervisor together.
    rule_adopt(RuleAdopt) -> RuleLook, Organiser;
    // Deliberation.
    /// What to talk about, with every expert's total side by side, and what was noted.
    deliberation_look(TrackAsk) -> DeliberationLook, Merger;
    /// Notes one item of the agenda; no mark changes.
    deliberation_item_put(DeliberationItemPut) -> DeliberationLook, Adder;
    /// Notes who is there and what else is to be said.
    deliberation_put(DeliberationPut) -> DeliberationLook, Adder;
    /// Signs the minutes 合议纪要.
    minutes_sign(MinutesSign) -> DeliberationLook, Adder;
    /// Writes the minutes as A4 paper for all to sign.
    minutes_save(MinutesSave) -> PaperWritten, Merger;

    // Finalising.
    /// What stands in the way of 定稿, the decisions in force and the results signed.
    finalise_look(TrackAsk) -> FinaliseLook, Secretariat;
    /// Decides one open item; organiser and supervisor together.
    decision_sign(DecisionSign) -> FinaliseLook, Organiser;
    /// Finalises a track; organiser and supervisor together.
    finalise(Finalise) -> FinaliseLook, Organiser;
    /// Reopens a final track; organiser and supervisor together.
    reopen(Reopen) -> FinaliseLook, Organiser;

    /// Writes the archive 归档: everything the results were made from, and the independent verifier.
    archive_save(SaveTo) -> Written, Organiser;
    /// Signs the panel return.
    panel_return_sign(PanelReturnSign) -> SignedReturn, Chair;
    /// Writes the panel return's workbook.
    panel_return_save(SaveTo) -> Written, Chair;

    /// The organiser's first page.
    organiser_home(Nothing) -> OrganiserHome, Secretariat;
    /// Entries, for looking at.
    entries_look(Nothing) -> EntriesLook, Secretariat;
    /// Experts, for looking at.
    experts_look(Nothing) -> ExpertsLook, Secretariat;
    /// Packs and letters, as they stand.
    dispatch_look(Nothing) -> DispatchLook, Secretariat;
    /// Builds material packs.
    packs_build(PacksBuild) -> PacksBuilt, Organiser;
    /// Builds assignment letters.
    letters_build(LettersBuild) -> LettersBuilt, Organiser;
    /// Enters experts' own keys into a new roster version; organiser and supervisor together.
    enrolment_add(EnrolmentAdd) -> ExpertsLook, Organiser;
    /// Signs the closing of a track.
    closing_sign(ClosingSign) -> MergeLook, Organiser;
    /// Issues a ticket for a revision after the closing.
    ticket_sign(TicketSign) -> Written, Organiser;
    /// A page of the log.
    audit_look(AuditAsk) -> AuditLook, Secretariat;
    /// Writes the log as an open file: JSON with its chain, or CSV.
    audit_save(SaveTo) -> Written, Secretariat;

    // After the ranking: awards, recommendation, substitution, public notice.
    /// Awards of a track, with the ties that cross a line.
    awards_look(TrackAsk) -> AwardsLook, Secretariat;
    /// Settles a tie at an award line, or leaves places empty.
    award_settle(AwardSettle) -> AwardsLook, Organiser;
    /// Gives or takes back a special prize.
    special_prize_put(SpecialPrizePut) -> AwardsLook, Organiser;
    /// The recommendation list with its proof.
    recommendation_look(Nothing) -> RecommendationLook, Secretariat;
    /// Puts entries on the list or keeps them off, by hand.
    recommendation_settle(RecommendationSettle) -> RecommendationLook, Organiser;
    /// Notes that an entry withdrew.
    withdrawal_put(WithdrawalPut) -> RecommendationLook, Organiser;
    /// Notes that the next in order was told to move up.
    substitute_put(SubstitutePut) -> RecommendationLook, Organiser;
    /// Notes how that ended.
    substitute_settle(SubstituteSettle) -> RecommendationLook, Organiser;
    /// Notes an entry recommended through another contest.
    channel_put(ChannelPut) -> RecommendationLook, Organiser;
    /// Public notices and objections.
    notices_look(Nothing) -> NoticesLook, Secretariat;
    /// Begins a public notice.
    notice_put(NoticePut) -> NoticesLook, Organiser;
    /// Registers an objection.
    objection_put(ObjectionPut) -> NoticesLook, Organiser;
    /// Decides an objection.
    objection_settle(ObjectionSettle) -> NoticesLook, Organiser;

    // Papers.
    /// Which papers can be written now, and why the others cannot.
    papers_look(TrackAsk) -> PapersLook, Secretariat;
    /// Writes one paper, or the folder for the secretariat.
    paper_write(PaperWrite) -> PaperWritten, Organiser;

    /// What a pack volume holds.
    pack_inspect(FileAsk) -> PackInspection, Anyone;
    /// Checks the signatures in a file, and whose keys made them where a roster or an open desk can tell.
    sheet_verify(SheetVerify) -> SheetVerification, Anyone;
    /// Writes the parts of a signed sheet for other tools.
    sheet_extract(SheetExtract) -> Extracted, Anyone;
    /// Named invariant checks over the open desk.
    doctor(Nothing) -> Doctor, SignedIn;

    /// Size class of an enterprise.
    size(SizeAsk) -> SizeAnswer, Anyone;
    /// Weighted total of scores.
    total(TotalAsk) -> TotalAnswer, Anyone;
    /// Tally and ranking of a table.
    tally(TallyAsk) -> TallyAnswer, Anyone;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_signed_in_may_ask_only_what_anyone_may() {
        for (name, who) in OPERATIONS {
            assert_eq!(who.includes(None), *who == Who::Anyone, "{name}");
        }
    }

    #[test]
    fn a_supervisor_may_ask_nothing_that_changes_a_mark_or_sends_out() {
        for name in [
            "mark_put",
            "merge_add",
            "packs_build",
            "letters_build",
            "closing_sign",
            "sheet_sign",
        ] {
            let (_, who) = OPERATIONS
                .iter()
                .find(|(listed, _)| *listed == name)
                .expect("listed");
            assert!(!who.includes(Some(Role::Supervisor)), "{name}");
        }
    }
}
