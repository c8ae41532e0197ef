//! Somebody at a computer: a session of the program and what they ask of it.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use jury_desk::call::{Call, Cancel, ProgressSink};
use jury_desk::error::{DeskError, ErrorCode};
use jury_desk::ports::{SteppingClock, SystemRandomness};
use jury_desk::wire::Progress;
use jury_desk::wire::expert::{EntryLook, EntryState, ExpertHome, SignedSheet};
use jury_desk::wire::merge::{FileRow, MergeAdded, MergeLook};
use jury_desk::wire::results::ResultsLook;
use jury_desk::{Session, SessionConfig};
use jury_seal::vault::KdfCost;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use super::{MORNING, PASSPHRASE};

/// Somebody at a computer. Dropping it closes whatever desk is open.
pub(crate) struct Seat {
    session: Session,
}

impl Seat {
    /// Sits down at a computer that keeps its desks in `folder`.
    pub(crate) fn at(folder: &Path) -> Self {
        Self::at_time(folder, MORNING)
    }

    /// The same, on another day.
    pub(crate) fn at_time(folder: &Path, time: &str) -> Self {
        let clock = SteppingClock::starting(time).unwrap();
        let session = Session::new(SessionConfig {
            desk_roots: vec![folder.to_owned()],
            new_desks: folder.to_owned(),
            media: None,
            clock: Arc::new(clock),
            randomness: Arc::new(SystemRandomness),
            cost: KdfCost::for_tests(),
            quick_letters: true,
            ballast: false,
            least_passphrase: 4,
        });
        Self { session }
    }

    /// Sits down and signs in; nobody else may have the desk open.
    #[track_caller]
    pub(crate) fn signed_in(desk: &Path, login: Option<&str>) -> Self {
        Self::signed_in_at(desk, login, MORNING)
    }

    /// The same, on another day.
    #[track_caller]
    pub(crate) fn signed_in_at(desk: &Path, login: Option<&str>, time: &str) -> Self {
        let seat = Self::at_time(desk.parent().unwrap(), time);
        let id = seat.session.offer_desk(desk).unwrap();
        seat.ask(
            "desk_unlock",
            json!({"desk": id, "login": login, "passphrase": PASSPHRASE}),
        );
        seat
    }

    pub(crate) const fn session(&self) -> &Session {
        &self.session
    }

    /// A token for a file, as the picker gives it.
    pub(crate) fn pick(&self, path: &Path) -> String {
        self.session.offer(path)
    }

    /// Asks and expects it to go well.
    #[track_caller]
    pub(crate) fn ask(&self, name: &str, request: Value) -> Value {
        self.try_ask(name, request)
            .unwrap_or_else(|error| panic!("{name}: {error} {:?}", error.params))
    }

    /// Asks and expects a refusal, which must be a full sentence without a gap left in it.
    #[track_caller]
    pub(crate) fn refused(&self, name: &str, request: Value) -> DeskError {
        let error = self.try_ask(name, request).expect_err(name);
        whole(&error.sentence);
        error
    }

    pub(crate) fn try_ask(&self, name: &str, request: Value) -> Result<Value, DeskError> {
        self.session.ask(name, request, &Call::quiet())
    }

    #[track_caller]
    pub(crate) fn ask_as<T: DeserializeOwned>(&self, name: &str, request: Value) -> T {
        serde_json::from_value(self.ask(name, request)).unwrap()
    }
}

/// What an expert does.
impl Seat {
    #[track_caller]
    pub(crate) fn home(&self) -> ExpertHome {
        self.ask_as("expert_home", json!({}))
    }

    /// Gives every criterion of every entry a mark; another `liking` gives other marks. Entries set aside stay so.
    #[track_caller]
    pub(crate) fn mark_everything(&self, liking: usize) {
        let marks: Vec<Value> = self
            .home()
            .entries
            .iter()
            .filter(|row| !matches!(row.state, EntryState::Recused | EntryState::MaterialMissing))
            .enumerate()
            .flat_map(|(place, row)| self.marks_of(&row.id, liking + 2 * place))
            .collect();
        self.ask("marks_put", json!({ "marks": marks }));
    }

    /// Gives every criterion of an entry the same share of its maximum, the more the higher `liking` (0 to 8).
    #[track_caller]
    pub(crate) fn mark_alike(&self, entry: &str, liking: usize) {
        let look: EntryLook = self.ask_as("entry_look", json!({ "entry": entry }));
        let criteria = look.groups.iter().flat_map(|group| &group.criteria);
        let marks: Vec<Value> = criteria
            .map(|criterion| {
                let value = mark(&criterion.maximum, liking);
                json!({"entry": entry, "criterion": criterion.id, "value": value})
            })
            .collect();
        self.ask("marks_put", json!({ "marks": marks }));
    }

    fn marks_of(&self, entry: &str, liking: usize) -> Vec<Value> {
        let look: EntryLook = self.ask_as("entry_look", json!({ "entry": entry }));
        let criteria = look.groups.iter().flat_map(|group| &group.criteria);
        (0..)
            .zip(criteria)
            .map(|(number, criterion)| {
                let value = mark(&criterion.maximum, liking + 3 * number);
                json!({"entry": entry, "criterion": criterion.id, "value": value})
            })
            .collect()
    }

    /// Every mark as it stands: entry, criterion, value.
    #[track_caller]
    pub(crate) fn all_marks(&self) -> Vec<(String, String, Option<String>)> {
        let look = |id: &String| -> EntryLook { self.ask_as("entry_look", json!({ "entry": id })) };
        let ids: Vec<String> = self.home().entries.into_iter().map(|row| row.id).collect();
        ids.iter()
            .flat_map(|id| {
                given(&look(id))
                    .into_iter()
                    .map(|(criterion, value)| (id.clone(), criterion, value))
            })
            .collect()
    }

    #[track_caller]
    pub(crate) fn sign(&self) -> SignedSheet {
        self.ask_as("sheet_sign", json!({ "passphrase": PASSPHRASE }))
    }

    /// Writes the signed sheet to a file: a workbook, or the bare envelope under a name in `.json`.
    #[track_caller]
    pub(crate) fn save_sheet(&self, file: &Path) -> PathBuf {
        self.ask("sheet_save", json!({ "target": self.pick(file) }));
        file.to_owned()
    }

    /// Takes the sheet up again, gives other marks and signs.
    #[track_caller]
    pub(crate) fn revise(&self, liking: usize) -> SignedSheet {
        self.ask("revision_start", json!({"reason": "复核后更正"}));
        self.mark_everything(liking);
        self.sign()
    }
}

/// What those who merge do.
impl Seat {
    #[track_caller]
    pub(crate) fn merge(&self, files: &[&Path]) -> Vec<FileRow> {
        let files: Vec<String> = files.iter().map(|file| self.pick(file)).collect();
        let added: MergeAdded = self.ask_as("merge_add", json!({ "files": files }));
        added
            .files
            .iter()
            .flat_map(|row| &row.sentences)
            .for_each(|sentence| whole(sentence));
        added.files
    }

    /// Merges one file that holds one envelope, or none.
    #[track_caller]
    pub(crate) fn merge_one(&self, file: &Path) -> FileRow {
        let mut rows = self.merge(&[file]);
        assert_eq!(rows.len(), 1, "{rows:?}");
        rows.remove(0)
    }

    #[track_caller]
    pub(crate) fn merge_look(&self, track: &str) -> MergeLook {
        self.ask_as("merge_look", json!({ "track": track }))
    }

    #[track_caller]
    pub(crate) fn results(&self, track: &str) -> ResultsLook {
        self.ask_as("results_look", json!({ "track": track }))
    }

    /// Everything that must not depend on how files came: ranking, matrix, coverage and blockers of both tracks, as text.
    #[track_caller]
    pub(crate) fn merge_state(&self) -> String {
        ["01", "12"]
            .map(|track| {
                let mut look = self.ask("merge_look", json!({ "track": track }));
                // The list of files is about files; their verdicts are in the matrix.
                look.as_object_mut().unwrap().remove("files");
                let results = self.ask("results_look", json!({ "track": track }));
                format!("{look}\n{results}\n")
            })
            .concat()
    }

    /// Says which named checks of the doctor fail.
    #[track_caller]
    pub(crate) fn ailments(&self) -> Vec<String> {
        let doctor: jury_desk::wire::check::Doctor = self.ask_as("doctor", json!({}));
        assert!(doctor.checks.len() >= 5);
        let failed = doctor.checks.into_iter().filter(|check| !check.ok);
        failed
            .map(|check| format!("{}: {}", check.name, check.found))
            .collect()
    }
}

/// The marks of one entry as its form shows them.
fn given(look: &EntryLook) -> Vec<(String, Option<String>)> {
    let criteria = look.groups.iter().flat_map(|group| &group.criteria);
    criteria
        .map(|criterion| (criterion.id.clone(), criterion.mark.clone()))
        .collect()
}

/// A mark between half and all of the maximum, on a step of half a point.
fn mark(maximum: &str, number: usize) -> String {
    let hundredths: usize = maximum.replace('.', "").parse().unwrap();
    let value = hundredths * (11 + number % 9) / 20 / 50 * 50;
    format!("{}.{:02}", value / 100, value % 100)
}

/// A sentence that people can read: it ends, and no parameter was left out.
#[track_caller]
pub(crate) fn whole(sentence: &str) {
    assert!(
        sentence.ends_with('。') && !sentence.contains(['{', '}']),
        "{sentence}"
    );
}

/// Asks, and gives up after so many steps of progress.
pub(crate) fn cancelled_after(steps: u32, seat: &Seat, name: &str, request: Value) -> DeskError {
    struct Counting {
        left: AtomicU32,
        cancel: Cancel,
    }
    impl ProgressSink for Counting {
        fn report(&self, _: Progress) {
            if self.left.fetch_sub(1, Ordering::Relaxed) == 1 {
                self.cancel.cancel();
            }
        }
    }
    let cancel = Cancel::default();
    let sink = Counting {
        left: AtomicU32::new(steps),
        cancel: cancel.clone(),
    };
    let error = seat
        .session
        .ask(name, request, &Call::new(&sink, cancel))
        .expect_err("it was cancelled");
    assert_eq!(error.code, ErrorCode::Cancelled);
    error
}
