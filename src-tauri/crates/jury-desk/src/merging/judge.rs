//! Judging a set of envelopes: signatures in parallel, then the merge.
//!
//! Pure: bytes and knowledge in, [`Merged`] out; ten thousand sheets go through here without a store, one after the other, so that neither their
//! bytes nor their contents add up. The one rule: an envelope that is no sheet, transcript or panel return is refused by type, never guessed at.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use jury_core::contest::Round;
use jury_core::merge::{
    CheckedCopy, Code, Expected, MergeState, Received, Signer, gather_checked, merge_checked,
};
use jury_core::{Digest, PanelId, TrackId};
use jury_seal::document::parts::RankedEntry;
use jury_seal::document::{Document as _, PanelReturn, Sheet, Transcript};
use jury_seal::verify::{Evidence, KeyBook, examine, examine_transcript};
use jury_seal::{Envelope, sha256};
use rayon::prelude::*;

use super::knowledge::Knowledge;
use super::{Claim, Merged};

/// What a panel return says and whether it can be believed.
#[derive(Debug, Clone)]
pub(crate) struct ReturnFacts {
    pub(crate) panel: PanelId,
    pub(crate) chair: String,
    pub(crate) seq: u32,
    pub(crate) sheets: Vec<Digest>,
    pub(crate) ranking: Vec<RankedEntry>,
    pub(crate) codes: Vec<Code>,
    pub(crate) provisional: bool,
    pub(crate) track: TrackId,
    /// The panel's minutes as the chair signed them; may be empty.
    pub(crate) minutes: String,
}

impl ReturnFacts {
    /// Whether it is from the panel's chair, under a key of theirs.
    pub(crate) const fn stands(&self) -> bool {
        self.codes.is_empty()
    }
}

/// One envelope, examined. What a sheet says is dropped here, its verdict and totals are kept.
enum Judged {
    Sheet(Box<CheckedCopy>, Option<(Digest, Claim)>, Option<Spoilt>),
    Return(Digest, Box<ReturnFacts>, Option<Spoilt>),
    Elsewhere(Digest, Round),
    Neither,
}

/// A copy whose envelope has something wrong with it: the digest of its bytes, and what.
type Spoilt = (Digest, Vec<Code>);

fn spoilt(bytes: &[u8], faults: &[Code]) -> Option<Spoilt> {
    (!faults.is_empty()).then(|| (sha256(bytes), faults.to_vec()))
}

/// What a set of envelopes comes to.
pub(crate) struct Judgement {
    pub(crate) state: MergeState,
    pub(crate) claims: BTreeMap<Digest, Claim>,
    pub(crate) returns: BTreeMap<Digest, ReturnFacts>,
    pub(crate) spoilt: BTreeMap<Digest, Vec<Code>>,
    pub(crate) elsewhere: BTreeMap<Digest, Round>,
}

/// The kind of document an envelope claims to hold.
pub(crate) fn kind_of(bytes: &[u8]) -> Option<String> {
    Envelope::read(bytes)
        .ok()
        .map(|(envelope, _)| envelope.payload_type)
}

/// Judges all envelopes. Of several copies of one document the best counts.
///
/// # Errors
/// The first of the iterator's.
pub(crate) fn judge<E: Send>(
    knowledge: &Knowledge,
    envelopes: impl Iterator<Item = Result<Vec<u8>, E>> + Send,
) -> Result<Merged, E> {
    let Judgement {
        state,
        claims,
        returns,
        spoilt,
        elsewhere,
    } = judge_by(
        &knowledge.expected,
        &knowledge.book,
        &knowledge.elsewhere,
        envelopes,
    )?;
    Ok(Merged {
        facts: Arc::clone(&knowledge.facts),
        state,
        decisions: knowledge.expected.decisions.clone(),
        claims,
        returns,
        spoilt,
        elsewhere,
        earlier: Vec::new(),
    })
}

/// The same with nothing but what a verdict depends on.
///
/// # Errors
/// The first of the iterator's.
pub(crate) fn judge_by<E: Send>(
    expected: &Expected,
    book: &KeyBook,
    others: &BTreeSet<Round>,
    envelopes: impl Iterator<Item = Result<Vec<u8>, E>> + Send,
) -> Result<Judgement, E> {
    // A bridge and not a list: each core takes the next envelope when it is done with one. In what order they come out does not matter.
    let judged: Vec<Judged> = envelopes
        .par_bridge()
        .map(|bytes| Ok(examine_one(&bytes?, expected, book, others)))
        .collect::<Result<_, E>>()?;
    let (mut copies, mut claims, mut returns) = (Vec::new(), BTreeMap::new(), BTreeMap::new());
    let (mut spoilt, mut elsewhere) = (BTreeMap::new(), BTreeMap::new());
    for one in judged {
        match one {
            Judged::Sheet(copy, claim, fault) => {
                claims.extend(claim);
                copies.push(*copy);
                spoilt.extend(fault);
            }
            Judged::Return(digest, facts, fault) => {
                keep_better(&mut returns, digest, *facts);
                spoilt.extend(fault);
            }
            Judged::Elsewhere(digest, round) => {
                elsewhere.insert(digest, round);
            }
            Judged::Neither => {}
        }
    }
    Ok(Judgement {
        state: merge_checked(gather_checked(copies), expected),
        claims,
        returns,
        spoilt,
        elsewhere,
    })
}

/// Copies of one return differ only in what is wrong with their envelopes; the one with the least counts, whichever came first.
fn keep_better(returns: &mut BTreeMap<Digest, ReturnFacts>, digest: Digest, facts: ReturnFacts) {
    let against = |facts: &ReturnFacts| (facts.codes.len(), facts.codes.clone(), facts.provisional);
    match returns.entry(digest) {
        Entry::Vacant(place) => {
            place.insert(facts);
        }
        Entry::Occupied(mut place) => {
            if against(&facts) < against(place.get()) {
                place.insert(facts);
            }
        }
    }
}

fn examine_one(
    bytes: &[u8],
    expected: &Expected,
    book: &KeyBook,
    others: &BTreeSet<Round>,
) -> Judged {
    // Of another kind only the envelope is looked at, so asking for the commonest kind first costs nothing.
    let evidence = examine::<Sheet>(bytes, book);
    match evidence.payload_type.as_deref() {
        Some(Sheet::KIND) => {
            let round = evidence.document.as_ref().map(|sheet| sheet.round);
            left_to(round, others, evidence.digest)
                .unwrap_or_else(|| sheet(bytes, evidence, expected))
        }
        Some(PanelReturn::KIND) => {
            let evidence = examine::<PanelReturn>(bytes, book);
            let round = evidence.document.as_ref().map(|one| one.round);
            left_to(round, others, evidence.digest)
                .unwrap_or_else(|| panel_return(bytes, evidence, expected))
        }
        Some(Transcript::KIND) => {
            let evidence = examine_transcript(bytes, book);
            let round = evidence.document.as_ref().map(|one| one.round);
            left_to(round, others, evidence.digest)
                .unwrap_or_else(|| transcript(bytes, evidence, expected))
        }
        _ => Judged::Neither,
    }
}

fn sheet(bytes: &[u8], evidence: Evidence<Sheet>, expected: &Expected) -> Judged {
    let mut faults = evidence.codes();
    let spoilt = spoilt(bytes, &faults);
    let times = evidence.document.as_ref().map(|sheet| &sheet.times);
    if times.is_some_and(|times| times.clock_anomalies > 0) {
        faults.push(Code::Clock);
    }
    let key = evidence
        .keyid
        .map(|keyid| keyid.to_string())
        .unwrap_or_default();
    let digest = evidence.digest.unwrap_or_else(|| sha256(bytes));
    let claim = evidence.document.as_ref().map(|sheet| Claim {
        expert: sheet.expert.id.clone(),
        name: sheet.expert.name.clone(),
        seq: sheet.seq,
        transcribed: false,
    });
    let mut signer = evidence.signer;
    // A key the desk itself vouches for (a chair's own) needs no introduction.
    let vouched = claim.as_ref().is_some_and(|claim| {
        expected
            .trusted_keys
            .get(&claim.expert)
            .is_some_and(|keys| keys.contains(&key))
    });
    if signer == Signer::Introduced && vouched {
        signer = Signer::Enrolled;
    }
    let received = Received {
        digest,
        faults,
        signer,
        key,
        sheet: evidence.document.map(|sheet| sheet.to_core()),
    };
    Judged::Sheet(
        Box::new(CheckedCopy::of(&received, expected)),
        claim.map(|claim| (digest, claim)),
        spoilt,
    )
}

fn transcript(bytes: &[u8], evidence: Evidence<Transcript>, expected: &Expected) -> Judged {
    let faults = evidence.codes();
    let spoilt = spoilt(bytes, &faults);
    let digest = evidence.digest.unwrap_or_else(|| sha256(bytes));
    let claim = evidence.document.as_ref().map(|document| Claim {
        expert: document.expert.id.clone(),
        name: document.expert.name.clone(),
        seq: document.seq,
        transcribed: true,
    });
    let received = Received {
        digest,
        faults,
        signer: evidence.signer,
        key: evidence
            .keyid
            .map(|keyid| keyid.to_string())
            .unwrap_or_default(),
        sheet: evidence.document.map(|document| document.to_core()),
    };
    Judged::Sheet(
        Box::new(CheckedCopy::of(&received, expected)),
        claim.map(|claim| (digest, claim)),
        spoilt,
    )
}

/// A document of another round is judged there, and there alone: each counts in one round, the one it names.
fn left_to(
    round: Option<Round>,
    others: &BTreeSet<Round>,
    digest: Option<Digest>,
) -> Option<Judged> {
    let round = round.filter(|round| others.contains(round))?;
    Some(Judged::Elsewhere(digest?, round))
}

fn panel_return(bytes: &[u8], evidence: Evidence<PanelReturn>, expected: &Expected) -> Judged {
    let mut codes = evidence.codes();
    let spoilt = spoilt(bytes, &codes);
    let digest = evidence.digest.unwrap_or_else(|| sha256(bytes));
    let Some(document) = evidence.document else {
        return Judged::Neither;
    };
    if document.contest != expected.contest {
        codes.push(Code::Contest);
    }
    if evidence.signer == Signer::Unknown && !codes.contains(&Code::KeyUnknown) {
        codes.push(Code::KeyUnknown);
    }
    let is_chair = expected
        .experts
        .get(&document.chair.id)
        .is_some_and(|expert| expert.chair && expert.panel == document.panel);
    if !is_chair && !codes.contains(&Code::KeyUnknown) {
        codes.push(Code::NotPanel);
    }
    let facts = ReturnFacts {
        panel: document.panel,
        chair: document.chair.name,
        seq: document.seq,
        sheets: document.sheets,
        ranking: document.ranking,
        codes,
        provisional: evidence.signer == Signer::Introduced,
        track: document.track,
        minutes: document.minutes,
    };
    Judged::Return(digest, Box::new(facts), spoilt)
}
