//! What the one who merges knows: facts of the contest, keys, assignments, closings, tickets.
//!
//! On the organiser's desk from its tables and documents, on a chair's from the panel's part of the letter. The one rule: nothing here comes from
//! a file that is being merged.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use jury_core::contest::{Contest, Round, Track};
use jury_core::entry::{Entry, SizeFacts};
use jury_core::merge::{Expected, ExpectedEntry, TicketFacts};
use jury_core::{Digest, ExpertId};
use jury_seal::Envelope;
use jury_seal::document::letter::{Letter, LetterEntry};
use jury_seal::document::{Closing, Confirmation, Document as _, Sheet, Ticket};
use jury_seal::verify::{KeyBook, chain_before};

use crate::desk::{OpenDesk, read_payload};
use crate::error::{DeskError, ErrorCode};
use crate::facts::{CalibrationFacts, ContestFacts, EntryFacts};
use crate::wire::start::DeskKind;
use crate::{dispatch, finalising, roster};

/// Everything needed to judge an envelope.
pub(crate) struct Knowledge {
    pub(crate) facts: Arc<ContestFacts>,
    pub(crate) expected: Expected,
    pub(crate) book: KeyBook,
    /// Rounds of this contest that are merged on their own; documents of these are left to them.
    pub(crate) elsewhere: BTreeSet<Round>,
}

impl Knowledge {
    /// Lets the sheets up to the last one under a revoked key keep their verdict: the roster names that one, its chain leads back to the rest.
    /// `more`: envelopes that are not on the desk and are judged as if they were.
    pub(crate) fn cover_revoked(
        &mut self,
        desk: &OpenDesk,
        more: &[Vec<u8>],
    ) -> Result<(), DeskError> {
        let revoked: Vec<_> = self
            .book
            .revoked()
            .map(|(keyid, last)| (keyid, last.clone()))
            .collect();
        if revoked.is_empty() {
            return Ok(());
        }
        let mut documents = BTreeMap::new();
        for bytes in super::files::envelopes(desk)? {
            documents.extend(chain_link(&bytes?));
        }
        documents.extend(more.iter().filter_map(|bytes| chain_link(bytes)));
        for (keyid, last) in revoked {
            for digest in last {
                self.book.cover(keyid, chain_before(digest, &documents));
            }
        }
        Ok(())
    }
}

/// A sheet's digest with that of the sheet before it.
fn chain_link(bytes: &[u8]) -> Option<(Digest, Option<Digest>)> {
    let envelope = Envelope::parse(bytes)
        .ok()
        .filter(|envelope| envelope.payload_type == Sheet::KIND)?;
    let sheet: Sheet = read_payload(&envelope).ok()?;
    Some((envelope.digest(), sheet.prev))
}

/// The knowledge of an open desk about one round; a chair's desk knows but its own.
pub(crate) fn of(desk: &OpenDesk, round: Round) -> Result<Knowledge, DeskError> {
    match desk.kind {
        DeskKind::Organiser => of_organiser(desk, round),
        DeskKind::Expert => of_chair(desk),
    }
}

/// The contest alone, without keys: what is needed to lay a sheet's workbook out again.
pub(crate) fn facts(desk: &OpenDesk) -> Result<Arc<ContestFacts>, DeskError> {
    match desk.kind {
        DeskKind::Organiser => dispatch::whole(desk),
        DeskKind::Expert => Ok(Arc::new(facts_of_letter(&*desk.letter()?)?)),
    }
}

fn of_organiser(desk: &OpenDesk, round: Round) -> Result<Knowledge, DeskError> {
    let facts = dispatch::facts_in(desk, round)?;
    let roster = roster::current(desk)?;
    let mut book = KeyBook::of_roster(&roster.document).map_err(|faults| refused(&faults))?;
    for envelope in desk.documents(Confirmation::KIND)? {
        let confirmation: Confirmation = read_payload(&envelope)?;
        book.confirm(&confirmation)
            .map_err(|fault| DeskError::internal(&fault))?;
    }
    let digests = dispatch::assignment_digests(desk, &facts)?;
    let mut expected = expect(&facts, digests, &book);
    expected.decisions = finalising::decisions(desk, facts.round)?.1;
    expected.finalised = finalising::finalised_inputs(desk, &facts)?;
    for envelope in desk.documents(Closing::KIND)? {
        let closing: Closing = read_payload(&envelope)?;
        if closing.round == round {
            note_closing(&mut expected, &closing, desk)?;
        }
    }
    for envelope in desk.documents(Ticket::KIND)? {
        let ticket: Ticket = read_payload(&envelope)?;
        if ticket.round != round {
            continue;
        }
        expected.tickets.insert(
            envelope.digest(),
            TicketFacts {
                expert: ticket.expert,
                seq: ticket.seq,
                prev: Some(ticket.prev),
            },
        );
    }
    let others = facts.rule.rounds.iter().map(|one| one.round);
    let elsewhere = others.filter(|other| *other != round).collect();
    Ok(Knowledge {
        facts,
        expected,
        book,
        elsewhere,
    })
}

fn note_closing(
    expected: &mut Expected,
    closing: &Closing,
    desk: &OpenDesk,
) -> Result<(), DeskError> {
    expected.closed_tracks.insert(closing.track.clone());
    for (digest, expert) in super::files::experts_of(desk, &closing.sheets)? {
        expected.closed.entry(expert).or_default().insert(digest);
    }
    Ok(())
}

fn of_chair(desk: &OpenDesk) -> Result<Knowledge, DeskError> {
    let letter = desk.letter()?;
    let Some(panel) = &letter.panel else {
        return Err(DeskError::new(ErrorCode::NotAllowed).with("who", "组长"));
    };
    let facts = Arc::new(facts_of_letter(&letter)?);
    let book = KeyBook::of_experts(&letter.contest.id, &panel.experts)
        .map_err(|faults| refused(&faults))?
        .with_witnesses(&letter.contest_key, &letter.supervisors)
        .map_err(|fault| refused(&[fault]))?;
    let digests = panel
        .assignments
        .iter()
        .map(|assignment| {
            (
                assignment.expert.clone(),
                BTreeSet::from([assignment.digest]),
            )
        })
        .collect();
    let mut expected = expect(&facts, digests, &book);
    expected.only_panel = Some(letter.expert.panel.clone());
    let mut knowledge = Knowledge {
        facts,
        expected,
        book,
        elsewhere: BTreeSet::new(),
    };
    vouch_for_own_key(desk, &letter, &mut knowledge);
    Ok(knowledge)
}

/// The chair's own sheets were signed on this desk: the chair knows that key without anybody's introduction.
fn vouch_for_own_key(desk: &OpenDesk, letter: &Letter, knowledge: &mut Knowledge) {
    let own = desk.key.public().id().to_string();
    knowledge
        .expected
        .trusted_keys
        .entry(letter.expert.id.clone())
        .or_default()
        .insert(own);
}

fn refused(faults: &[jury_seal::Fault]) -> DeskError {
    let detail = faults
        .iter()
        .map(ToString::to_string)
        .collect::<Vec<_>>()
        .join("; ");
    DeskError::new(ErrorCode::Internal).with("source", detail)
}

/// The contest as a chair's letter tells it.
pub(crate) fn facts_of_letter(letter: &Letter) -> Result<ContestFacts, DeskError> {
    let (listed, experts): (&[LetterEntry], _) = match &letter.panel {
        Some(panel) => (
            &panel.entries,
            panel
                .experts
                .iter()
                .map(|expert| (expert.id.clone(), expert.to_core()))
                .collect(),
        ),
        None => (&letter.entries, BTreeMap::new()),
    };
    let entries = listed
        .iter()
        .map(|entry| Ok((entry.id.clone(), entry_facts(letter, entry)?)))
        .collect::<Result<_, DeskError>>()?;
    let assignments = letter
        .panel
        .iter()
        .flat_map(|panel| &panel.assignments)
        .map(|one| (one.expert.clone(), one.entries.iter().cloned().collect()))
        .collect();
    let rule = jury_exchange::rule_file::read_rule(&letter.rule)
        .map_err(|error| DeskError::internal(&error))?;
    Ok(ContestFacts {
        contest: Contest {
            id: letter.contest.id.clone(),
            name: letter.contest.name.clone(),
            edition: letter.contest.edition.clone(),
        },
        round: letter.round,
        rubric: letter.rubric.to_core(),
        rubric_digest: letter.rubric_digest,
        rule,
        tracks: vec![Track {
            id: letter.track.id.clone(),
            name: letter.track.name.clone(),
            topics: Vec::new(),
        }],
        entries,
        experts,
        assignments,
        recusals: BTreeMap::new(),
    })
}

fn entry_facts(letter: &Letter, entry: &LetterEntry) -> Result<EntryFacts, DeskError> {
    Ok(EntryFacts {
        entry: Entry {
            id: entry.id.clone(),
            track: letter.track.id.clone(),
            topic: entry.topic.clone(),
            title: entry.title.clone(),
            team: entry.team.clone(),
            entrant: entry.entrant.clone(),
            credit_code: String::new(),
            kind: entry.kind,
            facts: SizeFacts {
                industry: None,
                employees: None,
                revenue: None,
                assets: None,
            },
            size: entry.size_class,
            profile: entry.profile.clone(),
        },
        size_basis: entry.size_basis.clone(),
        dossier: entry
            .dossier_digest()
            .map_err(|error| DeskError::internal(&error))?,
        // A chair's letter says that an entry is one for calibration, and what with only where the chair may see it.
        calibration: entry.calibration.is_some().then(CalibrationFacts::default),
    })
}

/// Facts, assignments and keys as the merge wants them.
pub(crate) fn expect(
    facts: &ContestFacts,
    digests: BTreeMap<ExpertId, BTreeSet<Digest>>,
    book: &KeyBook,
) -> Expected {
    let mut expected = Expected::new(
        facts.contest.id.clone(),
        facts.round,
        facts.rubric.clone(),
        facts.rubric_digest,
    );
    expected.entries = facts
        .entries
        .iter()
        .map(|(id, one)| {
            let entry = &one.entry;
            (
                id.clone(),
                ExpectedEntry {
                    track: entry.track.clone(),
                    size: entry.size,
                    profile: entry.profile.clone(),
                    dossier: one.dossier,
                    calibration: one.calibration.is_some(),
                },
            )
        })
        .collect();
    expected.quorum = facts.rule.missing.quorum();
    expected.experts.clone_from(&facts.experts);
    expected.assignments.clone_from(&facts.assignments);
    expected.assignment_digests = digests;
    let mut keys = book.signing_keys();
    let mut keys_of = |expert: &ExpertId| {
        let keys = keys.remove(expert).unwrap_or_default();
        keys.iter().map(ToString::to_string).collect()
    };
    expected.trusted_keys = facts
        .experts
        .keys()
        .map(|expert| (expert.clone(), keys_of(expert)))
        .collect();
    expected.retired_keys = book.revoked().map(|(keyid, _)| keyid.to_string()).collect();
    expected
}
