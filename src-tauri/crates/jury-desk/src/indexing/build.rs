//! Taking the text of materials into the index: page by page, many pages to one change of the index, going on where it stopped.
//!
//! Not here: which materials there are and where their text comes from. The one rule: whatever ends the work, the pages read so far are in
//! the index, each whole.

use std::collections::BTreeMap;

use jury_store::{NewPage, Progress, SearchIndex};

use crate::error::DeskError;

/// Pages to one change of the index: a change costs a flush to the disk, a page a few milliseconds of reading.
const BATCH: usize = 64;
/// Characters to one change, so that a batch of crowded pages stays small in memory.
const BATCH_TEXT: usize = 1 << 20;

/// A material to be taken in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Wanted {
    pub(crate) id: String,
    pub(crate) is_picture: bool,
}

/// Why a material gives no text.
#[derive(Debug)]
pub(crate) enum NoText {
    /// It never will: damaged, or closed by a password.
    Never,
    /// Perhaps another time.
    NotNow,
}

/// An open document.
pub(crate) trait Document {
    /// Number of pages.
    fn pages(&self) -> u32;
    /// Text of a page, from 1; nothing when it cannot be read. Tries again by itself where that helps.
    fn text(&self, page: u32) -> Option<String>;
}

/// Where documents come from.
pub(crate) trait Library {
    type Document: Document;
    fn open(&self, material: &str) -> Result<Self::Document, NoText>;
}

/// Says how many materials are done, between pages; an error ends the work.
pub(crate) type GoOn<'g> = dyn FnMut(u32) -> Result<(), DeskError> + 'g;

/// Takes in what is wanted, in its order.
///
/// # Errors
/// Those of `go_on` and of the store.
pub(crate) fn build(
    index: &SearchIndex,
    wanted: &[Wanted],
    library: &impl Library,
    go_on: &mut GoOn<'_>,
) -> Result<(), DeskError> {
    let mut builder = Builder {
        index,
        known: index.progress()?,
        batch: Vec::new(),
        text: 0,
    };
    let outcome = (0..).zip(wanted).try_for_each(|(done, material)| {
        go_on(done)?;
        builder.take_in(material, library, &mut || go_on(done))
    });
    builder.flush()?;
    outcome
}

struct Waiting {
    material: String,
    of: u32,
    page: u32,
    text: Option<String>,
}

struct Builder<'i> {
    index: &'i SearchIndex,
    known: BTreeMap<String, Progress>,
    batch: Vec<Waiting>,
    text: usize,
}

impl Builder<'_> {
    fn take_in(
        &mut self,
        material: &Wanted,
        library: &impl Library,
        go_on: &mut dyn FnMut() -> Result<(), DeskError>,
    ) -> Result<(), DeskError> {
        let known = self.known.get(&material.id).copied();
        if known.is_some_and(|known| known.is_complete()) {
            return Ok(());
        }
        if material.is_picture {
            return self.page(&material.id, 1, 1, Some(String::new()));
        }
        let document = match library.open(&material.id) {
            Ok(document) => document,
            Err(NoText::Never) => return Ok(self.index.set_unreadable(&material.id)?),
            Err(NoText::NotNow) => return Ok(()),
        };
        let of = document.pages();
        for page in known.map_or(0, |known| known.taken) + 1..=of {
            go_on()?;
            self.page(&material.id, of, page, document.text(page))?;
        }
        Ok(())
    }

    fn page(
        &mut self,
        material: &str,
        of: u32,
        page: u32,
        text: Option<String>,
    ) -> Result<(), DeskError> {
        self.text += text.as_ref().map_or(0, String::len);
        self.batch.push(Waiting {
            material: material.to_owned(),
            of,
            page,
            text,
        });
        if self.batch.len() >= BATCH || self.text >= BATCH_TEXT {
            self.flush()?;
        }
        Ok(())
    }

    fn flush(&mut self) -> Result<(), DeskError> {
        let pages: Vec<NewPage<'_>> = self
            .batch
            .iter()
            .map(|waiting| NewPage {
                material: &waiting.material,
                of: waiting.of,
                page: waiting.page,
                text: waiting.text.as_deref(),
            })
            .collect();
        if !pages.is_empty() {
            self.index.take_in(&pages)?;
        }
        self.batch.clear();
        self.text = 0;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use std::cell::RefCell;

    use jury_store::{DataKey, Desk, Words};
    use tempfile::TempDir;

    use super::*;
    use crate::error::ErrorCode;

    /// Materials by name: how many pages, and what they say.
    struct Shelf {
        read: RefCell<Vec<(String, u32)>>,
    }

    struct Book<'s> {
        shelf: &'s Shelf,
        name: String,
    }

    impl<'s> Library for &'s Shelf {
        type Document = Book<'s>;
        fn open(&self, material: &str) -> Result<Book<'s>, NoText> {
            match material {
                "locked" => Err(NoText::Never),
                "away" => Err(NoText::NotNow),
                name => Ok(Book {
                    shelf: self,
                    name: name.to_owned(),
                }),
            }
        }
    }

    impl Document for Book<'_> {
        fn pages(&self) -> u32 {
            150
        }
        fn text(&self, page: u32) -> Option<String> {
            let mut read = self.shelf.read.borrow_mut();
            read.push((self.name.clone(), page));
            match page {
                3 => None,
                4 => Some(" \n ".to_owned()),
                _ => Some(format!("{}的第{page}页，数据\n要素", self.name)),
            }
        }
    }

    fn shelf() -> Shelf {
        Shelf {
            read: RefCell::default(),
        }
    }

    fn a_desk() -> (TempDir, Desk) {
        let folder = tempfile::tempdir().unwrap();
        let desk = Desk::create(folder.path(), &DataKey::new([7; 32])).unwrap();
        (folder, desk)
    }

    fn wanted(names: &[&str]) -> Vec<Wanted> {
        names
            .iter()
            .map(|name| Wanted {
                id: (*name).to_owned(),
                is_picture: name.ends_with("图"),
            })
            .collect()
    }

    fn hits(desk: &Desk, word: &str) -> usize {
        let found = desk.index().pages_with(&Words::new(&[word])).unwrap();
        found.values().map(Vec::len).sum()
    }

    #[test]
    fn every_page_is_taken_in_once_and_what_has_no_text_is_counted() {
        let (_folder, desk) = a_desk();
        let shelf = shelf();
        let all = wanted(&["甲", "营业执照图", "locked", "away", "乙"]);
        let mut done = Vec::new();
        let mut go_on = |so_far| {
            done.push(so_far);
            Ok(())
        };
        build(desk.index(), &all, &&shelf, &mut go_on).unwrap();
        build(desk.index(), &all, &&shelf, &mut |_| Ok(())).unwrap();
        assert_eq!(
            shelf.read.borrow().len(),
            300,
            "the second time nothing is read"
        );
        assert_eq!((done.first(), done.last()), (Some(&0), Some(&4)));
        assert_eq!(hits(&desk, "数据要素"), 296);
        let progress = desk.index().progress().unwrap();
        let of = |name: &str| {
            progress
                .get(name)
                .map(|one| (one.pages, one.taken, one.blank, one.unread))
        };
        assert_eq!(of("甲"), Some((150, 150, 1, 1)));
        assert_eq!(of("营业执照图"), Some((1, 1, 1, 0)));
        assert_eq!(of("locked"), Some((0, 0, 0, 0)));
        assert_eq!(of("away"), None, "it is tried again another time");
    }

    #[test]
    fn work_that_is_given_up_keeps_its_pages_and_goes_on_at_the_next() {
        let (_folder, desk) = a_desk();
        let all = wanted(&["甲", "乙"]);
        for limit in [10, 100, 180] {
            let shelf = shelf();
            let before = hits(&desk, "数据");
            let mut left = limit;
            let mut give_up = |_| {
                left -= 1;
                match left {
                    0 => Err(DeskError::new(ErrorCode::Cancelled)),
                    _ => Ok(()),
                }
            };
            let error = build(desk.index(), &all, &&shelf, &mut give_up).unwrap_err();
            assert_eq!(error.code, ErrorCode::Cancelled);
            let read = shelf.read.borrow().len();
            let textless = shelf
                .read
                .borrow()
                .iter()
                .filter(|(_, page)| [3, 4].contains(page))
                .count();
            assert_eq!(
                hits(&desk, "数据"),
                before + read - textless,
                "no page read is lost"
            );
        }
        let shelf = shelf();
        build(desk.index(), &all, &&shelf, &mut |_| Ok(())).unwrap();
        assert!(shelf.read.borrow().len() < 20, "only what was left is read");
        assert_eq!(hits(&desk, "数据"), 296);
    }

    #[test]
    fn an_index_that_was_deleted_is_made_again() {
        let (folder, desk) = a_desk();
        build(desk.index(), &wanted(&["甲"]), &&shelf(), &mut |_| Ok(())).unwrap();
        desk.close().unwrap();
        std::fs::remove_file(folder.path().join("index.db")).unwrap();
        let desk = Desk::open(folder.path(), &DataKey::new([7; 32])).unwrap();
        assert_eq!(hits(&desk, "数据"), 0);
        build(desk.index(), &wanted(&["甲"]), &&shelf(), &mut |_| Ok(())).unwrap();
        assert_eq!(hits(&desk, "数据"), 148);
    }
}
