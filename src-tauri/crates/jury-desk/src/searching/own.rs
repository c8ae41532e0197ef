//! What the expert wrote: comments, what is told the chair, notes and the words they quote.
//!
//! Not in the index: these are few, change at every key press, and stand in `desk.db` alone. The one rule: as with pages, only what belongs to
//! an entry of the letter in force is found; it is shown to nobody but the expert whose desk this is.

use jury_seal::document::letter::{Letter, LetterEntry};
use jury_store::Words;
use jury_store::table::{chair_note, note};

use crate::desk::OpenDesk;
use crate::draft::Draft;
use crate::error::DeskError;
use crate::noting;
use crate::scoring;
use crate::wire::search::{OwnKind, SearchAsk, SearchOwn, SearchScope};

/// Lines shown at most; a longer list of one's own words is not read.
const MOST: usize = 100;

/// Lines found, in reading order, and how many there are in all.
pub(super) fn found(
    desk: &OpenDesk,
    letter: &Letter,
    ask: &SearchAsk,
    words: &Words,
) -> Result<(Vec<SearchOwn>, u32), DeskError> {
    let draft = scoring::draft(desk)?;
    let (notes, told) = desk.read(|view| Ok((note::list(view)?, chair_note::list(view)?)))?;
    let mut found: Vec<SearchOwn> = Vec::new();
    for entry in super::entries_of(letter, ask) {
        let said = said(&draft, &told, entry, ask.scope);
        found.extend(said.filter_map(|(kind, text)| line(entry, kind, text, words)));
        found.extend(noted(entry, &notes, ask, words));
    }
    let all = u32::try_from(found.len()).unwrap_or(u32::MAX);
    found.truncate(MOST);
    Ok((found, all))
}

/// What is said of an entry as a whole: nothing while one material is looked through.
fn said<'a>(
    draft: &'a Draft,
    told: &'a [chair_note::ChairNote],
    entry: &LetterEntry,
    scope: SearchScope,
) -> impl Iterator<Item = (OwnKind, &'a str)> {
    let whole = scope != SearchScope::Material;
    let work = draft.works.iter().find(|work| work.assigned.id == entry.id);
    let comment = work.map(|work| (OwnKind::Comment, work.comment.as_str()));
    let told = told.iter().find(|one| one.entry == entry.id.as_str());
    let told = told.map(|one| (OwnKind::ToChair, one.text.as_str()));
    comment.into_iter().chain(told).filter(move |_| whole)
}

fn line(entry: &LetterEntry, kind: OwnKind, text: &str, words: &Words) -> Option<SearchOwn> {
    let excerpt = words.excerpt_of(text)?;
    Some(SearchOwn {
        entry: entry.id.to_string(),
        title: entry.title.clone(),
        kind,
        note: None,
        material: None,
        material_name: None,
        page: None,
        boxes: Vec::new(),
        film_ms: None,
        count: excerpt.count,
        context: super::pieces(excerpt),
    })
}

/// The notes of an entry, in the order in which its dossier lists its materials; those whose material went come last.
fn noted(
    entry: &LetterEntry,
    notes: &[note::Note],
    ask: &SearchAsk,
    words: &Words,
) -> Vec<SearchOwn> {
    let place = |id: &str| {
        let mut materials = entry.materials.iter();
        materials.position(|one| one.id.to_string() == id)
    };
    let mut own: Vec<&note::Note> = notes
        .iter()
        .filter(|one| one.entry == entry.id.as_str())
        .filter(|one| {
            ask.scope != SearchScope::Material || ask.within.as_deref() == Some(&one.material)
        })
        .collect();
    own.sort_by_cached_key(|one| place(&one.material).unwrap_or(usize::MAX));
    own.into_iter()
        .filter_map(|one| note_line(entry, one, words))
        .collect()
}

fn note_line(entry: &LetterEntry, one: &note::Note, words: &Words) -> Option<SearchOwn> {
    let material_name = noting::material_name(entry, &one.material);
    let has_place = material_name.is_some();
    Some(SearchOwn {
        note: Some(one.id.clone()),
        material: has_place.then(|| one.material.clone()),
        material_name,
        page: one.page.map(|page| page - 1),
        boxes: noting::areas_of(one),
        film_ms: one.film_ms.and_then(|ms| u64::try_from(ms).ok()),
        ..line(entry, OwnKind::Note, &text_of(one), words)?
    })
}

/// What was noted and the words it is about, as one text; the brackets keep a word from being found across the two.
fn text_of(one: &note::Note) -> String {
    if one.quote.is_empty() {
        one.text.clone()
    } else {
        format!("{}「{}」", one.text, one.quote)
    }
}
