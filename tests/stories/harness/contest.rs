//! The small contest on disk: the organiser's desk, packs and letters for everybody, and desks of experts as a story needs them.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use jury_desk::wire::organiser::{ContestMade, DispatchLetter, LettersBuilt};
use jury_testkit::bytes::noise;
use serde_json::{Value, json};
use tempfile::TempDir;

use super::tables::{ENTRIES_HEAD, EXPERTS_HEAD, entries, experts};
use super::{Seat, plain_workbook};

/// Everybody's.
pub(crate) const PASSPHRASE: &str = "四个不相关的词";
/// Its name.
pub(crate) const CONTEST: &str = "2025年“数据要素×”大赛云江分赛";

/// A letter that was issued.
#[derive(Debug, Clone)]
pub(crate) struct Issued {
    pub(crate) file: PathBuf,
    pub(crate) code: String,
}

/// A contest with packs and first letters. Its folder goes with it.
pub(crate) struct Contest {
    folder: TempDir,
    pub(crate) made: ContestMade,
    letters: BTreeMap<String, Issued>,
}

impl Contest {
    /// Makes the contest, its packs and a letter for everybody.
    pub(crate) fn make() -> Self {
        Self::make_with(new_request)
    }

    /// The same, with more said when it is made.
    pub(crate) fn make_saying(more: Value) -> Self {
        Self::make_with(|seat, folder| {
            let mut request = new_request(seat, folder);
            let (said, Value::Object(more)) = (request.as_object_mut().unwrap(), more) else {
                panic!("what is said is an object");
            };
            said.extend(more);
            request
        })
    }

    /// The same with another request, which may write other inputs first.
    pub(crate) fn make_with(request: impl FnOnce(&Seat, &Path) -> Value) -> Self {
        let folder = tempfile::tempdir().unwrap();
        write_inputs(folder.path());
        let seat = Seat::at(folder.path());
        seat.session()
            .make_desks_at(&folder.path().join("organiser"));
        let asked = request(&seat, folder.path());
        let made = seat.ask_as("contest_new", asked);
        seat.ask(
            "packs_build",
            json!({"tracks": [], "folder": seat.pick(&folder.path().join("packs"))}),
        );
        let mut contest = Self {
            folder,
            made,
            letters: BTreeMap::new(),
        };
        contest.issue(&seat, &[]);
        contest
    }

    /// A place below the contest's folder.
    pub(crate) fn at(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// A file below the contest's folder, written.
    pub(crate) fn file(&self, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.at(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, bytes).unwrap();
        path
    }

    /// The organiser signs in.
    #[track_caller]
    pub(crate) fn organiser(&self) -> Seat {
        Seat::signed_in(&self.at("organiser"), None)
    }

    /// The supervisor signs in.
    #[track_caller]
    pub(crate) fn supervisor(&self) -> Seat {
        Seat::signed_in(&self.at("organiser"), Some("supervisor"))
    }

    /// Issues letters: to everybody when nobody is named.
    #[track_caller]
    pub(crate) fn issue(&mut self, organiser: &Seat, experts: &[&str]) {
        self.issue_until(organiser, experts, "2025-06-12T18:00:00+08:00");
    }

    /// The same, with another deadline.
    #[track_caller]
    pub(crate) fn issue_until(&mut self, organiser: &Seat, experts: &[&str], deadline: &str) {
        let folder = self.at("letters");
        let request =
            json!({"experts": experts, "folder": organiser.pick(&folder), "deadline": deadline});
        let built: LettersBuilt = organiser.ask_as("letters_build", request);
        let issued = |letter: DispatchLetter| {
            (
                letter.expert,
                Issued {
                    file: folder.join(letter.file),
                    code: letter.code,
                },
            )
        };
        self.letters.extend(built.letters.into_iter().map(issued));
    }

    /// The letter issued last.
    pub(crate) fn letter(&self, expert: &str) -> Issued {
        self.letters[expert].clone()
    }

    /// Where an expert's desk is.
    pub(crate) fn desk(&self, expert: &str) -> PathBuf {
        self.at("experts").join(expert)
    }

    /// An expert opens the letter issued last: on a new desk, or on the one there is.
    #[track_caller]
    pub(crate) fn open_letter(&self, expert: &str, desk: &Path) -> Seat {
        let seat = Seat::at(desk.parent().unwrap());
        seat.session().make_desks_at(desk);
        seat.ask("letter_open", self.opening(&seat, expert));
        seat
    }

    /// The request that opens an expert's letter.
    pub(crate) fn opening(&self, seat: &Seat, expert: &str) -> Value {
        let letter = self.letter(expert);
        json!({"letter": seat.pick(&letter.file), "code": letter.code, "passphrase": PASSPHRASE})
    }

    /// A new desk with the commitment accepted and nothing marked.
    #[track_caller]
    pub(crate) fn expert(&self, expert: &str) -> Seat {
        let seat = self.open_letter(expert, &self.desk(expert));
        seat.ask("commitment_accept", json!({"recusals": []}));
        seat
    }

    /// A new desk with everything marked and signed.
    #[track_caller]
    pub(crate) fn signed(&self, expert: &str, liking: usize) -> Seat {
        let seat = self.expert(expert);
        seat.mark_everything(liking);
        seat.sign();
        seat
    }

    /// The workbook of a new desk with everything marked and signed; the desk is closed again.
    #[track_caller]
    pub(crate) fn sheet(&self, expert: &str, liking: usize) -> PathBuf {
        self.signed(expert, liking)
            .save_sheet(&self.at(&format!("{expert}.xlsx")))
    }

    /// The expert signs in again.
    #[track_caller]
    pub(crate) fn again(&self, expert: &str) -> Seat {
        Seat::signed_in(&self.desk(expert), None)
    }

    /// Enters the keys of experts, who have desks, into the roster.
    #[track_caller]
    pub(crate) fn enrol(&self, experts: &[&str]) {
        let keys: Vec<PathBuf> = experts.iter().map(|expert| self.key_file(expert)).collect();
        let organiser = self.organiser();
        let files: Vec<String> = keys.iter().map(|file| organiser.pick(file)).collect();
        organiser.ask(
            "enrolment_add",
            json!({"files": files, "supervisor": "supervisor", "supervisorPassphrase": PASSPHRASE}),
        );
    }

    fn key_file(&self, expert: &str) -> PathBuf {
        let seat = self.again(expert);
        let file = self.at(&format!("{expert}.juryenrol"));
        seat.ask("enrolment_save", json!({ "target": seat.pick(&file) }));
        file
    }
}

/// The request of an act for which organiser and supervisor both give their passphrases.
pub(crate) fn two_people(mut request: Value) -> Value {
    request["passphrase"] = json!(PASSPHRASE);
    request["supervisor"] = json!("supervisor");
    request["supervisorPassphrase"] = json!(PASSPHRASE);
    request
}

/// The request that makes the contest of the tables and materials in `folder`.
pub(crate) fn new_request(seat: &Seat, folder: &Path) -> Value {
    json!({
        "name": CONTEST,
        "edition": "2025",
        "files": {
            "entries": seat.pick(&folder.join("entries.xlsx")),
            "experts": seat.pick(&folder.join("experts.xlsx")),
            "rubric": null,
            "materials": seat.pick(&folder.join("materials")),
        },
        "organiser": "周明岳",
        "organiserPassphrase": PASSPHRASE,
        "supervisor": "孟怀远",
        "supervisorPassphrase": PASSPHRASE,
    })
}

/// Tables, and a folder of materials per entry: small files, one of them of three chunks, and no form of 01-003.
pub(crate) fn write_inputs(folder: &Path) {
    std::fs::write(
        folder.join("entries.xlsx"),
        plain_workbook("参赛项目", ENTRIES_HEAD, &entries()),
    )
    .unwrap();
    std::fs::write(
        folder.join("experts.xlsx"),
        plain_workbook("评审专家", EXPERTS_HEAD, &experts()),
    )
    .unwrap();
    for (seed, row) in (1..).zip(entries()) {
        let dossier = folder.join("materials").join(row[0]);
        std::fs::create_dir_all(&dossier).unwrap();
        if row[0] != "01-003" {
            std::fs::write(dossier.join("申报书.pdf"), pdf(seed)).unwrap();
        }
        std::fs::write(dossier.join("软件著作权.png"), noise(100 + seed, 3_000)).unwrap();
    }
    std::fs::write(
        folder.join("materials/01-001/演示.mp4"),
        noise(99, (2 << 20) + 500_000),
    )
    .unwrap();
}

/// Looks like a PDF from its first bytes; nothing in a story looks further.
fn pdf(seed: u64) -> Vec<u8> {
    [b"%PDF-1.7\n".to_vec(), noise(seed, 5_000)].concat()
}
