//! The 定稿 page, and the line that every answer, workbook and paper with results carries.
//!
//! The one rule: whether a result is final is said from the signed documents, never from what a screen remembers.

use jury_core::TrackId;
use jury_exchange::formal::DRAFT;
use jury_seal::ShortCode;
use jury_seal::document::ResultDocument;
use jury_seal::document::result::ResultEntry;
use jury_seal::vault::Role;

use super::standing::{Decided, Standing, Version, decisions};
use super::{compose, items};
use crate::credentials;
use crate::desk::OpenDesk;
use crate::error::DeskError;
use crate::facts::ContestFacts;
use crate::merging::{self, Merged};
use crate::session::Session;
use crate::wire::finalise::{Countersigner, DecidedItem, FinalMark, FinaliseLook, ResultVersion};

/// Whether a track is final, as a line to show.
pub(crate) fn mark(
    desk: &OpenDesk,
    facts: &ContestFacts,
    track: &TrackId,
) -> Result<FinalMark, DeskError> {
    Ok(mark_of(&Standing::of(desk, facts.round, track)?))
}

fn mark_of(standing: &Standing) -> FinalMark {
    let last = standing.last();
    let code = last.map(|version| ShortCode::of(&version.digest).to_string());
    let finalised = standing.in_force().is_some();
    let text = match (last, &code) {
        (Some(version), Some(code)) if finalised => {
            format!("定稿 第 {} 版 核对码 {code}", version.document.version)
        }
        (Some(version), _) => format!("未定稿（第 {} 版已重开）", version.document.version),
        (None, _) => "未定稿".to_owned(),
    };
    FinalMark {
        finalised,
        version: last.map(|version| version.document.version),
        at: last.map(|version| version.document.at.clone()),
        code,
        text,
    }
}

/// The same as a paper says it that leaves the desk.
pub(crate) fn on_paper(mark: FinalMark) -> String {
    if mark.finalised {
        mark.text
    } else {
        mark.text.replacen("未定稿", DRAFT, 1)
    }
}

pub(super) fn look(
    session: &Session,
    desk: &OpenDesk,
    track: Option<&str>,
) -> Result<FinaliseLook, DeskError> {
    let merged = merging::merged(desk)?;
    let facts = &merged.facts;
    let track = facts.choose_track(track)?;
    let standing = Standing::of(desk, facts.round, &track.id)?;
    let is_final = standing.in_force().is_some();
    let (all, in_force) = decisions(desk, facts.round)?;
    let mut decided: Vec<DecidedItem> = all
        .iter()
        .filter(|one| one.document.track == track.id)
        .filter_map(|one| {
            decided(&merged, one, is_final).filter(|_| {
                let subject = one.document.subject.to_core();
                subject
                    .and_then(|subject| in_force.on(&subject))
                    .map(|(_, digest)| digest)
                    == Some(one.digest)
            })
        })
        .collect();
    decided.sort_by(|one, other| (&one.at, &one.title).cmp(&(&other.at, &other.title)));
    Ok(FinaliseLook {
        tracks: facts.track_names(),
        track: track.id.to_string(),
        round: facts.round.label().to_owned(),
        mark: mark_of(&standing),
        open: if is_final {
            Vec::new()
        } else {
            items::open(desk, &merged, &track.id)?
        },
        decided,
        versions: standing.versions.iter().map(version).collect(),
        differences: differences(desk, &merged, &standing, &track.id)?,
        supervisors: supervisors(session, desk)?,
    })
}

fn decided(merged: &Merged, one: &Decided, is_final: bool) -> Option<DecidedItem> {
    let subject = one.document.subject.to_core()?;
    Some(DecidedItem {
        item: items::name(&subject),
        title: items::title(merged, &subject),
        outcome: items::label(&subject, one.document.outcome).to_owned(),
        reason: one.document.reason.clone(),
        at: one.document.at.clone(),
        code: ShortCode::of(&one.digest).to_string(),
        outcomes: if is_final {
            Vec::new()
        } else {
            items::choices(&subject, &[])
        },
    })
}

fn version(version: &Version) -> ResultVersion {
    let document = &version.document;
    ResultVersion {
        version: document.version,
        at: document.at.clone(),
        code: ShortCode::of(&version.digest).to_string(),
        digest: version.digest.to_string(),
        inputs: count(document.inputs.len()),
        ranked: count(
            document
                .ranking
                .iter()
                .filter(|row| row.rank.is_some())
                .count(),
        ),
        reopened: version
            .reopened
            .as_ref()
            .map(|(_, reopening)| reopening.reason.clone()),
    }
}

fn count(count: usize) -> u32 {
    merging::look::narrow(count)
}

/// What a final result says otherwise than the documents do now. Nothing that comes in can make a difference, so one is damage, or a changed rule.
fn differences(
    desk: &OpenDesk,
    merged: &Merged,
    standing: &Standing,
    track: &TrackId,
) -> Result<Vec<String>, DeskError> {
    let Some(version) = standing.in_force() else {
        return Ok(Vec::new());
    };
    let ResultDocument {
        ranking,
        rule_digest,
        names,
        ..
    } = &version.document;
    let mut said = Vec::new();
    // Awards move on after the result: an upheld objection, a withdrawal. They are told where they are decided.
    let plain = |row: &ResultEntry| ResultEntry {
        award: None,
        ..row.clone()
    };
    let was: Vec<ResultEntry> = ranking.iter().map(plain).collect();
    let now = compose::ranking(desk, merged, track)?;
    let changed = now.iter().filter(|row| !was.contains(&plain(row))).count();
    if changed > 0 {
        said.push(format!(
            "按现有文件重新计算，有 {changed} 项与定稿不同，以定稿为准，请查明原因。"
        ));
    }
    if *names != compose::names(desk, merged, track)? {
        said.push("项目名称、团队或参赛单位在定稿后改过，以定稿时的为准。".to_owned());
    }
    if *rule_digest != jury_exchange::rule_file::rule_digest(&merged.facts.rule) {
        said.push("评审规则在定稿后改过，定稿仍按当时的规则。".to_owned());
    }
    Ok(said)
}

fn supervisors(session: &Session, desk: &OpenDesk) -> Result<Vec<Countersigner>, DeskError> {
    let vault = credentials::read_vault(session, &desk.folder)?;
    let listed = vault.logins().into_iter();
    Ok(listed
        .filter(|login| login.role == Role::Supervisor)
        .map(|login| Countersigner {
            id: login.id,
            name: login.name,
        })
        .collect())
}
