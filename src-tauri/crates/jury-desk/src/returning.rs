//! The panel return 评审组汇总表: what a chair signs and hands on, and how the organiser's desk looks at one.
//!
//! A return proves nothing about any sheet; each stands on its own signature. The one rule: where a return's ranking differs from the recomputed one,
//! that is said and changes nothing (DESIGN §4).

use std::collections::BTreeMap;

use jury_core::entry::Entry;
use jury_core::ranking::Ranked;
use jury_core::{Digest, EntryId};
use jury_exchange::return_book::{ReturnBook, ReturnExpert, ReturnRow};
use jury_exchange::rule_file::rule_digest;
use jury_seal::canon::MAX_TEXT;
use jury_seal::document::letter::Letter;
use jury_seal::document::panel_return::PanelReturn;
use jury_seal::document::parts::{ExpertName, Fraction, RankedEntry};
use jury_seal::document::seal;
use jury_seal::{Envelope, ShortCode};
use jury_store::table;

use crate::call::Call;
use crate::deliberating::minutes;
use crate::desk::{OpenDesk, meta, read_payload, row_of};
use crate::error::{DeskError, ErrorCode};
use crate::facts::ContestFacts;
use crate::merging::judge::ReturnFacts;
use crate::merging::{self, Merged, files, look};
use crate::session::Session;
use crate::signing::{app, harmless_name, track_words};
use crate::wire::Written;
use crate::wire::expert::SaveTo;
use crate::wire::merge::{CellState, PanelReturnSign, SignedReturn};
use crate::wire::start::DeskKind;
use crate::{credentials, results, scoring};

impl Session {
    pub(crate) fn panel_return_sign(
        &self,
        ask: PanelReturnSign,
        _: &Call<'_>,
    ) -> Result<SignedReturn, DeskError> {
        let desk = self.open_desk()?;
        self.check_passphrase(&desk, &ask.passphrase)?;
        merging::may_merge(&desk)?;
        let merged = merging::merged(&desk)?;
        let at = desk.now()?;
        let document = compose(&desk, &merged, &scoring::plain(&ask.minutes)?, at.as_str())?;
        let envelope =
            seal(&document, &[&desk.key]).map_err(|error| DeskError::internal(&error))?;
        desk.save(|change| {
            table::document::put(change, &row_of(&envelope, &at))?;
            table::meta::put_text(change, meta::PANEL_RETURN, &envelope.digest().to_string())?;
            Ok(desk.log(
                change,
                &at,
                "签名评审组汇总表",
                &format!("第 {} 版，核对码 {}", document.seq, envelope.short_code()),
            )?)
        })?;
        signed(&desk)?.ok_or_else(|| DeskError::new(ErrorCode::NothingSigned))
    }

    pub(crate) fn panel_return_save(
        &self,
        ask: SaveTo,
        _: &Call<'_>,
    ) -> Result<Written, DeskError> {
        let desk = self.open_desk()?;
        let envelope = desk
            .document_named(meta::PANEL_RETURN)?
            .ok_or_else(|| DeskError::new(ErrorCode::NothingSigned))?;
        let merged = merging::merged(&desk)?;
        let bytes = book(&desk, &merged, &envelope)?
            .to_xlsx()
            .map_err(|error| DeskError::internal(&error))?;
        let written = self.write_to(&ask.target, &bytes)?;
        let at = desk.now()?;
        desk.save(|change| Ok(desk.log(change, &at, "导出评审组汇总表", &written.name)?))?;
        Ok(written)
    }
}

/// The panel return signed last on a chair's desk.
pub(crate) fn signed(desk: &OpenDesk) -> Result<Option<SignedReturn>, DeskError> {
    if desk.kind == DeskKind::Organiser {
        return Ok(None);
    }
    let Some(envelope) = desk.document_named(meta::PANEL_RETURN)? else {
        return Ok(None);
    };
    let document: PanelReturn = read_payload(&envelope)?;
    let letter = desk.letter()?;
    let name = format!(
        "评审组汇总表_{}{}_{}_第{}版.xlsx",
        letter.track.id, letter.track.name, document.panel, document.seq
    );
    Ok(Some(SignedReturn {
        seq: document.seq,
        at: document.signed_at,
        code: envelope.short_code().to_string(),
        suggested_name: harmless_name(&name),
    }))
}

fn compose(
    desk: &OpenDesk,
    merged: &Merged,
    minutes: &str,
    at: &str,
) -> Result<PanelReturn, DeskError> {
    let letter = desk.letter()?;
    let last = desk.document_named(meta::PANEL_RETURN)?;
    let seq = last
        .as_ref()
        .map(read_payload::<PanelReturn>)
        .transpose()?
        .map_or(1, |document| document.seq + 1);
    let minutes = with_signed(
        minutes,
        minutes::as_text(desk, merged, &letter.track.id)?.as_deref(),
    );
    let mut sheets: Vec<Digest> = merged.state.current.values().copied().collect();
    sheets.sort_unstable();
    Ok(PanelReturn {
        contest: letter.contest.id.clone(),
        round: letter.round,
        track: letter.track.id.clone(),
        panel: letter.expert.panel.clone(),
        chair: ExpertName {
            id: letter.expert.id.clone(),
            name: letter.expert.name.clone(),
        },
        key: credentials::signing_record(desk, &letter)?,
        seq,
        prev: last.as_ref().map(Envelope::digest),
        sheets,
        ranking: results::round_ranked_of(merged, &letter.track.id)
            .iter()
            .map(ranked_entry)
            .collect(),
        rubric: letter.rubric_digest,
        rule: rule_digest(&merged.facts.rule),
        minutes,
        signed_at: at.to_owned(),
        app: app(),
    })
}

/// What the chair typed, and the minutes signed on this desk below it, within what one text of a document may hold.
fn with_signed(typed: &str, signed: Option<&str>) -> String {
    const CUT: &str = "…（余见签名的合议纪要）";
    let parts = [typed.trim(), signed.unwrap_or_default()];
    let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    let whole = parts.join("\n\n");
    if whole.chars().count() <= MAX_TEXT {
        return whole;
    }
    let kept: String = whole.chars().take(MAX_TEXT - CUT.chars().count()).collect();
    kept + CUT
}

fn ranked_entry(ranked: &Ranked) -> RankedEntry {
    RankedEntry {
        entry: ranked.entry.clone(),
        rank: ranked.rank,
        score: ranked
            .tally
            .as_ref()
            .and_then(|tally| Fraction::of(&tally.exact)),
        published: ranked.published.as_ref().map(ToString::to_string),
    }
}

fn book(desk: &OpenDesk, merged: &Merged, envelope: &Envelope) -> Result<ReturnBook, DeskError> {
    let document: PanelReturn = read_payload(envelope)?;
    let letter = desk.letter()?;
    let hidden = look::hidden_entries(desk, merged)?;
    // Every envelope that claims this panel travels along, superseded, held and unknown-key ones too.
    let mut envelopes = vec![envelope.to_bytes()];
    for bytes in files::envelopes(desk)? {
        envelopes.extend(Some(bytes?).filter(|bytes| claims_panel(bytes, &letter)));
    }
    let mut form = form(&merged.facts, &document, envelope);
    let ranked = results::round_ranked_of(merged, &letter.track.id);
    let valid: BTreeMap<&EntryId, u32> = ranked
        .iter()
        .filter_map(|ranked| Some((&ranked.entry, look::narrow(ranked.tally.as_ref()?.valid))))
        .collect();
    for row in &mut form.ranking {
        row.valid = valid.get(&row.entry).copied().unwrap_or_default();
        row.score = row.score.take().filter(|_| !hidden.contains(&row.entry));
    }
    form.coverage = coverage(merged, &letter);
    form.envelopes = envelopes;
    Ok(form)
}

/// The form of a signed return as anybody can render it: without who handed in what, and without the envelopes. The organiser's desk renders it
/// again and compares what comes in, so this must depend on nothing but its arguments.
pub(crate) fn form(
    facts: &ContestFacts,
    document: &PanelReturn,
    envelope: &Envelope,
) -> ReturnBook {
    let listed = document.ranking.iter().map(|row| &row.entry);
    let track = facts.name_of_tracks(listed, &document.track);
    // Under another rule, what that rule says in words is not known here.
    let rule = if document.rule == rule_digest(&facts.rule) {
        format!(
            "未定稿，以组织方定稿为准。{}",
            results::rule_sentence(&facts.rule)
        )
    } else {
        String::new()
    };
    ReturnBook {
        title: format!(
            "{}{}{}评审组汇总表",
            facts.contest.name,
            track_words(&track),
            document.round.label()
        ),
        panel: document.panel.to_string(),
        chair: document.chair.name.clone(),
        date: document
            .signed_at
            .split('T')
            .next()
            .unwrap_or_default()
            .to_owned(),
        rule,
        ranking: document
            .ranking
            .iter()
            .map(|row| return_row(facts, &track, document, row))
            .collect(),
        coverage: Vec::new(),
        minutes: document.minutes.clone(),
        seq: document.seq,
        code: ShortCode::of(&envelope.digest()).to_string(),
        digest: envelope.digest(),
        envelopes: Vec::new(),
    }
}

fn claims_panel(bytes: &[u8], letter: &Letter) -> bool {
    let Ok((envelope, _)) = Envelope::read(bytes) else {
        return false;
    };
    files::said(&envelope).is_some_and(|said| said.panel == letter.expert.panel)
}

fn return_row(
    facts: &ContestFacts,
    track: &str,
    document: &PanelReturn,
    ranked: &RankedEntry,
) -> ReturnRow {
    let entry = facts.entries.get(&ranked.entry).map(|one| &one.entry);
    let text = |of: fn(&Entry) -> &str| entry.map_or_else(String::new, |one| of(one).to_owned());
    let is_tied = |other: &&RankedEntry| other.rank.is_some() && other.rank == ranked.rank;
    let tied = document.ranking.iter().filter(is_tied).count() > 1;
    ReturnRow {
        rank: ranked.rank,
        entry: ranked.entry.clone(),
        track: track.to_owned(),
        topic: text(|one| &one.topic),
        team: text(|one| &one.team),
        entrant: text(|one| &one.entrant),
        size: text(|one| one.size.label()),
        valid: 0,
        score: ranked.published.clone(),
        note: (if tied { "并列" } else { "" }).to_owned(),
    }
}

fn coverage(merged: &Merged, letter: &Letter) -> Vec<ReturnExpert> {
    let of_panel = merged
        .facts
        .experts
        .values()
        .filter(|expert| expert.panel == letter.expert.panel);
    of_panel
        .map(|expert| {
            let state = look::sheet_state(merged, &expert.id);
            let seq = merged
                .state
                .current
                .get(&expert.id)
                .and_then(|digest| merged.claims.get(digest))
                .map(|claim| claim.seq);
            let verdict = results::cell_word(state).to_owned();
            ReturnExpert {
                id: expert.id.to_string(),
                name: expert.name.clone(),
                handed_in: !matches!(state, CellState::Awaited | CellState::Absent),
                seq,
                verdict,
            }
        })
        .collect()
}

/// What a received return says otherwise than the recomputed state, one sentence each.
pub(crate) fn differences(facts: &ReturnFacts, merged: &Merged) -> Vec<String> {
    let mut said = Vec::new();
    let counted: Vec<Digest> = merged
        .state
        .current
        .iter()
        .filter(|(expert, _)| {
            merged
                .facts
                .experts
                .get(*expert)
                .is_some_and(|expert| expert.panel == facts.panel)
        })
        .map(|(_, digest)| *digest)
        .collect();
    let missing = facts
        .sheets
        .iter()
        .filter(|digest| !counted.contains(digest))
        .count();
    let more = counted
        .iter()
        .filter(|digest| !facts.sheets.contains(digest))
        .count();
    if missing > 0 {
        said.push(format!(
            "汇总表列入的评分表中有 {missing} 份现在不是有效版本，以中央汇总为准。"
        ));
    }
    if more > 0 {
        said.push(format!(
            "签名之后又收到该组 {more} 份评分表，以中央汇总为准。"
        ));
    }
    let here: BTreeMap<EntryId, Option<u32>> = facts
        .ranking
        .first()
        .and_then(|row| merged.facts.entries.get(&row.entry))
        .map(|one| {
            results::round_ranked_of(merged, &one.entry.track)
                .into_iter()
                .map(|ranked| (ranked.entry, ranked.rank))
                .collect()
        })
        .unwrap_or_default();
    let differing = facts
        .ranking
        .iter()
        .filter(|row| here.get(&row.entry).is_some_and(|rank| *rank != row.rank))
        .count();
    if differing > 0 {
        said.push(format!(
            "有 {differing} 项名次与中央汇总不同，以中央汇总为准。"
        ));
    }
    said
}
