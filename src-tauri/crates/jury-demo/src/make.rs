//! `jury demo`: the made-up contest driven through jury-desk's own operations, as people would.
//!
//! Nothing is written behind the desk's back: whatever the demo has, an operation made. The one rule: same seed, same materials, marks and ranking;
//! keys and ciphertext differ.

use std::fmt::Write as _;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use jury_core::rubric::Rubric;
use jury_core::{CriterionId, Points};
use jury_desk::call::Call;
use jury_desk::error::{DeskError, ErrorCode};
use jury_desk::{Session, SessionConfig};
use rayon::prelude::*;
use serde::Serialize;
use serde_json::{Value, json};

use crate::plan::{
    ContestPlan, MOST_ENTRIES, MOST_EXPERTS, PlanError, PlannedEntry, PlannedExpert, plan,
};
use crate::{
    MaterialsError, comment, entries_xlsx, experts_xlsx, findings, marks, revised_marks,
    write_materials,
};

/// Every passphrase of a demo.
pub const PASSPHRASE: &str = "demo";

/// What to make.
#[derive(Debug, Clone)]
pub struct Request {
    /// Folder to make; must be empty or absent.
    pub folder: PathBuf,
    /// Entries in all.
    pub entries: u32,
    /// Experts per panel.
    pub experts: u32,
    /// Same seed, same contest.
    pub seed: u64,
}

/// What was made; also written as `demo.json`.
#[derive(Debug, Clone, Serialize)]
pub struct Made {
    /// The folder.
    pub folder: PathBuf,
    /// Every passphrase.
    pub passphrase: String,
    /// Contest name.
    pub contest: String,
    /// Experts that have scored and signed.
    pub experts: Vec<MadeExpert>,
    /// The expert whose letter is still to be opened.
    pub fresh: FreshExpert,
    /// Folder of the half-scored desk.
    pub half: PathBuf,
    /// 恢复码 of the organiser's desk.
    pub recovery_code: String,
}

/// An expert of the demo.
#[derive(Debug, Clone, Serialize)]
pub struct MadeExpert {
    /// Id.
    pub id: String,
    /// Name.
    pub name: String,
    /// Track name.
    pub track: String,
    /// Whether chair.
    pub chair: bool,
}

/// The expert whose letter is still to be opened.
#[derive(Debug, Clone, Serialize)]
pub struct FreshExpert {
    /// Id.
    pub id: String,
    /// Name.
    pub name: String,
    /// The letter.
    pub letter: PathBuf,
    /// Its 开启码.
    pub code: String,
}

impl Made {
    /// Where everything is, for people.
    #[must_use]
    pub fn text(&self) -> String {
        let mut text = format!(
            "演示赛事已生成：{}\n所有口令都是 {}\n",
            self.folder.display(),
            self.passphrase
        );
        let places = [
            ("组织方工作台", "organiser"),
            ("评审专家工作台", "experts"),
            ("待汇总的评分表", "sheets"),
            ("材料包", "packs"),
            ("任务函", "letters"),
            ("材料", "materials"),
            ("评审专家表", "roster.xlsx"),
        ];
        for (what, name) in places {
            let _ = writeln!(text, "  {what}  {}", self.folder.join(name).display());
        }
        let _ = writeln!(text, "  评到一半的工作台  {}", self.half.display());
        let _ = writeln!(
            text,
            "尚未开启的任务函（{}）：{}\n  开启码 {}",
            self.fresh.name,
            self.fresh.letter.display(),
            self.fresh.code
        );
        text
    }
}

/// Makes a contest.
///
/// # Errors
/// [`DeskError`] of whatever step failed; what was written stays, for looking at.
pub fn make(request: &Request, call: &Call<'_>) -> Result<Made, DeskError> {
    let plan = plan(
        request.seed,
        request.entries as usize,
        request.experts as usize,
    )
    .map_err(|error| refuse_plan(&error))?;
    refuse_full(&request.folder)?;
    let demo = Demo {
        plan,
        folder: request.folder.clone(),
        rubric: Rubric::built_in(),
    };
    demo.make(call)
}

fn refuse_plan(error: &PlanError) -> DeskError {
    let bad = |given: usize, what: String| {
        DeskError::new(ErrorCode::BadNumber)
            .with("given", given)
            .with("what", what)
    };
    match error {
        PlanError::Entries { entries } => bad(*entries, format!("项目数，2 至 {MOST_ENTRIES}")),
        PlanError::Experts { experts } => bad(*experts, format!("每组专家数，1 至 {MOST_EXPERTS}")),
        PlanError::Id(error) => DeskError::internal(error),
    }
}

fn refuse_full(folder: &Path) -> Result<(), DeskError> {
    std::fs::create_dir_all(folder).map_err(|_| cannot_write(folder))?;
    let mut entries = std::fs::read_dir(folder).map_err(|_| cannot_write(folder))?;
    if entries.next().is_some() {
        Err(DeskError::new(ErrorCode::DeskExists))
    } else {
        Ok(())
    }
}

fn cannot_write(path: &Path) -> DeskError {
    DeskError::new(ErrorCode::CannotWrite).with("file", path.display())
}

struct Demo {
    plan: ContestPlan,
    folder: PathBuf,
    rubric: Rubric,
}

/// A letter that was issued: expert, file and code.
struct Letter {
    expert: String,
    file: PathBuf,
    code: String,
}

impl Demo {
    fn at(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }

    fn session(&self, quick_letters: bool) -> Session {
        Session::new(SessionConfig {
            least_passphrase: 1,
            quick_letters,
            ballast: false,
            ..SessionConfig::system(self.folder.clone())
        })
    }

    fn make(&self, call: &Call<'_>) -> Result<Made, DeskError> {
        self.write_inputs(call)?;
        let organiser = self.session(true);
        let recovery_code = self.make_contest(&organiser, call)?;
        ask(
            &organiser,
            "packs_build",
            json!({"tracks": [], "folder": organiser.offer(&self.at("packs"))}),
            call,
        )?;
        let signers: Vec<String> = self
            .plan
            .experts
            .iter()
            .chain([&self.plan.half_scored])
            .map(|one| one.expert.id.to_string())
            .collect();
        let letters = self.issue(&organiser, &signers, call)?;
        call.step("正在开启专家工作台", 0, 1, "步")?;
        letters
            .par_iter()
            .try_for_each(|letter| self.open_letter(letter))?;
        self.enrol(&organiser, call)?;
        self.renew_chairs(&organiser, call)?;
        call.step("专家正在评分", 0, 1, "步")?;
        std::fs::create_dir_all(self.at("sheets")).map_err(|_| cannot_write(&self.folder))?;
        self.plan
            .experts
            .par_iter()
            .try_for_each(|expert| self.score_and_sign(expert))?;
        self.score_half()?;
        // One program at a time has a desk open.
        ask(&organiser, "desk_lock", json!({}), call)?;
        let fresh = self.issue_fresh()?;
        let made = self.made(recovery_code, fresh);
        let text =
            serde_json::to_string_pretty(&made).map_err(|error| DeskError::internal(&error))?;
        std::fs::write(self.at("demo.json"), text + "\n")
            .map_err(|_| cannot_write(&self.at("demo.json")))?;
        Ok(made)
    }

    fn write_inputs(&self, call: &Call<'_>) -> Result<(), DeskError> {
        let written = write_materials(&self.plan, &self.at("materials"), &|progress| match call
            .step(
                "正在编写申报材料",
                progress.done as u64,
                progress.of as u64,
                "项",
            ) {
            Ok(()) => ControlFlow::Continue(()),
            Err(_) => ControlFlow::Break(()),
        });
        written.map_err(|error| match error {
            MaterialsError::Stopped => DeskError::new(ErrorCode::Cancelled),
            other => DeskError::internal(&other),
        })?;
        let books = [
            ("entries.xlsx", entries_xlsx(&self.plan)),
            ("roster.xlsx", experts_xlsx(&self.plan)),
        ];
        for (name, bytes) in books {
            let bytes = bytes.map_err(|error| DeskError::internal(&error))?;
            std::fs::write(self.at(name), bytes).map_err(|_| cannot_write(&self.at(name)))?;
        }
        Ok(())
    }

    fn make_contest(&self, organiser: &Session, call: &Call<'_>) -> Result<String, DeskError> {
        organiser.make_desks_at(&self.at("organiser"));
        let request = json!({
            "name": self.plan.contest.name,
            "edition": self.plan.contest.edition,
            "files": {
                "entries": organiser.offer(&self.at("entries.xlsx")),
                "experts": organiser.offer(&self.at("roster.xlsx")),
                "rubric": null,
                "materials": organiser.offer(&self.at("materials")),
            },
            "organiser": "周明岳",
            "organiserPassphrase": PASSPHRASE,
            "supervisor": "孟怀远",
            "supervisorPassphrase": PASSPHRASE,
            "advisory": true,
        });
        let made = ask(organiser, "contest_new", request, call)?;
        Ok(text(&made, "recoveryCode"))
    }

    fn issue(
        &self,
        organiser: &Session,
        experts: &[String],
        call: &Call<'_>,
    ) -> Result<Vec<Letter>, DeskError> {
        let folder = self.at("letters");
        let request = json!({"experts": experts, "folder": organiser.offer(&folder), "deadline": "2025-06-12T18:00:00+08:00"});
        let answer = ask(organiser, "letters_build", request, call)?;
        let letter = |row: &Value| Letter {
            expert: text(row, "expert"),
            file: folder.join(text(row, "file")),
            code: text(row, "code"),
        };
        Ok(answer["letters"]
            .as_array()
            .map(|rows| rows.iter().map(letter).collect())
            .unwrap_or_default())
    }

    fn desk_of(&self, expert: &str) -> PathBuf {
        if expert == self.plan.half_scored.expert.id.as_str() {
            self.at("fresh").join(expert)
        } else {
            self.at("experts").join(expert)
        }
    }

    fn open_letter(&self, letter: &Letter) -> Result<(), DeskError> {
        let session = self.session(true);
        session.make_desks_at(&self.desk_of(&letter.expert));
        let request = json!({"letter": session.offer(&letter.file), "code": letter.code, "passphrase": PASSPHRASE});
        ask(&session, "letter_open", request, &Call::quiet())?;
        ask(
            &session,
            "commitment_accept",
            json!({"recusals": []}),
            &Call::quiet(),
        )?;
        let is_half = letter.expert == self.plan.half_scored.expert.id.as_str();
        // Only the desk to try has its own copy; ten copies of every dossier would fill a disk for nothing.
        let keep = if is_half { "copy" } else { "inPlace" };
        ask(
            &session,
            "pack_add",
            json!({"packs": [session.offer(&self.at("packs"))], "keep": keep}),
            &Call::quiet(),
        )?;
        Ok(())
    }

    /// Experts hand in their keys beforehand, so that honest sheets are accepted without questions.
    fn enrol(&self, organiser: &Session, call: &Call<'_>) -> Result<(), DeskError> {
        let folder = self.at("enrolment");
        std::fs::create_dir_all(&folder).map_err(|_| cannot_write(&folder))?;
        self.plan.experts.par_iter().try_for_each(|expert| {
            let session = self.sign_in(expert)?;
            let file = folder.join(format!("{}.juryenrol", expert.expert.id));
            ask(
                &session,
                "enrolment_save",
                json!({"target": session.offer(&file)}),
                &Call::quiet(),
            )
            .map(drop)
        })?;
        let files: Vec<String> = self
            .plan
            .experts
            .iter()
            .map(|expert| organiser.offer(&folder.join(format!("{}.juryenrol", expert.expert.id))))
            .collect();
        let request =
            json!({"files": files, "supervisor": "supervisor", "supervisorPassphrase": PASSPHRASE});
        ask(organiser, "enrolment_add", request, call)?;
        Ok(())
    }

    /// A chair's letter carries the panel's keys, so chairs get a second letter once the keys are enrolled.
    fn renew_chairs(&self, organiser: &Session, call: &Call<'_>) -> Result<(), DeskError> {
        let chairs: Vec<String> = self
            .plan
            .experts
            .iter()
            .filter(|one| one.expert.chair)
            .map(|one| one.expert.id.to_string())
            .collect();
        let letters = self.issue(organiser, &chairs, call)?;
        letters.par_iter().try_for_each(|letter| {
            let session = self.session(true);
            session.make_desks_at(&self.desk_of(&letter.expert));
            let request = json!({"letter": session.offer(&letter.file), "code": letter.code, "passphrase": PASSPHRASE});
            ask(&session, "letter_open", request, &Call::quiet()).map(drop)
        })
    }

    fn sign_in(&self, expert: &PlannedExpert) -> Result<Session, DeskError> {
        let session = self.session(true);
        let desk = session.offer_desk(&self.desk_of(expert.expert.id.as_str()))?;
        ask(
            &session,
            "desk_unlock",
            json!({"desk": desk, "login": null, "passphrase": PASSPHRASE}),
            &Call::quiet(),
        )?;
        Ok(session)
    }

    fn score_and_sign(&self, expert: &PlannedExpert) -> Result<(), DeskError> {
        let session = self.sign_in(expert)?;
        let entries: Vec<&PlannedEntry> = self.plan.entries_of(expert).collect();
        self.score(&session, expert, &entries, false)?;
        self.say_exceptions(&session, expert)?;
        self.sign(&session, expert, 1)?;
        let left_out = [&self.plan.recusal.entry, &self.plan.missing.entry];
        // In a tiny contest the one entry there is may have no mark that could be corrected.
        if expert.expert.id == self.plan.revision.expert
            && !left_out.contains(&&self.plan.revision.entry)
        {
            ask(
                &session,
                "revision_start",
                json!({"reason": "复核后更正一处单项得分"}),
                &Call::quiet(),
            )?;
            let revised: Vec<&PlannedEntry> = entries
                .into_iter()
                .filter(|entry| entry.id == self.plan.revision.entry)
                .collect();
            self.score(&session, expert, &revised, true)?;
            self.sign(&session, expert, 2)?;
        }
        Ok(())
    }

    fn score(
        &self,
        session: &Session,
        expert: &PlannedExpert,
        entries: &[&PlannedEntry],
        revised: bool,
    ) -> Result<(), DeskError> {
        let mut given = Vec::new();
        for entry in entries {
            let maxima = self.maxima(entry);
            let marks = if revised { revised_marks } else { marks }(
                &self.plan,
                expert,
                entry,
                &maxima,
                self.rubric.step,
            );
            given.extend(marks.iter().map(|(criterion, mark)| json!({"entry": entry.id.as_str(), "criterion": criterion.as_str(), "value": mark.to_string()})));
        }
        ask(
            session,
            "marks_put",
            json!({"marks": given}),
            &Call::quiet(),
        )?;
        for entry in entries.iter().filter(|_| !revised) {
            for (gate, finding, reason) in findings(&self.plan, expert, entry) {
                ask(
                    session,
                    "gate_put",
                    json!({"entry": entry.id.as_str(), "gate": gate, "finding": finding.as_str(), "reason": reason}),
                    &Call::quiet(),
                )?;
            }
        }
        for entry in entries {
            let comment = comment(&self.plan, expert, entry);
            if !comment.is_empty() && !revised {
                ask(
                    session,
                    "comment_put",
                    json!({"entry": entry.id.as_str(), "text": comment}),
                    &Call::quiet(),
                )?;
            }
        }
        Ok(())
    }

    fn maxima(&self, entry: &PlannedEntry) -> Vec<(CriterionId, Points)> {
        let Some(profile) = self.rubric.profile_for(entry.size) else {
            return Vec::new();
        };
        self.rubric
            .criteria()
            .filter_map(|(_, criterion)| {
                Some((
                    criterion.id.clone(),
                    self.rubric.maximum(profile, &criterion.id)?,
                ))
            })
            .collect()
    }

    fn say_exceptions(&self, session: &Session, expert: &PlannedExpert) -> Result<(), DeskError> {
        let (recusal, missing) = (&self.plan.recusal, &self.plan.missing);
        if expert.expert.id == recusal.expert {
            ask(
                session,
                "recusal_put",
                json!({"entry": recusal.entry.as_str(), "reason": recusal.reason}),
                &Call::quiet(),
            )?;
        }
        let in_track = self
            .plan
            .entries_of(expert)
            .any(|entry| entry.id == missing.entry);
        // One expert says it cannot be judged without the form; the colleagues judge by the proofs.
        if in_track && expert.expert.chair {
            ask(
                session,
                "material_missing_put",
                json!({"entry": missing.entry.as_str(), "reason": missing.reason}),
                &Call::quiet(),
            )?;
        }
        Ok(())
    }

    fn sign(&self, session: &Session, expert: &PlannedExpert, seq: u32) -> Result<(), DeskError> {
        ask(
            session,
            "sheet_sign",
            json!({"passphrase": PASSPHRASE}),
            &Call::quiet(),
        )?;
        let file = self
            .at("sheets")
            .join(format!("{}-{seq}.xlsx", expert.expert.id));
        ask(
            session,
            "sheet_save",
            json!({"target": session.offer(&file)}),
            &Call::quiet(),
        )?;
        Ok(())
    }

    fn score_half(&self) -> Result<(), DeskError> {
        let expert = &self.plan.half_scored;
        let session = self.sign_in(expert)?;
        let entries: Vec<&PlannedEntry> = self.plan.entries_of(expert).collect();
        let half = entries.len() / 2;
        self.score(&session, expert, &entries[..half], false)
    }

    /// The fresh letter is locked as a real one: opening it takes the real work.
    fn issue_fresh(&self) -> Result<FreshExpert, DeskError> {
        let organiser = self.session(false);
        let desk = organiser.offer_desk(&self.at("organiser"))?;
        ask(
            &organiser,
            "desk_unlock",
            json!({"desk": desk, "login": null, "passphrase": PASSPHRASE}),
            &Call::quiet(),
        )?;
        let expert = &self.plan.fresh.expert;
        let letters = self.issue(&organiser, &[expert.id.to_string()], &Call::quiet())?;
        let letter = letters
            .into_iter()
            .next()
            .ok_or_else(|| DeskError::new(ErrorCode::UnknownExpert).with("expert", &expert.id))?;
        Ok(FreshExpert {
            id: expert.id.to_string(),
            name: expert.name.clone(),
            letter: letter.file,
            code: letter.code,
        })
    }

    fn made(&self, recovery_code: String, fresh: FreshExpert) -> Made {
        let track = |one: &PlannedExpert| {
            self.plan
                .tracks
                .iter()
                .find(|track| track.id == one.expert.track)
                .map(|track| track.name.clone())
        };
        let expert = |one: &PlannedExpert| MadeExpert {
            id: one.expert.id.to_string(),
            name: one.expert.name.clone(),
            track: track(one).unwrap_or_default(),
            chair: one.expert.chair,
        };
        Made {
            folder: self.folder.clone(),
            passphrase: PASSPHRASE.to_owned(),
            contest: self.plan.contest.name.clone(),
            experts: self.plan.experts.iter().map(expert).collect(),
            fresh,
            half: self.desk_of(self.plan.half_scored.expert.id.as_str()),
            recovery_code,
        }
    }
}

fn ask(session: &Session, name: &str, request: Value, call: &Call<'_>) -> Result<Value, DeskError> {
    session.ask(name, request, call)
}

fn text(value: &Value, key: &str) -> String {
    value[key].as_str().unwrap_or_default().to_owned()
}
