//! Looks at one received sheet alone: is it well formed, meant for this contest, and right by itself?
//!
//! Not its place among other sheets (see `history`). The one rule to know: everything wrong is listed, except what follows from something
//! wrong already listed: a sheet of another contest is not also reported for each of its entries.

use std::collections::{BTreeMap, BTreeSet};

use super::{Code, Expected, ExpectedEntry, Gravity, Received, Signer};
use crate::ranking::EntryMark;
use crate::rubric::Profile;
use crate::sheet::{Counts, GateFinding, Line, LineState, Sheet, missing_marks};
use crate::{Digest, EntryId, Exact, ExpertId};

/// A received sheet after the look at it alone: small, without names, comments and single marks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checked {
    pub(super) codes: BTreeSet<Code>,
    pub(super) signer: Signer,
    pub(super) key: String,
    pub(super) claim: Option<Claim>,
    pub(super) lines: BTreeMap<EntryId, CheckedLine>,
    /// Only entries with a finding stand here.
    pub(super) gates: BTreeMap<EntryId, Vec<GateFinding>>,
}

/// Which sheet of whose this says it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Claim {
    pub(super) expert: ExpertId,
    pub(super) seq: u32,
    pub(super) prev: Option<Digest>,
    pub(super) ticket: Option<Digest>,
}

/// What a sheet says of one entry, as far as a merge needs it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum CheckedLine {
    Scored(EntryMark),
    Recused,
    MaterialMissing,
    Unmarked,
}

impl Checked {
    pub(super) fn gravity(&self) -> Gravity {
        self.codes
            .iter()
            .map(|code| code.gravity())
            .max()
            .unwrap_or(Gravity::Note)
    }
}

/// Looks at one received document by itself.
#[must_use]
pub fn check(received: &Received, expected: &Expected) -> Checked {
    let mut codes: BTreeSet<Code> = received.faults.iter().copied().collect();
    codes.extend(match received.signer {
        Signer::Unknown => Some(Code::KeyUnknown),
        Signer::Revoked => Some(Code::KeyRevoked),
        Signer::Enrolled | Signer::Confirmed | Signer::Transcribed | Signer::Introduced => None,
    });
    let excluded = expected.decisions.excludes_sheet(received.digest);
    codes.extend(excluded.then_some(Code::Excluded));
    if let Some(sheet) = &received.sheet {
        codes.extend(check_sheet(sheet, expected));
    } else if codes.iter().all(|code| code.gravity() < Gravity::Reject) {
        // Without content and without a reason, the content is the reason.
        codes.insert(Code::Schema);
    }
    let mut checked = Checked {
        codes,
        signer: received.signer,
        key: received.key.clone(),
        claim: received.sheet.as_ref().map(|sheet| claim(sheet, expected)),
        lines: BTreeMap::new(),
        gates: BTreeMap::new(),
    };
    if let Some(sheet) = received
        .sheet
        .as_ref()
        .filter(|_| checked.gravity() < Gravity::Reject)
    {
        checked.lines = sheet
            .lines
            .iter()
            .map(|line| checked_line(line, expected))
            .collect();
        checked.gates = sheet
            .lines
            .iter()
            .filter(|line| !line.gates.is_empty())
            .map(|line| (line.entry.clone(), line.gates.clone()))
            .collect();
    }
    checked
}

fn claim(sheet: &Sheet, expected: &Expected) -> Claim {
    let Sheet {
        expert,
        seq,
        prev,
        ticket,
        ..
    } = sheet;
    let expert = expected
        .experts
        .get_key_value(expert)
        .map_or(expert, |(known, _)| known);
    Claim {
        expert: expert.clone(),
        seq: *seq,
        prev: *prev,
        ticket: *ticket,
    }
}

fn checked_line(line: &Line, expected: &Expected) -> (EntryId, CheckedLine) {
    // The expected id is shared by all sheets; the line's own would be one more copy for each.
    let entry = expected
        .entries
        .get_key_value(&line.entry)
        .map_or(&line.entry, |(known, _)| known);
    let state = match &line.state {
        LineState::Scored(marks) => {
            let profile = expected.rubric.profile(&line.profile);
            CheckedLine::Scored(EntryMark {
                total: line.total.clone().unwrap_or_else(Exact::zero),
                groups: profile.map_or_else(BTreeMap::new, |profile| {
                    expected.rubric.group_totals(profile, marks)
                }),
            })
        }
        LineState::Recused { .. } => CheckedLine::Recused,
        LineState::MaterialMissing { .. } => CheckedLine::MaterialMissing,
        LineState::Unmarked => CheckedLine::Unmarked,
    };
    (entry.clone(), state)
}

fn check_sheet(sheet: &Sheet, expected: &Expected) -> BTreeSet<Code> {
    let foreign = foreign_codes(sheet, expected);
    if !foreign.is_empty() {
        return foreign;
    }
    let known = expected
        .assignment_digests
        .get(&sheet.expert)
        .is_some_and(|digests| digests.contains(&sheet.assignment));
    let same_rubric = sheet.rubric == expected.rubric_digest;
    let mut codes = BTreeSet::new();
    codes.extend(named_otherwise(sheet, expected).then_some(Code::NameConfusable));
    codes.extend((!known).then_some(Code::Package));
    codes.extend((!same_rubric).then_some(Code::Rubric));
    codes.extend(entry_codes(sheet));
    if known {
        codes.extend(assignment_codes(sheet, expected));
    }
    if same_rubric {
        codes.extend(
            sheet
                .lines
                .iter()
                .flat_map(|line| mark_codes(line, expected)),
        );
        let all_stand = sheet.lines.iter().all(|line| gates_stand(line, expected));
        codes.extend((!all_stand).then_some(Code::Gate));
    }
    codes
}

/// Whether the sheet is meant for this merge at all.
fn foreign_codes(sheet: &Sheet, expected: &Expected) -> BTreeSet<Code> {
    let mut codes = BTreeSet::new();
    codes.extend((sheet.contest != expected.contest).then_some(Code::Contest));
    codes.extend((sheet.round != expected.round).then_some(Code::Round));
    if !codes.is_empty() {
        return codes;
    }
    let expert = expected.experts.get(&sheet.expert);
    codes.extend(match (&expected.only_panel, expert) {
        // A chair's desk knows the experts of its own panel only.
        (Some(panel), expert) if expert.is_none_or(|expert| expert.panel != *panel) => {
            Some(Code::NotPanel)
        }
        (_, Some(expert)) if expert.track == sheet.track => None,
        _ => Some(Code::NotAssigned),
    });
    codes
}

/// Whether the name on the sheet is not the one the roster has under its id: the id may be somebody else's, so a person looks.
fn named_otherwise(sheet: &Sheet, expected: &Expected) -> bool {
    let known = expected.experts.get(&sheet.expert);
    known.is_some_and(|expert| expert.name != sheet.name)
}

/// What is wrong with the list of entries by itself.
fn entry_codes(sheet: &Sheet) -> BTreeSet<Code> {
    let entries: BTreeSet<_> = sheet.lines.iter().map(|line| &line.entry).collect();
    let mut codes = BTreeSet::new();
    codes.extend((entries.len() < sheet.lines.len()).then_some(Code::DupEntry));
    codes.extend((sheet.counts != Counts::of(&sheet.lines)).then_some(Code::Count));
    codes
}

/// What differs from the assignment this sheet was made under. Only asked where that assignment still holds.
fn assignment_codes(sheet: &Sheet, expected: &Expected) -> BTreeSet<Code> {
    let nothing = BTreeSet::new();
    let assigned = expected.assignments.get(&sheet.expert).unwrap_or(&nothing);
    let listed: BTreeSet<_> = sheet.lines.iter().map(|line| line.entry.clone()).collect();
    let mut codes = BTreeSet::new();
    codes.extend((!listed.is_subset(assigned)).then_some(Code::NotAssigned));
    codes.extend((!assigned.is_subset(&listed)).then_some(Code::Count));
    for line in &sheet.lines {
        if let Some(entry) = expected
            .entries
            .get(&line.entry)
            .filter(|_| assigned.contains(&line.entry))
        {
            codes.extend(fact_codes(sheet, line, entry));
        }
    }
    codes
}

fn fact_codes(sheet: &Sheet, line: &Line, entry: &ExpectedEntry) -> impl Iterator<Item = Code> {
    let size = sheet.size_classes.get(&line.entry) != Some(&entry.size);
    let dossier = sheet.dossiers.get(&line.entry) != Some(&entry.dossier);
    let profile = line.profile != entry.profile;
    let found = [
        (size, Code::SizeClass),
        (dossier, Code::Package),
        (profile, Code::Weights),
    ];
    found
        .into_iter()
        .filter_map(|(wrong, code)| wrong.then_some(code))
}

/// What is wrong with weights, marks and total of one line by the rubric.
fn mark_codes(line: &Line, expected: &Expected) -> BTreeSet<Code> {
    let Some(profile) = expected
        .rubric
        .profile(&line.profile)
        .filter(|profile| profile.weights == line.weights)
    else {
        return BTreeSet::from([Code::Weights]);
    };
    let mut codes = BTreeSet::new();
    match &line.state {
        LineState::Scored(_) => codes.extend(scored_codes(line, profile, expected)),
        LineState::Recused { .. } | LineState::MaterialMissing { .. } | LineState::Unmarked => {
            codes.extend(line.total.is_some().then_some(Code::Total));
        }
    }
    codes
}

/// Whether a line's findings are about gates of the rubric, one for each, with their reasons; who recuses finds nothing.
fn gates_stand(line: &Line, expected: &Expected) -> bool {
    let recused = matches!(line.state, LineState::Recused { .. });
    let known = |one: &GateFinding| expected.rubric.gate(&one.gate).is_some();
    (line.gates.is_empty() || !recused)
        && line.gates.is_sorted_by(|one, next| one.gate < next.gate)
        && line
            .gates
            .iter()
            .all(|one| known(one) && one.has_its_reason())
}

fn scored_codes(line: &Line, profile: &Profile, expected: &Expected) -> BTreeSet<Code> {
    let LineState::Scored(marks) = &line.state else {
        return BTreeSet::new();
    };
    let rubric = &expected.rubric;
    let mut codes = BTreeSet::new();
    let stands = marks
        .iter()
        .all(|(criterion, mark)| rubric.check_mark(profile, criterion, *mark).is_ok());
    codes.extend((!stands).then_some(Code::Range));
    codes.extend((!missing_marks(marks, rubric).is_empty()).then_some(Code::Count));
    codes.extend(
        (line.total.as_ref() != Some(&rubric.total(profile, marks))).then_some(Code::Total),
    );
    codes
}
