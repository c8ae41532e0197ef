//! Leafing through a material: the words on a page, its links, the table of contents, and where one stopped.
//!
//! Not pixels: reading.rs. The one rule: what a document says of itself is shown as text and never acted upon.

use std::sync::Arc;

use jury_media::{
    CharBox, DocKey, DocumentSource, LinkBox, MediaError, OutlineItem, Renderer, lines,
};
use jury_store::table;

use crate::call::Call;
use crate::desk::OpenDesk;
use crate::dossiers;
use crate::error::{DeskError, ErrorCode};
use crate::reading::media_error;
use crate::session::Session;
use crate::wire::Nothing;
use crate::wire::reading::{
    MaterialAsk, MaterialOutline, OutlineRow, PageAsk, PageLine, PageLink, PageLinks, PageText,
    ReadingPlacePut, ReadingSpot,
};
use crate::wire::start::Role;

/// Characters of one page that are told; an A3 sheet of small print has a tenth of it.
const MOST_CHARACTERS: usize = 50_000;

impl Session {
    pub(crate) fn page_text(&self, ask: PageAsk, _: &Call<'_>) -> Result<PageText, DeskError> {
        let mut chars = self.of_document(&ask.material, |renderer, key| {
            renderer.page_text(key, ask.page)
        })?;
        let cut = chars.len() > MOST_CHARACTERS;
        chars.truncate(MOST_CHARACTERS);
        Ok(PageText {
            lines: page_lines(&chars),
            cut,
            copying: dossiers::copying(&*self.open_desk()?)?,
        })
    }

    pub(crate) fn page_links(&self, ask: PageAsk, _: &Call<'_>) -> Result<PageLinks, DeskError> {
        let links =
            self.of_document(&ask.material, |renderer, key| renderer.links(key, ask.page))?;
        Ok(PageLinks {
            links: links.into_iter().map(page_link).collect(),
        })
    }

    pub(crate) fn outline_look(
        &self,
        ask: MaterialAsk,
        _: &Call<'_>,
    ) -> Result<MaterialOutline, DeskError> {
        let items = self.of_document(&ask.material, |renderer, key| renderer.outline(key))?;
        Ok(MaterialOutline {
            items: items.into_iter().map(outline_row).collect(),
        })
    }

    pub(crate) fn reading_place_put(
        &self,
        ask: ReadingPlacePut,
        _: &Call<'_>,
    ) -> Result<Nothing, DeskError> {
        let desk = self.open_desk()?;
        dossiers::find(&desk, &ask.material)?;
        if ask.spot.turns > 3 {
            return Err(DeskError::new(ErrorCode::BadRequest).with("detail", "turns"));
        }
        if desk.role == Role::Supervisor {
            // A supervisor leaves no trace in the organiser's desk, not even a page number.
            return Ok(Nothing {});
        }
        let spot = serde_json::to_string(&ask.spot).map_err(|error| DeskError::internal(&error))?;
        desk.save(|change| Ok(table::reading_place::put(change, &ask.material, &spot)?))?;
        Ok(Nothing {})
    }

    /// Asks something of a document, opening it first where it is not open.
    pub(crate) fn of_document<T>(
        &self,
        material: &str,
        ask: impl Fn(&Renderer, &DocKey) -> Result<T, MediaError>,
    ) -> Result<T, DeskError> {
        let renderer = self.pages()?;
        let key = DocKey::new(material);
        let answer = match ask(renderer, &key) {
            Err(MediaError::NotOpened) => {
                let source: Arc<dyn DocumentSource> = Arc::new(self.material(material)?);
                self.note_document(&key);
                renderer
                    .open(&key, source)
                    .and_then(|_| ask(renderer, &key))
            }
            other => other,
        };
        answer.map_err(|error| media_error(&error))
    }
}

/// Where one stopped. A place that cannot be read any more is no place.
pub(crate) fn spot(desk: &OpenDesk, material: &str) -> Result<Option<ReadingSpot>, DeskError> {
    let text = desk.read(|view| Ok(table::reading_place::get(view, material)?))?;
    Ok(text.and_then(|text| serde_json::from_str(&text).ok()))
}

fn page_lines(chars: &[CharBox]) -> Vec<PageLine> {
    let line = |line: jury_media::TextLine| PageLine {
        text: line.text,
        top: line.top,
        bottom: line.bottom,
        edges: line
            .edges
            .into_iter()
            .flat_map(|(left, right)| [left, right])
            .collect(),
    };
    lines(chars).into_iter().map(line).collect()
}

fn page_link(link: LinkBox) -> PageLink {
    PageLink {
        left: link.left,
        top: link.top,
        right: link.right,
        bottom: link.bottom,
        page: link.page,
        outside: link.outside,
    }
}

fn outline_row(item: OutlineItem) -> OutlineRow {
    OutlineRow {
        title: item.title,
        depth: item.depth,
        page: item.page,
    }
}
