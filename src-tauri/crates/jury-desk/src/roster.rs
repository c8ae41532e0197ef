//! The roster 专家名册 on the organiser's desk: the version in force, and making the next one.
//!
//! The one rule: every version is signed by the contest key and a supervisor, and only ever adds to what the one before said (a key is revoked,
//! never removed).

use std::collections::BTreeMap;

use jury_core::ExpertId;
use jury_seal::document::parts::KeyRecord;
use jury_seal::document::roster::{ExpertKey, KeySource, KeyStatus, Roster};
use jury_seal::document::{Document as _, seal};
use jury_seal::{Digest, Envelope, PublicKey, SigningKey};
use jury_store::table;

use crate::desk::{OpenDesk, read_payload, row_of};
use crate::error::{DeskError, ErrorCode};

/// A roster with its name.
pub(crate) struct Current {
    pub(crate) digest: Digest,
    pub(crate) document: Roster,
}

/// The highest version this desk holds.
pub(crate) fn current(desk: &OpenDesk) -> Result<Current, DeskError> {
    let mut latest: Option<Current> = None;
    for envelope in desk.documents(Roster::KIND)? {
        let document: Roster = read_payload(&envelope)?;
        if latest
            .as_ref()
            .is_none_or(|known| known.document.version < document.version)
        {
            latest = Some(Current {
                digest: envelope.digest(),
                document,
            });
        }
    }
    latest.ok_or_else(|| DeskError::new(ErrorCode::NotADesk).with("missing", "专家名册"))
}

/// Signs and stores the version after the current one, as `change` makes it.
pub(crate) fn renew(
    desk: &OpenDesk,
    supervisor: &SigningKey,
    act: &str,
    change: impl FnOnce(&mut Roster),
) -> Result<Envelope, DeskError> {
    let Current {
        digest,
        mut document,
    } = current(desk)?;
    document.version += 1;
    document.prev = Some(digest);
    let at = desk.now()?;
    document.at = at.to_string();
    document.audit_head = desk.audit_head()?;
    change(&mut document);
    let contest_key = desk
        .contest_key
        .as_ref()
        .ok_or_else(|| DeskError::new(ErrorCode::NotAllowed).with("who", "组织方"))?;
    let envelope =
        seal(&document, &[contest_key, supervisor]).map_err(|error| DeskError::internal(&error))?;
    desk.save(|change| {
        table::document::put(change, &row_of(&envelope, &at))?;
        Ok(desk.log(
            change,
            &at,
            act,
            &format!("专家名册第 {} 版", document.version),
        )?)
    })?;
    desk.forget();
    Ok(envelope)
}

/// Adds keys that experts enrolled in person.
pub(crate) fn enrol(roster: &mut Roster, keys: &BTreeMap<ExpertId, Vec<PublicKey>>) {
    for expert in &mut roster.experts {
        for key in keys.get(&expert.id).into_iter().flatten() {
            if expert.keys.iter().all(|known| known.key.keyid != key.id()) {
                expert.keys.push(ExpertKey {
                    key: KeyRecord::of(key),
                    source: KeySource::Enrolled,
                    status: KeyStatus::Enrolled,
                    revoked_after: None,
                });
            }
        }
    }
}

/// After a rescue: the old keys of an expert are revoked after the last sheet received, and a new introduction key stands in.
pub(crate) fn replace_keys(
    roster: &mut Roster,
    expert: &ExpertId,
    last: Option<Digest>,
    introduction: &PublicKey,
) {
    let Some(expert) = roster.experts.iter_mut().find(|one| one.id == *expert) else {
        return;
    };
    for key in &mut expert.keys {
        if key.status == KeyStatus::Enrolled {
            key.status = KeyStatus::Revoked;
            key.revoked_after = last;
        }
    }
    expert.keys.push(ExpertKey {
        key: KeyRecord::of(introduction),
        source: KeySource::Introduction,
        status: KeyStatus::Enrolled,
        revoked_after: None,
    });
}
