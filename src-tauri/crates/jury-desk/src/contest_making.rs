//! Making a contest from a secretariat's workbooks: the organiser's desk with its first two logins, the contest key and the first roster.
//!
//! Reading and fault-finding is intake.rs. The one rule: either the whole contest exists afterwards, or nothing does.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use jury_core::contest::Contest;
use jury_core::rule::Rule;
use jury_core::{ContestId, ExpertId};
use jury_exchange::export::write_verified;
use jury_exchange::rule_file::canonical_text;
use jury_exchange::template::{entries_template, experts_template, rubric_template};
use jury_seal::document::parts::{Algorithms, ContestName, KeyRecord, Supervisor, TrackName};
use jury_seal::document::roster::{ExpertKey, KeySource, KeyStatus, Roster, RosterExpert};
use jury_seal::document::rubric::RubricPart;
use jury_seal::document::seal;
use jury_seal::{SigningKey, canon};
use jury_store::{At, table};

use crate::call::Call;
use crate::credentials::{self, NewOrganiserDesk};
use crate::desk::{OpenDesk, meta, row_of};
use crate::error::{DeskError, ErrorCode};
use crate::facts::{Tables, kind_word};
use crate::intake::{self, Intake, IntakePaths};
use crate::merging::look::narrow;
use crate::session::Session;
use crate::wire::Written;
use crate::wire::expert::SaveTo;
use crate::wire::organiser::{ContestCheck, ContestFiles, ContestMade, ContestNew};

impl Session {
    pub(crate) fn templates_write(&self, ask: SaveTo, _: &Call<'_>) -> Result<Written, DeskError> {
        let folder = self.path_of(&ask.target)?;
        std::fs::create_dir_all(&folder)
            .map_err(|_| DeskError::new(ErrorCode::CannotWrite).with("file", folder.display()))?;
        let files = [
            ("参赛项目表.xlsx", entries_template()),
            ("评审专家表.xlsx", experts_template()),
            ("指标体系.xlsx", rubric_template()),
        ];
        let mut last = folder.clone();
        for (name, bytes) in files {
            last = write_verified(
                &folder.join(name),
                &bytes.map_err(|error| DeskError::internal(&error))?,
            )?;
        }
        Ok(self.written(&last))
    }

    pub(crate) fn contest_check(
        &self,
        ask: ContestFiles,
        _: &Call<'_>,
    ) -> Result<ContestCheck, DeskError> {
        Ok(check_of(&intake::read(&self.intake_paths(&ask)?)?))
    }

    pub(crate) fn contest_new(
        &self,
        ask: ContestNew,
        call: &Call<'_>,
    ) -> Result<ContestMade, DeskError> {
        call.step("正在读取表格", 0, 3, "步")?;
        let intake = intake::read(&self.intake_paths(&ask.files)?)?;
        if !intake.faults.is_empty() {
            return Err(intake::refuse(&intake.faults));
        }
        self.check_strength(&ask.organiser_passphrase)?;
        self.check_strength(&ask.supervisor_passphrase)?;
        call.step("正在生成密钥", 1, 3, "步")?;
        let contest = Contest {
            id: fresh_contest_id(self)?,
            name: plain(&ask.name)?,
            edition: plain(&ask.edition)?,
        };
        let folder = self.new_desk_folder(&format!("organiser-{}", contest.id));
        let new = NewOrganiserDesk {
            contest: &contest,
            organiser: &plain(&ask.organiser)?,
            organiser_passphrase: &ask.organiser_passphrase,
            supervisor: &plain(&ask.supervisor)?,
            supervisor_passphrase: &ask.supervisor_passphrase,
        };
        let made = credentials::make_organiser_desk(self, &folder, &new)?;
        call.step("正在写入赛事", 2, 3, "步")?;
        let rule = rule_for(&intake.rubric, ask.advisory);
        fill(&made.desk, &contest, &intake, &rule, &made)?;
        if ask.copying == Some(false) {
            made.desk.save(|change| {
                table::meta::put_text(change, meta::COPYING, meta::FORBIDDEN)?;
                Ok(())
            })?;
        }
        let check = check_of(&intake);
        let contest_code = made.contest_key.public().short_code().to_string();
        let desk = self.seat(made.desk);
        Ok(ContestMade {
            open: self.describe(&desk)?,
            recovery_code: made.recovery_code,
            contest_code,
            check,
        })
    }

    fn intake_paths(&self, files: &ContestFiles) -> Result<IntakePaths, DeskError> {
        let optional = |token: &Option<String>| {
            token
                .as_deref()
                .map(|token| self.path_of(token))
                .transpose()
        };
        Ok(IntakePaths {
            entries: self.path_of(&files.entries)?,
            experts: self.path_of(&files.experts)?,
            rubric: optional(&files.rubric)?,
            materials: optional(&files.materials)?,
        })
    }
}

fn check_of(intake: &Intake) -> ContestCheck {
    let materials = || {
        intake
            .materials
            .iter()
            .filter(|material| material.path.is_some())
    };
    ContestCheck {
        entries: narrow(intake.entries.len()),
        calibration: narrow(intake.calibration.len()),
        experts: narrow(intake.experts.len()),
        tracks: intake
            .tracks
            .iter()
            .map(|track| track.name.clone())
            .collect(),
        materials: narrow(materials().count()),
        bytes: materials().map(|material| material.size).sum(),
        faults: intake.faults.clone(),
        remarks: intake.remarks.clone(),
    }
}

fn plain(text: &str) -> Result<String, DeskError> {
    let text = crate::scoring::plain(text.trim())?.replace('\n', " ");
    if text.is_empty() {
        Err(DeskError::new(ErrorCode::NameNeeded))
    } else {
        Ok(text)
    }
}

fn fresh_contest_id(session: &Session) -> Result<ContestId, DeskError> {
    let mut bytes = [0; 6];
    session.config.randomness.fill(&mut bytes);
    ContestId::new(format!("C{}", hex::encode(bytes))).map_err(|error| DeskError::internal(&error))
}

fn fill(
    desk: &OpenDesk,
    contest: &Contest,
    intake: &Intake,
    rule: &Rule,
    made: &credentials::MadeOrganiserDesk,
) -> Result<(), DeskError> {
    let at = desk.now()?;
    let rubric = canon::to_bytes(&RubricPart::of(&intake.rubric))
        .map_err(|error| DeskError::internal(&error))?;
    let tables = Tables {
        tracks: intake.tracks.clone(),
        entries: intake.entries.clone(),
        calibration: intake.calibration.clone(),
        experts: intake.experts.clone(),
        assignments: as_sets(&intake.assignments),
        recusals: as_sets(&intake.recusals),
    };
    let materials = material_rows(desk, intake);
    let roster = first_roster(desk, contest, intake, made, &at)?;
    let roster = seal(&roster, &[&made.contest_key, &made.supervisor_key])
        .map_err(|error| DeskError::internal(&error))?;
    let name = format!("{}\n{}\n{}", contest.id, contest.name, contest.edition);
    desk.save(|change| {
        table::meta::put_text(change, meta::CONTEST, &name)?;
        table::meta::put(change, meta::RUBRIC, &rubric)?;
        table::meta::put_text(change, meta::RULE, &canonical_text(rule))?;
        tables.store(change)?;
        table::material::replace_all(change, &materials)?;
        table::document::put(change, &row_of(&roster, &at))?;
        let what = format!(
            "{} 项、{} 位专家、{} 份材料{}",
            intake.entries.len(),
            intake.experts.len(),
            materials.len(),
            if rule.advisory {
                "，开启“参考”"
            } else {
                ""
            }
        );
        Ok(desk.log(change, &at, "建立赛事", &what)?)
    })
}

/// The default rule, with the steps of its tie chain that this rubric has groups for.
fn rule_for(rubric: &jury_core::rubric::Rubric, advisory: bool) -> Rule {
    use jury_core::rule::TieStep;
    let mut rule = Rule {
        advisory,
        ..Rule::default()
    };
    rule.ties.retain(|step| !matches!(step, TieStep::Group(group) if rubric.groups.iter().all(|one| one.id != *group)));
    rule
}

fn as_sets(
    lists: &BTreeMap<ExpertId, Vec<jury_core::EntryId>>,
) -> BTreeMap<ExpertId, BTreeSet<jury_core::EntryId>> {
    lists
        .iter()
        .map(|(expert, entries)| (expert.clone(), entries.iter().cloned().collect()))
        .collect()
}

fn material_rows(desk: &OpenDesk, intake: &Intake) -> Vec<table::material::Material> {
    let row = |(position, found): (usize, &intake::Found)| {
        let mut id = [0; 16];
        desk.randomness.fill(&mut id);
        table::material::Material {
            id: hex::encode(id),
            entry: found.entry.to_string(),
            kind: kind_word(found.kind).to_owned(),
            name: jury_seal::canon::tidy(&found.name),
            path: found.path.as_deref().map(absolute).unwrap_or_default(),
            size: found.size,
            sha256: None,
            chunks: None,
            tags_digest: None,
            position: i64::try_from(position).unwrap_or(i64::MAX),
            problem: found.path.is_none().then(|| "未提交".to_owned()),
        }
    };
    intake.materials.iter().enumerate().map(row).collect()
}

fn absolute(path: &Path) -> String {
    std::path::absolute(path)
        .unwrap_or_else(|_| path.to_owned())
        .to_string_lossy()
        .into_owned()
}

fn first_roster(
    desk: &OpenDesk,
    contest: &Contest,
    intake: &Intake,
    made: &credentials::MadeOrganiserDesk,
    at: &At,
) -> Result<Roster, DeskError> {
    let experts = intake
        .experts
        .iter()
        .map(|expert| {
            let introduction =
                SigningKey::from_seed(&credentials::introduction_seed(desk, &expert.id)?);
            Ok(RosterExpert {
                id: expert.id.clone(),
                name: expert.name.clone(),
                unit: expert.unit.clone(),
                track: expert.track.clone(),
                panel: expert.panel.clone(),
                chair: expert.chair,
                recipient: None,
                keys: vec![ExpertKey {
                    key: KeyRecord::of(&introduction.public()),
                    source: KeySource::Introduction,
                    status: KeyStatus::Enrolled,
                    revoked_after: None,
                }],
            })
        })
        .collect::<Result<_, DeskError>>()?;
    Ok(Roster {
        version: 1,
        prev: None,
        contest: ContestName::from(contest),
        algorithms: Algorithms::current(),
        contest_key: KeyRecord::of(&made.contest_key.public()),
        supervisors: vec![Supervisor {
            id: credentials::SUPERVISOR.to_owned(),
            name: made.supervisor_name.clone(),
            key: KeyRecord::of(&made.supervisor_key.public()),
        }],
        recovery: made.recovery_recipient.clone(),
        tracks: intake
            .tracks
            .iter()
            .map(|track| TrackName {
                id: track.id.clone(),
                name: track.name.clone(),
            })
            .collect(),
        experts,
        audit_head: jury_store::GENESIS,
        at: at.to_string(),
    })
}
