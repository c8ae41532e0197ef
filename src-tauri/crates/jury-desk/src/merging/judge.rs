//! Judging a set of envelopes: signatures in parallel, then the merge.
//!
//! Pure: bytes and knowledge in, [`Merged`] out; ten thousand sheets go through here without a store. The one rule: an envelope that is neither a
//! sheet nor a panel return is refused by type, never guessed at.

use std::collections::BTreeMap;
use std::sync::Arc;

use jury_core::merge::{Checked, Code, Received, Signer, check, gather, merge_checked};
use jury_core::{Digest, PanelId};
use jury_seal::document::parts::RankedEntry;
use jury_seal::document::{Document as _, PanelReturn, Sheet};
use jury_seal::verify::examine;
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
}

/// One envelope, examined.
enum Judged {
    Sheet(Box<Received>, Option<Claim>),
    Return(Digest, Box<ReturnFacts>),
    Neither,
}

/// The kind of document an envelope claims to hold.
pub(crate) fn kind_of(bytes: &[u8]) -> Option<String> {
    Envelope::read(bytes)
        .ok()
        .map(|(envelope, _)| envelope.payload_type)
}

/// Judges all envelopes. Of several copies of one document the best counts.
pub(crate) fn judge(knowledge: &Knowledge, envelopes: &[Vec<u8>]) -> Merged {
    let judged: Vec<Judged> = envelopes
        .par_iter()
        .map(|bytes| examine_one(bytes, knowledge))
        .collect();
    let (mut sheets, mut claims, mut returns) = (Vec::new(), BTreeMap::new(), BTreeMap::new());
    for one in judged {
        match one {
            Judged::Sheet(received, claim) => {
                if let Some(claim) = claim {
                    claims.insert(received.digest, claim);
                }
                sheets.push(*received);
            }
            Judged::Return(digest, facts) => drop(returns.insert(digest, *facts)),
            Judged::Neither => {}
        }
    }
    let received = gather(sheets);
    // Checked in parallel and dropped sheet by sheet: that is how ten thousand sheets fit in memory.
    let checked: BTreeMap<Digest, Checked> = received
        .into_par_iter()
        .map(|(digest, one)| (digest, check(&one, &knowledge.expected)))
        .collect();
    Merged {
        facts: Arc::clone(&knowledge.facts),
        state: merge_checked(checked, &knowledge.expected),
        claims,
        returns,
    }
}

fn examine_one(bytes: &[u8], knowledge: &Knowledge) -> Judged {
    match kind_of(bytes).as_deref() {
        Some(PanelReturn::KIND) => panel_return(bytes, knowledge),
        Some(Sheet::KIND) => sheet(bytes, knowledge),
        _ => Judged::Neither,
    }
}

fn sheet(bytes: &[u8], knowledge: &Knowledge) -> Judged {
    let evidence = examine::<Sheet>(bytes, &knowledge.book);
    let codes = evidence.codes();
    let key = evidence
        .keyid
        .map(|keyid| keyid.to_string())
        .unwrap_or_default();
    let claim = evidence.document.as_ref().map(|sheet| Claim {
        expert: sheet.expert.id.clone(),
        name: sheet.expert.name.clone(),
        seq: sheet.seq,
    });
    let mut signer = evidence.signer;
    // A key the desk itself vouches for (a chair's own) needs no introduction.
    let vouched = claim.as_ref().is_some_and(|claim| {
        knowledge
            .expected
            .trusted_keys
            .get(&claim.expert)
            .is_some_and(|keys| keys.contains(&key))
    });
    if signer == Signer::Introduced && vouched {
        signer = Signer::Enrolled;
    }
    let digest = evidence.digest.unwrap_or_else(|| sha256(bytes));
    Judged::Sheet(
        Box::new(Received {
            digest,
            faults: codes,
            signer,
            key,
            sheet: evidence.document.map(|sheet| sheet.to_core()),
        }),
        claim,
    )
}

fn panel_return(bytes: &[u8], knowledge: &Knowledge) -> Judged {
    let evidence = examine::<PanelReturn>(bytes, &knowledge.book);
    let mut codes = evidence.codes();
    let digest = evidence.digest.unwrap_or_else(|| sha256(bytes));
    let Some(document) = evidence.document else {
        return Judged::Neither;
    };
    if document.contest != knowledge.expected.contest {
        codes.push(Code::Contest);
    }
    let is_chair = knowledge
        .facts
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
    };
    Judged::Return(digest, Box::new(facts))
}
