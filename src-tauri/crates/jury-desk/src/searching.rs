//! Looking for words in my dossiers, by entry and material, with the text around what was found.
//!
//! Not here: how text comes into the index (indexing.rs), how words are matched (jury-store), what the expert wrote (own.rs). The one rule: only what the letter in force names
//! is found; what an earlier letter brought stays in the index and is not shown.

mod own;

use std::collections::BTreeMap;

use jury_seal::document::letter::{Letter, LetterEntry, LetterMaterial};
use jury_store::{Excerpt, Progress, SearchIndex, Words};

use crate::call::Call;
use crate::dossiers::sealed_kind;
use crate::error::{DeskError, ErrorCode};
use crate::indexing::may_have_text;
use crate::session::Session;
use crate::wire::search::{
    SearchAnswer, SearchAsk, SearchEntry, SearchHit, SearchPiece, SearchScope,
};

/// Characters of a query that are looked at; the rest is left off, as a search field does.
const QUERY: usize = 200;
/// Pages shown at most, whatever was asked.
const MOST: u32 = 500;

impl Session {
    pub(crate) fn search(&self, ask: SearchAsk, _: &Call<'_>) -> Result<SearchAnswer, DeskError> {
        let desk = self.open_desk()?;
        let letter = desk.letter()?;
        let query: String = ask.words.chars().take(QUERY).collect();
        let parts: Vec<&str> = query.split_whitespace().collect();
        let words = Words::new(&parts);
        let index = desk.store.index();
        let mut answer = standing(&letter, &ask, &index.progress()?)?;
        if words.is_empty() {
            return Ok(answer);
        }
        let by_material = index.pages_with(&words)?;
        let mut found: Vec<Found<'_>> = entries_of(&letter, &ask)
            .map(|entry| Found::within(entry, &ask, &words, &by_material))
            .collect();
        found.retain(|found| found.named || found.pages > 0);
        answer.pages = found.iter().map(|found| found.pages).sum();
        let most = ask.most.clamp(1, MOST);
        for (found, share) in shared_out(&found, most) {
            answer.entries.push(found.answer(index, &words, share)?);
        }
        answer.more = answer.pages > most;
        (answer.own, answer.own_count) = own::found(&desk, &letter, &ask, &words)?;
        answer.words = parts.into_iter().map(str::to_owned).collect();
        Ok(answer)
    }
}

/// The entries looked through.
fn entries_of<'l>(letter: &'l Letter, ask: &'l SearchAsk) -> impl Iterator<Item = &'l LetterEntry> {
    let wanted = ask.within.as_deref().unwrap_or_default();
    letter.entries.iter().filter(move |entry| match ask.scope {
        SearchScope::All => true,
        SearchScope::Entry => entry.id.to_string() == wanted,
        SearchScope::Material => entry
            .materials
            .iter()
            .any(|one| one.id.to_string() == wanted),
    })
}

/// Whether a material is looked through, its entry being.
fn is_within(material: &LetterMaterial, ask: &SearchAsk) -> bool {
    ask.scope != SearchScope::Material
        || ask.within.as_deref() == Some(material.id.to_string().as_str())
}

/// An answer without anything found: what could not be looked through.
fn standing(
    letter: &Letter,
    ask: &SearchAsk,
    known: &BTreeMap<String, Progress>,
) -> Result<SearchAnswer, DeskError> {
    let mut answer = SearchAnswer {
        words: Vec::new(),
        entries: Vec::new(),
        own: Vec::new(),
        own_count: 0,
        pages: 0,
        more: false,
        unindexed: 0,
        scans: 0,
        unread: 0,
    };
    let mut entries = entries_of(letter, ask).peekable();
    if entries.peek().is_none() && ask.scope != SearchScope::All {
        return Err(DeskError::new(ErrorCode::BadRequest).with("detail", "within"));
    }
    let materials = entries.flat_map(|entry| &entry.materials);
    for material in materials.filter(|one| is_within(one, ask) && may_have_text(one)) {
        match known.get(&material.id.to_string()) {
            Some(progress) => {
                answer.unindexed += u32::from(!progress.is_complete());
                answer.scans += progress.blank;
                answer.unread += progress.unread + u32::from(progress.pages == 0);
            }
            None => answer.unindexed += 1,
        }
    }
    Ok(answer)
}

/// An entry with the pages found in it.
struct Found<'l> {
    entry: &'l LetterEntry,
    named: bool,
    pages: u32,
    by_material: Vec<(&'l LetterMaterial, &'l [u32])>,
}

impl<'l> Found<'l> {
    fn within(
        entry: &'l LetterEntry,
        ask: &SearchAsk,
        words: &Words,
        pages: &'l BTreeMap<String, Vec<u32>>,
    ) -> Self {
        let found = |material: &'l LetterMaterial| {
            let pages = pages.get(&material.id.to_string())?;
            Some((material, pages.as_slice()))
        };
        let materials = entry.materials.iter().filter(|one| is_within(one, ask));
        let by_material: Vec<_> = materials.filter_map(found).collect();
        let pages: usize = by_material.iter().map(|(_, pages)| pages.len()).sum();
        let name = format!("{}，{}，{}", entry.title, entry.team, entry.entrant);
        Self {
            entry,
            named: ask.scope == SearchScope::All && words.stand_in(&name),
            pages: u32::try_from(pages).unwrap_or(u32::MAX),
            by_material,
        }
    }

    fn answer(
        &self,
        index: &SearchIndex,
        words: &Words,
        share: u32,
    ) -> Result<SearchEntry, DeskError> {
        let pages = self
            .by_material
            .iter()
            .flat_map(|(material, pages)| pages.iter().map(move |page| (*material, *page)));
        let mut hits = Vec::new();
        for (material, page) in pages.take(share as usize) {
            // The index says that the words stand there; the text of the page has the last word.
            if let Some(excerpt) = index.excerpt(&material.id.to_string(), page, words)? {
                hits.push(hit(material, page, excerpt));
            }
        }
        Ok(SearchEntry {
            entry: self.entry.id.to_string(),
            title: self.entry.title.clone(),
            entrant: self.entry.entrant.clone(),
            named: self.named,
            pages: self.pages,
            hits,
        })
    }
}

/// How many pages of each entry are shown. When not all can be, every entry gets its share, so that a common word does not show the first entry
/// alone; what one does not need the next may have.
fn shared_out<'f, 'l>(found: &'f [Found<'l>], most: u32) -> Vec<(&'f Found<'l>, u32)> {
    let mut left = most;
    let mut waiting = u32::try_from(found.iter().filter(|one| one.pages > 0).count()).unwrap_or(1);
    let mut shares = Vec::with_capacity(found.len());
    for one in found {
        let share = one.pages.min(left.div_ceil(waiting.max(1)));
        waiting -= u32::from(one.pages > 0).min(waiting);
        left -= share;
        shares.push((one, share));
    }
    shares
}

fn hit(material: &LetterMaterial, page: u32, excerpt: Excerpt) -> SearchHit {
    SearchHit {
        material: material.id.to_string(),
        material_name: material.name.clone(),
        kind: sealed_kind(material),
        page: page - 1,
        count: excerpt.count,
        context: pieces(excerpt),
    }
}

fn pieces(excerpt: Excerpt) -> Vec<SearchPiece> {
    let pieces = excerpt.pieces.into_iter();
    pieces
        .map(|piece| SearchPiece {
            text: piece.text,
            found: piece.found,
        })
        .collect()
}
