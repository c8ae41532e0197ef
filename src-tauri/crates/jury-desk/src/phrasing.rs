//! What an expert writes beside the marks: own phrases 常用语 and words to the chair 给组长的话.
//!
//! Not comments, which are events of the score chain (scoring.rs). The one rule: phrases are the expert's own and never leave the desk;
//! words to the chair travel in the sheet and so can change only while marks can.

use jury_store::table::{chair_note, phrase};

use crate::call::Call;
use crate::desk::OpenDesk;
use crate::error::{DeskError, ErrorCode};
use crate::scoring;
use crate::session::Session;
use crate::wire::Nothing;
use crate::wire::expert::EntryAsk;
use crate::wire::form::{ChairNote, ChairNotePut, PhraseAsk, PhrasePut, PhraseRow, Phrases};

/// Longest phrase, in characters: a sentence or two, not a page.
const MOST_PHRASE: usize = 500;
/// Phrases kept; a longer list is slower to read than to type.
const MOST_PHRASES: usize = 200;

impl Session {
    pub(crate) fn phrases_look(&self, _: Nothing, _: &Call<'_>) -> Result<Phrases, DeskError> {
        phrases(&*self.open_desk()?)
    }

    pub(crate) fn phrase_put(&self, ask: PhrasePut, _: &Call<'_>) -> Result<Phrases, DeskError> {
        let desk = self.open_desk()?;
        let text = scoring::plain(ask.text.trim())?;
        let given = text.chars().count();
        if given == 0 {
            return Err(DeskError::new(ErrorCode::PhraseEmpty));
        }
        if given > MOST_PHRASE {
            return Err(DeskError::new(ErrorCode::TextTooLong)
                .with("given", given)
                .with("most", MOST_PHRASE));
        }
        if phrases(&desk)?.phrases.len() >= MOST_PHRASES {
            return Err(DeskError::new(ErrorCode::PhrasesFull).with("most", MOST_PHRASES));
        }
        desk.save(|change| Ok(phrase::keep(change, &text)?))?;
        phrases(&desk)
    }

    pub(crate) fn phrase_use(&self, ask: PhraseAsk, _: &Call<'_>) -> Result<Phrases, DeskError> {
        let desk = self.open_desk()?;
        let id = number(&ask);
        // A phrase removed meanwhile needs no count.
        desk.save(|change| Ok(phrase::use_once(change, id)?))?;
        phrases(&desk)
    }

    pub(crate) fn phrase_remove(&self, ask: PhraseAsk, _: &Call<'_>) -> Result<Phrases, DeskError> {
        let desk = self.open_desk()?;
        let id = number(&ask);
        desk.save(|change| Ok(phrase::remove(change, id)?))?;
        phrases(&desk)
    }

    pub(crate) fn chair_note_look(
        &self,
        ask: EntryAsk,
        _: &Call<'_>,
    ) -> Result<ChairNote, DeskError> {
        let desk = self.open_desk()?;
        let draft = scoring::draft(&desk)?;
        told(
            &desk,
            scoring::find(&draft, &ask.entry)?.assigned.id.as_str(),
        )
    }

    pub(crate) fn chair_note_put(
        &self,
        ask: ChairNotePut,
        _: &Call<'_>,
    ) -> Result<ChairNote, DeskError> {
        let desk = self.open_desk()?;
        scoring::writable(&desk)?;
        let draft = scoring::draft(&desk)?;
        let entry = scoring::find(&draft, &ask.entry)?
            .assigned
            .id
            .as_str()
            .to_owned();
        let text = scoring::plain(&ask.text)?;
        let at = desk.now()?;
        desk.save(|change| Ok(chair_note::put(change, &entry, &text, &at)?))?;
        told(&desk, &entry)
    }
}

/// Ids cross the door as text; what is no number names no phrase.
fn number(ask: &PhraseAsk) -> i64 {
    ask.id.parse().unwrap_or(-1)
}

fn phrases(desk: &OpenDesk) -> Result<Phrases, DeskError> {
    let row = |one: phrase::Phrase| PhraseRow {
        id: one.id.to_string(),
        text: one.text,
        used: u32::try_from(one.used).unwrap_or(u32::MAX),
    };
    let all = desk.read(|view| Ok(phrase::list(view)?))?;
    Ok(Phrases {
        phrases: all.into_iter().map(row).collect(),
    })
}

fn told(desk: &OpenDesk, entry: &str) -> Result<ChairNote, DeskError> {
    let letter = desk.letter()?;
    let note = desk.read(|view| Ok(chair_note::of(view, entry)?))?;
    let chairs = letter
        .chairs
        .iter()
        .filter(|chair| chair.panel == letter.expert.panel && chair.expert != letter.expert.id)
        .map(|chair| chair.name.clone())
        .collect();
    Ok(ChairNote {
        at: note.as_ref().map(|note| note.at.to_string()),
        text: note.map(|note| note.text).unwrap_or_default(),
        chairs,
    })
}
