//! Building assignment letters: one small file per expert, locked by a code told by phone.
//!
//! The one rule: letter n+1 names letter n, and the introduction key stays the same, so that marks and signatures carry over.

use std::collections::BTreeMap;

use jury_core::contest::Expert;
use jury_core::{EntryId, ExpertId, TrackId};
use jury_exchange::export::write_verified;
use jury_exchange::rule_file::canonical_text;
use jury_seal::document::calibration::Calibration;
use jury_seal::document::letter::{
    Addressee, Assignment, ChairName, Letter, LetterEntry, LetterMaterial, PanelPart,
    assignment_digest,
};
use jury_seal::document::parts::{ContestName, KeyRecord, TrackName};
use jury_seal::document::roster::{KeyStatus, Roster};
use jury_seal::document::seal;
use jury_seal::letter_file::{Lock, seal_letter};
use jury_seal::opening_code::OpeningCode;
use jury_seal::sha256;
use jury_seal::wire::Secret32;
use jury_store::{At, Secret, table};

use crate::call::Call;
use crate::desk::{OpenDesk, meta, row_of};
use crate::error::{DeskError, ErrorCode};
use crate::facts::ContestFacts;
use crate::roster;
use crate::session::Session;
use crate::wire::organiser::{DispatchLetter, LettersBuild, LettersBuilt};

/// Everything all letters of one run share.
struct Common<'a> {
    desk: &'a OpenDesk,
    facts: &'a ContestFacts,
    roster: &'a Roster,
    entries: BTreeMap<EntryId, LetterEntry>,
    copying: bool,
    deadline: String,
    quick: bool,
}

impl Session {
    pub(crate) fn letters_build(
        &self,
        ask: LettersBuild,
        call: &Call<'_>,
    ) -> Result<LettersBuilt, DeskError> {
        let desk = self.open_desk()?;
        let facts = super::facts(&desk)?;
        let roster = roster::current(&desk)?;
        let chosen = choose(&facts, &ask.experts)?;
        if let Some(deadline) = &ask.deadline {
            At::new(deadline.clone())
                .map_err(|_| DeskError::new(ErrorCode::BadDeadline).with("given", deadline))?;
        }
        let folder = self.path_of(&ask.folder)?;
        std::fs::create_dir_all(&folder)
            .map_err(|_| DeskError::new(ErrorCode::CannotWrite).with("file", folder.display()))?;
        refuse_unpacked(&desk, &facts, &chosen)?;
        let common = Common {
            desk: &desk,
            facts: &facts,
            roster: &roster.document,
            entries: entries(&desk, &facts, ask.feedback.unwrap_or(false))?,
            copying: desk.meta(meta::COPYING)?.as_deref() != Some(meta::FORBIDDEN),
            deadline: ask.deadline.unwrap_or_default(),
            quick: self.config.quick_letters,
        };
        let total = u64::try_from(chosen.len()).unwrap_or(0);
        let mut letters = Vec::new();
        for (position, expert) in chosen.iter().enumerate() {
            call.step(
                "正在生成任务函",
                u64::try_from(position).unwrap_or(0),
                total,
                "份",
            )?;
            letters.push(common.issue(expert, &folder)?);
        }
        call.step("正在生成任务函", total, total, "份")?;
        Ok(LettersBuilt { letters })
    }
}

fn choose<'f>(facts: &'f ContestFacts, asked: &[String]) -> Result<Vec<&'f Expert>, DeskError> {
    if asked.is_empty() {
        // Who judges nobody in this round needs no letter: in a later one many, in the first those who only judge later.
        return Ok(facts.judges().collect());
    }
    let find = |asked: &String| {
        let unknown = || DeskError::new(ErrorCode::UnknownExpert).with("expert", asked);
        facts
            .experts
            .get(&ExpertId::new(asked).map_err(|_| unknown())?)
            .ok_or_else(unknown)
    };
    let chosen: Vec<&Expert> = asked.iter().map(find).collect::<Result<_, _>>()?;
    match chosen.iter().find(|expert| !facts.is_judge(&expert.id)) {
        Some(expert) => Err(DeskError::new(ErrorCode::NothingToJudge)
            .with("name", &expert.name)
            .with("expert", &expert.id)
            .with("round", facts.round.label())),
        None => Ok(chosen),
    }
}

/// A letter names every material's digests, which exist once the pack was built.
fn refuse_unpacked(
    desk: &OpenDesk,
    facts: &ContestFacts,
    experts: &[&Expert],
) -> Result<(), DeskError> {
    let materials = desk.read(|view| Ok(table::material::list(view)?))?;
    let unpacked = materials
        .iter()
        .filter(|material| material.problem.is_none() && material.tags_digest.is_none());
    let mut tracks = unpacked
        .filter_map(|material| facts.entries.get(&EntryId::new(&material.entry).ok()?))
        .map(|one| &one.entry.track);
    let is_judged = |track: &&TrackId| {
        experts
            .iter()
            .any(|expert| facts.judges_in(&expert.id, track))
    };
    match tracks.find(is_judged) {
        Some(track) => {
            Err(DeskError::new(ErrorCode::PacksMissing).with("track", facts.track_name(track)))
        }
        None => Ok(()),
    }
}

fn entries(
    desk: &OpenDesk,
    facts: &ContestFacts,
    feedback: bool,
) -> Result<BTreeMap<EntryId, LetterEntry>, DeskError> {
    let materials = super::letter_materials(desk)?;
    let keys: BTreeMap<String, Secret> = desk
        .read(|view| Ok(table::entry_key::list(view)?))?
        .into_iter()
        .collect();
    let entry = |one: &crate::facts::EntryFacts| {
        let id = one.entry.id.as_str();
        let of_entry: Vec<LetterMaterial> = materials.get(id).cloned().unwrap_or_default();
        // An entry without any readable material has no key yet and needs none.
        let key = keys.get(id).map_or([0; 32], |key| *key.expose());
        let calibration = one
            .calibration
            .as_ref()
            .map(|facts| Calibration::of(&facts.reference, &facts.remark, feedback));
        let entry = LetterEntry {
            calibration,
            ..super::letter_entry(&one.entry, &one.size_basis, of_entry, Secret32::new(key))
        };
        (one.entry.id.clone(), entry)
    };
    Ok(facts.entries.values().map(entry).collect())
}

impl Common<'_> {
    fn issue(
        &self,
        expert: &Expert,
        folder: &std::path::Path,
    ) -> Result<DispatchLetter, DeskError> {
        let contest_key = self
            .desk
            .contest_key
            .as_ref()
            .ok_or_else(|| DeskError::new(ErrorCode::NotAllowed).with("who", "组织方"))?;
        let track = expert.track.as_str();
        let last = self.desk.read(|view| {
            Ok(table::letter_issue::latest(
                view,
                expert.id.as_str(),
                track,
                self.facts.round.as_str(),
            )?)
        })?;
        let at = self.desk.now()?;
        let no = last.as_ref().map_or(1, |issue| issue.seq + 1);
        let letter = self.letter(
            expert,
            no,
            last.as_ref().map(|issue| issue.digest),
            at.as_str(),
        )?;
        let envelope =
            seal(&letter, &[contest_key]).map_err(|error| DeskError::internal(&error))?;
        let code = OpeningCode::generate(&mut self.desk.entropy());
        let lock = if self.quick {
            Lock::CodeForTests(&code)
        } else {
            Lock::Code(&code)
        };
        let file = seal_letter(&envelope, lock);
        let round = if self.facts.is_first_round() {
            String::new()
        } else {
            format!("_{}", self.facts.round.label())
        };
        let name = format!(
            "任务函_{}_{}{}{round}_第{no}号.jurytask",
            expert.id, expert.name, letter.track.name
        );
        let path = write_verified(&folder.join(crate::signing::harmless_name(&name)), &file)?;
        let issue = table::letter_issue::LetterIssue {
            expert: expert.id.to_string(),
            track: track.to_owned(),
            round: self.facts.round.as_str().to_owned(),
            seq: no,
            code: code.to_string(),
            digest: envelope.digest(),
            intro_secret: Secret::new(*letter.introduction.expose()),
            file_name: crate::offers::file_name(&path),
            at: at.clone(),
        };
        self.desk.save(|change| {
            table::document::put(change, &row_of(&envelope, &at))?;
            table::letter_issue::append(change, &issue)?;
            Ok(self.desk.log(
                change,
                &at,
                "生成任务函",
                &format!("{}（{}）第 {no} 号", expert.name, expert.id),
            )?)
        })?;
        Ok(DispatchLetter {
            expert: issue.expert,
            name: expert.name.clone(),
            track: letter.track.name,
            chair: expert.chair,
            seq: Some(no),
            file: issue.file_name,
            code: issue.code,
            at: at.to_string(),
        })
    }

    fn letter(
        &self,
        expert: &Expert,
        no: u32,
        replaces: Option<jury_seal::Digest>,
        at: &str,
    ) -> Result<Letter, DeskError> {
        let rubric = super::rubric_part(self.desk)?;
        let rule = canonical_text(&self.facts.rule);
        let entries = self.assigned(&expert.id);
        Ok(Letter {
            no,
            replaces,
            contest: ContestName::from(&self.facts.contest),
            round: self.facts.round,
            track: TrackName {
                id: expert.track.clone(),
                name: self.facts.letter_track(expert),
            },
            expert: Addressee {
                id: expert.id.clone(),
                name: expert.name.clone(),
                unit: expert.unit.clone(),
                panel: expert.panel.clone(),
                chair: expert.chair,
            },
            introduction: Secret32::new(super::introduction_seed(self.desk, &expert.id)?),
            rubric_digest: self.facts.rubric_digest,
            rubric,
            rule_digest: sha256(rule.as_bytes()),
            rule,
            entries,
            copying: self.copying,
            expires: self.deadline.clone(),
            recovery: self.roster.recovery.clone(),
            contest_key: self.roster.contest_key.clone(),
            supervisors: self.roster.supervisors.clone(),
            chairs: self.chairs(expert),
            panel: expert.chair.then(|| self.panel(expert)).transpose()?,
            at: at.to_owned(),
        })
    }

    /// In reading order: what everybody calibrates by comes first.
    fn assigned(&self, expert: &ExpertId) -> Vec<LetterEntry> {
        let assigned = self.facts.assignments.get(expert);
        let mut entries: Vec<LetterEntry> = assigned
            .into_iter()
            .flatten()
            .filter_map(|entry| self.entries.get(entry).cloned())
            .collect();
        entries.sort_by_key(|entry| entry.calibration.is_none());
        entries
    }

    fn chairs(&self, expert: &Expert) -> Vec<ChairName> {
        let of_panel = self
            .roster
            .experts
            .iter()
            .filter(|one| one.chair && one.panel == expert.panel);
        let live = |keys: &[jury_seal::document::roster::ExpertKey]| -> Vec<KeyRecord> {
            keys.iter()
                // Introduction keys too: they vouch for the key of a chair who was not enrolled beforehand (FORMAT.md §6.9).
                .filter(|key| key.status == KeyStatus::Enrolled)
                .map(|key| key.key.clone())
                .collect()
        };
        of_panel
            .map(|one| ChairName {
                panel: one.panel.clone(),
                expert: one.id.clone(),
                name: one.name.clone(),
                keys: live(&one.keys),
            })
            .collect()
    }

    fn panel(&self, chair: &Expert) -> Result<PanelPart, DeskError> {
        let experts: Vec<_> = self
            .roster
            .experts
            .iter()
            .filter(|expert| expert.panel == chair.panel)
            .cloned()
            .collect();
        let mut assignments = Vec::new();
        let mut listed: BTreeMap<EntryId, LetterEntry> = BTreeMap::new();
        for expert in &experts {
            let entries = self.assigned(&expert.id);
            let digest = assignment_digest(
                &self.facts.contest.id,
                self.facts.round,
                &expert.track,
                &expert.id,
                &entries,
            )
            .map_err(|error| DeskError::internal(&error))?;
            assignments.push(Assignment {
                expert: expert.id.clone(),
                entries: entries.iter().map(|entry| entry.id.clone()).collect(),
                digest,
            });
            listed.extend(entries.into_iter().map(|entry| (entry.id.clone(), entry)));
        }
        Ok(PanelPart {
            roster_version: self.roster.version,
            experts,
            assignments,
            entries: listed.into_values().collect(),
        })
    }
}
