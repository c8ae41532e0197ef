//! Settles which of one expert's sheets counts.
//!
//! Not the content of sheets (see `check`): what was rejected there is out already. The one rule to know: the highest number wins and
//! everything below it is replaced; where two sheets or two keys claim the same place, nobody wins until a person says which.

use std::collections::{BTreeMap, BTreeSet};

use super::check::Claim;
use super::{Checked, Code, Expected, Gravity, Signer, Verdict, VerdictKind};
use crate::{Digest, ExpertId};

/// What became of every document, and where each expert stands.
pub(super) struct Settled {
    pub(super) verdicts: BTreeMap<Digest, Verdict>,
    pub(super) standing: BTreeMap<ExpertId, Standing>,
}

/// The sheet an expert's cells are read from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Standing {
    /// This sheet counts.
    Counts(Digest),
    /// Nothing counts until a person has looked; this is (the first of) what to look at.
    Held(Digest),
}

pub(super) fn settle(checked: &BTreeMap<Digest, Checked>, expected: &Expected) -> Settled {
    let mut settled = Settled {
        verdicts: BTreeMap::new(),
        standing: BTreeMap::new(),
    };
    let mut by_expert: BTreeMap<&ExpertId, Vec<Candidate<'_>>> = BTreeMap::new();
    for (digest, checked) in checked {
        match &checked.claim {
            Some(claim) if checked.gravity() < Gravity::Reject => {
                by_expert
                    .entry(&claim.expert)
                    .or_default()
                    .push(Candidate::new(*digest, checked, claim));
            }
            _ => settled.say(*digest, VerdictKind::Rejected, &checked.codes),
        }
    }
    for (expert, candidates) in by_expert {
        let standing = History {
            expert,
            checked,
            expected,
            settled: &mut settled,
        }
        .settle(candidates);
        settled
            .standing
            .extend(standing.map(|standing| (expert.clone(), standing)));
    }
    settled
}

impl Settled {
    fn say(&mut self, digest: Digest, kind: VerdictKind, codes: &BTreeSet<Code>) {
        self.verdicts.insert(
            digest,
            Verdict {
                kind,
                codes: codes.iter().copied().collect(),
            },
        );
    }
}

/// A sheet that may count.
struct Candidate<'a> {
    digest: Digest,
    codes: BTreeSet<Code>,
    checked: &'a Checked,
    claim: &'a Claim,
}

impl<'a> Candidate<'a> {
    fn new(digest: Digest, checked: &'a Checked, claim: &'a Claim) -> Self {
        Self {
            digest,
            codes: checked.codes.clone(),
            checked,
            claim,
        }
    }

    fn is_held(&self, expected: &Expected) -> bool {
        let accepted = expected.decisions.accepts_held(self.digest);
        self.codes
            .iter()
            .any(|code| code.gravity() == Gravity::Hold && !(accepted && code.yields_to_decision()))
    }
}

/// One expert's sheets being settled.
struct History<'a> {
    expert: &'a ExpertId,
    checked: &'a BTreeMap<Digest, Checked>,
    expected: &'a Expected,
    settled: &'a mut Settled,
}

impl<'a> History<'a> {
    fn settle(&mut self, candidates: Vec<Candidate<'a>>) -> Option<Standing> {
        let (candidates, contested) = self.settle_keys(candidates);
        let (candidates, after_final) = self.settle_final(candidates);
        let (mut candidates, late) = self.settle_closing(candidates);
        let found: Vec<_> = candidates
            .iter()
            .map(|candidate| self.chain_code(candidate, &candidates))
            .collect();
        for (candidate, code) in candidates.iter_mut().zip(found) {
            candidate.codes.extend(code);
        }
        let (transcripts, signed) = candidates
            .into_iter()
            .partition(|candidate| candidate.checked.signer == Signer::Transcribed);
        let standing = self.settle_transcripts(transcripts, signed);
        // Two keys in dispute hold everything; a late sheet holds nothing that was taken in time.
        contested
            .map(Standing::Held)
            .or(standing)
            .or(late.or(after_final).map(Standing::Held))
    }

    /// An introduced key gives way to one known to be the expert's; two introduced keys hold each other.
    fn settle_keys(
        &mut self,
        candidates: Vec<Candidate<'a>>,
    ) -> (Vec<Candidate<'a>>, Option<Digest>) {
        let live = |candidate: &&Candidate<'a>| {
            !self.expected.retired_keys.contains(&candidate.checked.key)
        };
        let is_trusted = |candidate: &&Candidate<'a>| {
            matches!(
                candidate.checked.signer,
                Signer::Enrolled | Signer::Confirmed
            )
        };
        let mut trusted: BTreeSet<&String> = self
            .expected
            .trusted_keys
            .get(self.expert)
            .into_iter()
            .flatten()
            .collect();
        trusted.extend(
            candidates
                .iter()
                .filter(live)
                .filter(is_trusted)
                .map(|candidate| &candidate.checked.key),
        );
        let newcomer = |candidate: &Candidate<'a>| {
            candidate.checked.signer == Signer::Introduced
                && live(&candidate)
                && !trusted.contains(&candidate.checked.key)
        };
        let (mut newcomers, mut others): (Vec<_>, Vec<_>) =
            candidates.into_iter().partition(newcomer);
        let keys: BTreeSet<_> = newcomers
            .iter()
            .map(|candidate| &candidate.checked.key)
            .collect();
        if trusted.is_empty() && keys.len() < 2 {
            others.append(&mut newcomers);
            return (others, None);
        }
        let kind = if trusted.is_empty() {
            VerdictKind::Held
        } else {
            VerdictKind::Rejected
        };
        for newcomer in &newcomers {
            let forks = newcomers
                .iter()
                .filter(|other| other.claim.seq == newcomer.claim.seq)
                .count()
                > 1;
            let mut codes = newcomer.codes.clone();
            codes.insert(Code::KeyExpertMismatch);
            codes.extend((forks && kind == VerdictKind::Held).then_some(Code::Fork));
            self.settled.say(newcomer.digest, kind, &codes);
        }
        let first = newcomers.iter().map(|candidate| candidate.digest).min();
        (others, first.filter(|_| kind == VerdictKind::Held))
    }

    /// While the result of a track they judge in is final only the sheets that counted and what came before them are left, whatever tickets or
    /// decisions say.
    fn settle_final(
        &mut self,
        candidates: Vec<Candidate<'a>>,
    ) -> (Vec<Candidate<'a>>, Option<Digest>) {
        if self.expected.finalised.is_empty() {
            return (candidates, None);
        }
        let tracks = self.expected.tracks_of(self.expert);
        let finals: Vec<&BTreeSet<Digest>> = tracks
            .into_iter()
            .filter_map(|track| self.expected.finalised.get(track))
            .collect();
        if finals.is_empty() {
            return (candidates, None);
        }
        let counted: BTreeSet<Digest> = finals.into_iter().flatten().copied().collect();
        let last = candidates
            .iter()
            .filter(|candidate| counted.contains(&candidate.digest))
            .map(|candidate| candidate.claim.seq)
            .max();
        let stands = |candidate: &Candidate<'a>| {
            counted.contains(&candidate.digest)
                || last.is_some_and(|last| candidate.claim.seq < last)
        };
        let (standing, late): (Vec<_>, Vec<_>) = candidates.into_iter().partition(stands);
        for candidate in &late {
            let mut codes = candidate.codes.clone();
            codes.insert(Code::AfterFinal);
            self.settled
                .say(candidate.digest, VerdictKind::Held, &codes);
        }
        let first = late.iter().map(|candidate| candidate.digest).min();
        (standing, first)
    }

    /// After the closing only the sheet taken, what came before it, what a ticket allows and what a decision lets in are left.
    fn settle_closing(
        &mut self,
        candidates: Vec<Candidate<'a>>,
    ) -> (Vec<Candidate<'a>>, Option<Digest>) {
        if self.expected.closed.is_empty() && self.expected.closed_tracks.is_empty() {
            return (candidates, None);
        }
        let nothing = BTreeSet::new();
        let taken = self.expected.closed.get(self.expert).unwrap_or(&nothing);
        let mut tracks = self.expected.tracks_of(self.expert).into_iter();
        let track_closed = tracks.any(|track| self.expected.closed_tracks.contains(track));
        if taken.is_empty() && !track_closed {
            return (candidates, None);
        }
        let taken_seq = candidates
            .iter()
            .filter(|candidate| taken.contains(&candidate.digest))
            .map(|taken| taken.claim.seq)
            .max();
        let in_time = |candidate: &Candidate<'a>| {
            taken.contains(&candidate.digest)
                || taken_seq.is_some_and(|taken| candidate.claim.seq < taken)
                || self.is_ticketed(candidate.claim)
        };
        let (mut in_time, late): (Vec<_>, Vec<_>) = candidates.into_iter().partition(in_time);
        let (let_in, late): (Vec<_>, Vec<_>) = late
            .into_iter()
            .partition(|candidate| self.expected.decisions.accepts_held(candidate.digest));
        in_time.extend(let_in.into_iter().map(|mut candidate| {
            candidate.codes.insert(Code::AfterClose);
            candidate
        }));
        for candidate in &late {
            let mut codes = candidate.codes.clone();
            codes.insert(Code::AfterClose);
            codes.extend((taken_seq == Some(candidate.claim.seq)).then_some(Code::Fork));
            self.settled
                .say(candidate.digest, VerdictKind::Held, &codes);
        }
        (in_time, late.iter().map(|candidate| candidate.digest).min())
    }

    fn is_ticketed(&self, claim: &Claim) -> bool {
        let ticket = claim
            .ticket
            .and_then(|ticket| self.expected.tickets.get(&ticket));
        ticket.is_some_and(|ticket| {
            ticket.expert == claim.expert && ticket.seq == claim.seq && ticket.prev == claim.prev
        })
    }

    /// Whether a sheet follows the one it says it follows. A predecessor that never arrived is a note; another one than the one here is not.
    fn chain_code(&self, candidate: &Candidate<'a>, candidates: &[Candidate<'a>]) -> Option<Code> {
        let claim = candidate.claim;
        let Some(prev) = claim.prev else {
            return (claim.seq != 1).then_some(Code::ChainBroken);
        };
        // Transcripts are numbered by themselves: what was typed from paper is before no sheet the expert signed.
        let of_paper = |one: &Candidate<'_>| one.checked.signer == Signer::Transcribed;
        let mut before = candidates
            .iter()
            .filter(|other| of_paper(other) == of_paper(candidate))
            .filter(|other| other.claim.seq.checked_add(1) == Some(claim.seq))
            .peekable();
        let another_is_here = before.peek().is_some() && before.all(|other| other.digest != prev);
        let named = self
            .checked
            .get(&prev)
            .and_then(|checked| checked.claim.as_ref());
        match named {
            _ if claim.seq <= 1 || another_is_here => Some(Code::ChainBroken),
            Some(named) if named.expert != claim.expert || named.seq >= claim.seq => {
                Some(Code::ChainBroken)
            }
            Some(named) => (named.seq + 1 < claim.seq).then_some(Code::Gap),
            None => Some(Code::Gap),
        }
    }

    /// A transcript stands for a sheet that exists only on paper. Where the expert signed one as well, either they agree and the signed one
    /// counts, or both are held.
    fn settle_transcripts(
        &mut self,
        transcripts: Vec<Candidate<'a>>,
        signed: Vec<Candidate<'a>>,
    ) -> Option<Standing> {
        let (typed, own) = (
            self.settle_numbers(transcripts),
            self.settle_numbers(signed),
        );
        let (Some(typed), Some(own)) = (typed, own) else {
            return typed.or(own);
        };
        let (typed, own) = (typed.digest(), own.digest());
        let agree = self.checked.get(&typed).map(|checked| &checked.lines)
            == self.checked.get(&own).map(|checked| &checked.lines);
        if agree {
            self.restate(typed, VerdictKind::Superseded, Code::Stale);
            return self.standing_of(own);
        }
        self.restate(typed, VerdictKind::Held, Code::Fork);
        self.restate(own, VerdictKind::Held, Code::Fork);
        Some(Standing::Held(own))
    }

    /// The highest number wins; two sheets of the highest number are both held.
    fn settle_numbers(&mut self, candidates: Vec<Candidate<'a>>) -> Option<Standing> {
        let highest = candidates
            .iter()
            .map(|candidate| candidate.claim.seq)
            .max()?;
        for candidate in &candidates {
            let claimants = candidates
                .iter()
                .filter(|other| other.claim.seq == candidate.claim.seq)
                .count();
            let mut codes = candidate.codes.clone();
            codes.extend((claimants > 1).then_some(Code::Fork));
            let kind = if candidate.claim.seq < highest {
                codes.insert(Code::Stale);
                VerdictKind::Superseded
            } else if claimants > 1 || candidate.is_held(self.expected) {
                VerdictKind::Held
            } else if candidate.checked.signer == Signer::Introduced {
                VerdictKind::Provisional
            } else {
                VerdictKind::Accepted
            };
            self.settled.say(candidate.digest, kind, &codes);
        }
        let winner = candidates
            .iter()
            .filter(|candidate| candidate.claim.seq == highest)
            .map(|candidate| candidate.digest)
            .min();
        winner.and_then(|winner| self.standing_of(winner))
    }

    fn standing_of(&self, digest: Digest) -> Option<Standing> {
        let verdict = self.settled.verdicts.get(&digest)?;
        Some(if verdict.kind == VerdictKind::Held {
            Standing::Held(digest)
        } else {
            Standing::Counts(digest)
        })
    }

    fn restate(&mut self, digest: Digest, kind: VerdictKind, code: Code) {
        if let Some(verdict) = self.settled.verdicts.get_mut(&digest) {
            let codes: BTreeSet<_> = verdict.codes.iter().copied().chain([code]).collect();
            *verdict = Verdict {
                kind,
                codes: codes.into_iter().collect(),
            };
        }
    }
}

impl Standing {
    const fn digest(self) -> Digest {
        match self {
            Self::Counts(digest) | Self::Held(digest) => digest,
        }
    }
}
