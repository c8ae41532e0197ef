//! Notes as evidence: places of a dossier that an expert marked, and what of them travels in the sheet.
//!
//! Not marks or comments (scoring.rs). The one rule: a private note is the expert's own and can change at any time; an attached one stands in
//! the sheet and so changes only while marks can.

use std::collections::BTreeMap;

use jury_core::EntryId;
use jury_seal::document::evidence::{Evidence, MOST_EVIDENCE, MOST_QUOTE, PAGE_EDGE};
use jury_seal::document::letter::LetterEntry;
use jury_seal::document::sheet::SheetEntry;
use jury_seal::wire::Hex;
use jury_store::table::{chair_note, note};

use crate::call::Call;
use crate::desk::OpenDesk;
use crate::draft::Draft;
use crate::error::{DeskError, ErrorCode};
use crate::scoring;
use crate::session::Session;
use crate::wire::expert::EntryAsk;
use crate::wire::notes::{Note, NoteAsk, NoteAttach, NoteBox, NotePut, Notes};

/// Areas of one note: lines of words on one page.
const MOST_BOXES: usize = 200;
/// Bytes of all attached texts together, so that a sheet stays far below what an envelope may hold.
const MOST_BYTES: usize = 2 * 1024 * 1024;

impl Session {
    pub(crate) fn notes_look(&self, ask: EntryAsk, _: &Call<'_>) -> Result<Notes, DeskError> {
        let desk = self.open_desk()?;
        let draft = scoring::draft(&desk)?;
        let entry = &scoring::find(&draft, &ask.entry)?.assigned.id;
        look(&desk, entry.as_str())
    }

    pub(crate) fn note_put(&self, ask: NotePut, _: &Call<'_>) -> Result<Notes, DeskError> {
        let desk = self.open_desk()?;
        let before = ask.id.as_deref().map(|id| stored(&desk, id)).transpose()?;
        let next = checked(&desk, ask, before.as_ref())?;
        save(&desk, before.as_ref(), &next)
    }

    pub(crate) fn note_attach(&self, ask: NoteAttach, _: &Call<'_>) -> Result<Notes, DeskError> {
        let desk = self.open_desk()?;
        let before = stored(&desk, &ask.id)?;
        let draft = scoring::draft(&desk)?;
        let next = note::Note {
            criterion: target(&draft, ask.attached, ask.criterion)?,
            attached: ask.attached,
            at: desk.now()?,
            ..before.clone()
        };
        save(&desk, Some(&before), &next)
    }

    pub(crate) fn note_remove(&self, ask: NoteAsk, _: &Call<'_>) -> Result<Notes, DeskError> {
        let desk = self.open_desk()?;
        let before = stored(&desk, &ask.id)?;
        if before.attached {
            scoring::writable(&desk)?;
        }
        desk.save(|change| Ok(note::remove(change, &before.id)?))?;
        look(&desk, &before.entry)
    }
}

fn look(desk: &OpenDesk, entry: &str) -> Result<Notes, DeskError> {
    let letter = desk.letter()?;
    let listed = letter.entries.iter().find(|one| one.id.as_str() == entry);
    let mut notes: Vec<Note> = desk
        .read(|view| Ok(note::of(view, entry)?))?
        .into_iter()
        .map(|one| shown(listed, one))
        .collect();
    // The store sorts by opaque id; people read in the order in which the dossier lists its materials.
    let place = |id: &str| {
        listed.and_then(|entry| {
            let mut materials = entry.materials.iter();
            materials.position(|material| material.id.to_string() == id)
        })
    };
    notes.sort_by_cached_key(|one| place(&one.material).unwrap_or(usize::MAX));
    Ok(Notes {
        notes,
        read_only: scoring::read_only(desk)?,
    })
}

fn shown(listed: Option<&LetterEntry>, one: note::Note) -> Note {
    Note {
        material_name: listed.and_then(|entry| material_name(entry, &one.material)),
        boxes: areas_of(&one),
        id: one.id,
        material: one.material,
        page: one.page.map(|page| page - 1),
        film_ms: one.film_ms.and_then(|ms| u64::try_from(ms).ok()),
        quote: one.quote,
        text: one.text,
        attached: one.attached,
        criterion: one.criterion,
        at: one.at.to_string(),
    }
}

/// The name of a material of the entry; nothing when it has none of that id.
pub(crate) fn material_name(entry: &LetterEntry, material: &str) -> Option<String> {
    entry
        .materials
        .iter()
        .find(|one| one.id.to_string() == material)
        .map(|one| one.name.clone())
}

/// The areas of a note as a screen draws them.
pub(crate) fn areas_of(one: &note::Note) -> Vec<NoteBox> {
    boxes(one).into_iter().map(to_wire).collect()
}

const fn to_wire([left, top, right, bottom]: [u16; 4]) -> NoteBox {
    NoteBox {
        left,
        top,
        right,
        bottom,
    }
}

/// The areas of a stored note; what this program did not write counts as none.
fn boxes(one: &note::Note) -> Vec<[u16; 4]> {
    one.boxes
        .as_deref()
        .and_then(|text| serde_json::from_str(text).ok())
        .unwrap_or_default()
}

fn stored(desk: &OpenDesk, id: &str) -> Result<note::Note, DeskError> {
    desk.read(|view| Ok(note::get(view, id)?))?
        .ok_or_else(|| DeskError::new(ErrorCode::UnknownNote))
}

/// The note a request asks for, with everything about it checked but the limits of the sheet.
fn checked(
    desk: &OpenDesk,
    ask: NotePut,
    before: Option<&note::Note>,
) -> Result<note::Note, DeskError> {
    let draft = scoring::draft(desk)?;
    let entry = scoring::find(&draft, &ask.entry)?.assigned.id.clone();
    if before.is_some_and(|before| before.entry != entry.as_str()) {
        return Err(DeskError::new(ErrorCode::UnknownNote));
    }
    let is_where_it_was = before.is_some_and(|before| before.material == ask.material);
    if !is_where_it_was && !has_material(desk, &entry, &ask.material)? {
        return Err(DeskError::new(ErrorCode::UnknownNotePlace));
    }
    let areas = areas(&ask)?;
    Ok(note::Note {
        id: ask.id.unwrap_or_else(|| new_id(desk)),
        entry: entry.to_string(),
        material: ask.material,
        page: ask.page.map(|page| page.saturating_add(1)),
        boxes: areas,
        film_ms: ask.film_ms.and_then(|ms| i64::try_from(ms).ok()),
        quote: short(&ask.quote)?,
        text: scoring::plain(ask.text.trim())?,
        attached: ask.attached,
        criterion: target(&draft, ask.attached, ask.criterion)?,
        at: desk.now()?,
    })
}

fn has_material(desk: &OpenDesk, entry: &EntryId, material: &str) -> Result<bool, DeskError> {
    let letter = desk.letter()?;
    let listed = letter.entries.iter().find(|one| one.id == *entry);
    Ok(listed.is_some_and(|entry| material_name(entry, material).is_some()))
}

fn new_id(desk: &OpenDesk) -> String {
    let mut bytes = [0; 16];
    desk.randomness.fill(&mut bytes);
    Hex(bytes).to_string()
}

/// The areas as the store keeps them. A page or a time, never both; areas lie on the page.
fn areas(ask: &NotePut) -> Result<Option<String>, DeskError> {
    let inside = |one: &NoteBox| {
        one.left < one.right
            && one.top < one.bottom
            && one.right <= PAGE_EDGE
            && one.bottom <= PAGE_EDGE
    };
    let is_film = ask.film_ms.is_some();
    let fits = (!is_film || (ask.page.is_none() && ask.boxes.is_empty()))
        && (ask.page.is_some() || ask.boxes.is_empty())
        && ask.boxes.len() <= MOST_BOXES
        && ask.boxes.iter().all(inside);
    if !fits {
        return Err(DeskError::new(ErrorCode::UnknownNotePlace));
    }
    let plain: Vec<[u16; 4]> = ask
        .boxes
        .iter()
        .map(|one| [one.left, one.top, one.right, one.bottom])
        .collect();
    if plain.is_empty() {
        return Ok(None);
    }
    let text = serde_json::to_string(&plain).map_err(|error| DeskError::internal(&error))?;
    Ok(Some(text))
}

fn short(quote: &str) -> Result<String, DeskError> {
    let quote = jury_seal::canon::tidy(quote.trim());
    let given = quote.chars().count();
    if given > MOST_QUOTE {
        return Err(DeskError::new(ErrorCode::TextTooLong)
            .with("given", given)
            .with("most", MOST_QUOTE));
    }
    Ok(quote)
}

/// The criterion of an attached note; a private one has none.
fn target(
    draft: &Draft,
    attached: bool,
    criterion: Option<String>,
) -> Result<Option<String>, DeskError> {
    let Some(criterion) = criterion.filter(|_| attached) else {
        return Ok(None);
    };
    let mut all = draft.rubric.criteria().map(|(_, one)| one.id.as_str());
    if all.any(|id| id == criterion) {
        Ok(Some(criterion))
    } else {
        Err(DeskError::new(ErrorCode::UnknownCriterion).with("criterion", criterion))
    }
}

fn save(
    desk: &OpenDesk,
    before: Option<&note::Note>,
    next: &note::Note,
) -> Result<Notes, DeskError> {
    if next.attached || before.is_some_and(|before| before.attached) {
        scoring::writable(desk)?;
    }
    if next.attached {
        check_amount(desk, next)?;
    }
    desk.save(|change| Ok(note::put(change, next)?))?;
    look(desk, &next.entry)
}

fn check_amount(desk: &OpenDesk, next: &note::Note) -> Result<(), DeskError> {
    let mut others = desk.read(|view| Ok(note::attached(view)?))?;
    others.retain(|one| one.id != next.id);
    let of_entry = others.iter().filter(|one| one.entry == next.entry).count();
    let bytes: usize = others
        .iter()
        .chain([next])
        .map(|one| one.quote.len() + one.text.len())
        .sum();
    if of_entry < MOST_EVIDENCE && bytes <= MOST_BYTES {
        return Ok(());
    }
    Err(DeskError::new(ErrorCode::EvidenceTooMuch).with("most", MOST_EVIDENCE))
}

/// What travels in the sheet beside the marks, by entry.
pub(crate) struct Enclosed {
    notes: BTreeMap<String, Vec<note::Note>>,
    to_chair: BTreeMap<String, String>,
}

/// Everything attached, and everything told the chair.
pub(crate) fn enclosed(desk: &OpenDesk) -> Result<Enclosed, DeskError> {
    let (attached, told) =
        desk.read(|view| Ok((note::attached(view)?, chair_note::list(view)?)))?;
    let mut notes: BTreeMap<String, Vec<note::Note>> = BTreeMap::new();
    for one in attached {
        notes.entry(one.entry.clone()).or_default().push(one);
    }
    let to_chair = told.into_iter().map(|one| (one.entry, one.text)).collect();
    Ok(Enclosed { notes, to_chair })
}

impl Enclosed {
    /// The line with what belongs to it. Who recuses gives no evidence.
    pub(crate) fn put_into(&self, line: SheetEntry, entry: &LetterEntry) -> SheetEntry {
        use jury_seal::document::sheet::Status;
        let notes = self.notes.get(entry.id.as_str());
        let evidence = match line.status {
            Status::Recused => Vec::new(),
            _ => notes
                .into_iter()
                .flatten()
                .filter_map(|one| evidence(one, &line, entry))
                .collect(),
        };
        let to_chair = self.to_chair.get(entry.id.as_str()).cloned();
        line.with_evidence(evidence, to_chair.unwrap_or_default())
    }
}

/// A note as the sheet carries it; nothing when a later letter took its material away. A criterion that went leaves the entry as a whole.
fn evidence(one: &note::Note, line: &SheetEntry, entry: &LetterEntry) -> Option<Evidence> {
    let material = Hex::from_hex(&one.material)?;
    entry
        .materials
        .iter()
        .find(|listed| listed.id == material)?;
    let criterion = line
        .weights
        .iter()
        .map(|weight| &weight.criterion)
        .find(|id| Some(id.as_str()) == one.criterion.as_deref());
    Some(Evidence {
        criterion: criterion.cloned(),
        material,
        page: one.page,
        film_ms: one.film_ms.and_then(|ms| u64::try_from(ms).ok()),
        area: around(&boxes(one)),
        quote: one.quote.clone(),
        text: one.text.clone(),
    })
}

/// The box around several.
fn around(boxes: &[[u16; 4]]) -> Option<[u16; 4]> {
    boxes
        .iter()
        .copied()
        .reduce(|[l, t, r, b], [left, top, right, bottom]| {
            [l.min(left), t.min(top), r.max(right), b.max(bottom)]
        })
}

/// A page or a time, as people say it: 第 14 页, 02:31; nothing for a material as a whole.
pub(crate) fn place_text(place: &Evidence) -> String {
    match (place.page, place.film_ms) {
        (Some(page), _) => format!("第 {page} 页"),
        (None, Some(ms)) => {
            let seconds = ms / 1_000;
            format!("{:02}:{:02}", seconds / 60, seconds % 60)
        }
        (None, None) => String::new(),
    }
}
