//! The dossiers this desk has: an expert's as the letter lists them, out of packs; the secretariat's as the library of files it was handed.
//!
//! Not what is in them (reading.rs) and not how packs come in (packs.rs). The one rule: what a page asks for is an id; where its bytes lie is
//! looked up here, for the desk that is open.

use std::path::{Path, PathBuf};

use jury_core::EntryId;
use jury_seal::document::letter::{LetterEntry, LetterMaterial};
use jury_seal::material::{MaterialCipher, TagList};
use jury_store::{BlobId, table};

use crate::call::Call;
use crate::desk::OpenDesk;
use crate::dispatch::media_of;
use crate::error::{DeskError, ErrorCode};
use crate::facts::kind_of;
use crate::offers::file_name;
use crate::packs;
use crate::reading::{Material, Place};
use crate::session::Session;
use crate::wire::expert::{EntryAsk, MaterialKind, MaterialRow, MaterialState};
use crate::wire::reading::DossierLook;
use crate::wire::start::DeskKind;

/// A material this desk lists.
pub(crate) enum Listed {
    /// In the letter of an expert.
    Lettered(Box<LetterMaterial>, MaterialCipher),
    /// In the library of the secretariat.
    Library(Box<table::material::Material>),
}

impl Listed {
    fn lettered(entry: &LetterEntry, material: &LetterMaterial) -> Self {
        let cipher = MaterialCipher::new(&entry.key, &material.sha256);
        Self::Lettered(Box::new(material.clone()), cipher)
    }

    /// Its name as shown.
    pub(crate) fn name(&self) -> &str {
        match self {
            Self::Lettered(material, _) => &material.name,
            Self::Library(material) => &material.name,
        }
    }

    /// Whether the entrant handed it in.
    pub(crate) fn is_submitted(&self) -> bool {
        match self {
            Self::Lettered(material, _) => material.chunks > 0,
            Self::Library(material) => !material.path.is_empty(),
        }
    }

    /// What to say where nothing was handed in.
    pub(crate) const fn not_submitted(&self) -> &'static str {
        match self {
            Self::Lettered(..) => "参赛单位未提交这份材料。可在评语中说明，或标记“材料缺失”。",
            Self::Library(_) => "参赛单位未提交这份材料。",
        }
    }

    /// Why its bytes cannot be had now; nothing where they can.
    pub(crate) fn absence(&self, desk: &OpenDesk) -> Result<Option<DeskError>, DeskError> {
        Ok(match self {
            Self::Lettered(material, _) => (!packs::is_present(desk, material)?).then(absent),
            Self::Library(material) => {
                (!Path::new(&material.path).is_file()).then(|| moved(material))
            }
        })
    }

    /// Its bytes, readable anywhere.
    ///
    /// # Errors
    /// [`ErrorCode::MaterialAbsent`] or [`ErrorCode::MaterialMoved`] where they are not at hand.
    pub(crate) fn open(self, desk: &std::sync::Arc<OpenDesk>) -> Result<Material, DeskError> {
        match self {
            Self::Lettered(sealed, cipher) => {
                let bytes = desk
                    .read(|view| Ok(table::meta::get(view, &packs::tags_key(&sealed))?))?
                    .ok_or_else(absent)?;
                let tags = TagList::from_bytes(&bytes)
                    .and_then(|tags| tags.verify(sealed.chunks, &sealed.tags_digest))
                    .map_err(|error| DeskError::internal(&error))?;
                let stored = packs::is_stored(desk, &sealed)?;
                let place = if stored {
                    Place::Store(std::sync::Arc::clone(desk), BlobId(sealed.id.0))
                } else {
                    Place::Pack(packs::held(desk, &sealed)?.ok_or_else(absent)?, sealed.id)
                };
                Ok(Material::sealed(&sealed, cipher, tags, place))
            }
            Self::Library(material) => {
                let path = PathBuf::from(&material.path);
                Material::file(
                    &path,
                    media_of(&material.name),
                    material.size,
                    material.sha256,
                )
                .ok_or_else(|| moved(&material))
            }
        }
    }
}

/// The material with this id among those of the open desk.
///
/// # Errors
/// [`ErrorCode::MaterialAbsent`] for any other id.
pub(crate) fn find(desk: &OpenDesk, id: &str) -> Result<Listed, DeskError> {
    match desk.kind {
        DeskKind::Expert => {
            let letter = desk.letter()?;
            letter
                .entries
                .iter()
                .flat_map(|entry| {
                    entry
                        .materials
                        .iter()
                        .map(move |material| (entry, material))
                })
                .find(|(_, material)| material.id.to_string() == id)
                .map(|(entry, material)| Listed::lettered(entry, material))
        }
        DeskKind::Organiser => desk
            .read(|view| Ok(table::material::get(view, id)?))?
            .map(|material| Listed::Library(Box::new(material))),
    }
    .ok_or_else(absent)
}

/// The materials of one entry in the dossier's order; none for an entry this desk does not have.
pub(crate) fn rows(desk: &OpenDesk, entry: &EntryId) -> Result<Vec<MaterialRow>, DeskError> {
    match desk.kind {
        DeskKind::Expert => {
            let letter = desk.letter()?;
            let listed = letter.entries.iter().filter(|listed| listed.id == *entry);
            listed
                .flat_map(|entry| &entry.materials)
                .map(|material| lettered_row(desk, material))
                .collect()
        }
        DeskKind::Organiser => {
            let listed = desk.read(|view| Ok(table::material::of_entry(view, entry.as_str())?))?;
            Ok(listed.into_iter().map(library_row).collect())
        }
    }
}

/// Whether the text of materials may be copied here; the secretariat's own files are its own.
pub(crate) fn copying(desk: &OpenDesk) -> Result<bool, DeskError> {
    match desk.kind {
        DeskKind::Expert => Ok(desk.letter()?.copying),
        DeskKind::Organiser => Ok(true),
    }
}

impl Session {
    pub(crate) fn dossier_look(
        &self,
        ask: EntryAsk,
        _: &Call<'_>,
    ) -> Result<DossierLook, DeskError> {
        let desk = self.open_desk()?;
        let unknown = |_| DeskError::new(ErrorCode::UnknownEntry).with("entry", &ask.entry);
        let entry = EntryId::new(ask.entry.clone()).map_err(unknown)?;
        Ok(DossierLook {
            materials: rows(&desk, &entry)?,
        })
    }
}

fn lettered_row(desk: &OpenDesk, material: &LetterMaterial) -> Result<MaterialRow, DeskError> {
    let state = if material.chunks == 0 {
        MaterialState::Missing
    } else if packs::is_present(desk, material)? {
        MaterialState::Present
    } else {
        MaterialState::Absent
    };
    Ok(MaterialRow {
        id: material.id.to_string(),
        kind: sealed_kind(material),
        name: material.name.clone(),
        size: material.size,
        state,
    })
}

fn library_row(material: table::material::Material) -> MaterialRow {
    let state = if material.path.is_empty() {
        MaterialState::Missing
    } else if Path::new(&material.path).is_file() {
        MaterialState::Present
    } else {
        MaterialState::Absent
    };
    MaterialRow {
        kind: kind_of(&material.kind),
        id: material.id,
        name: material.name,
        size: material.size,
        state,
    }
}

/// The kind a letter says, as the window calls it.
pub(crate) fn sealed_kind(material: &LetterMaterial) -> MaterialKind {
    use jury_seal::document::letter::MaterialKind as Sealed;
    match material.kind {
        Sealed::ApplicationForm => MaterialKind::ApplicationForm,
        Sealed::Proof => MaterialKind::Proof,
        Sealed::Video => MaterialKind::Video,
        Sealed::Other => MaterialKind::Other,
    }
}

fn absent() -> DeskError {
    DeskError::new(ErrorCode::MaterialAbsent)
}

fn moved(material: &table::material::Material) -> DeskError {
    DeskError::new(ErrorCode::MaterialMoved).with("file", file_name(Path::new(&material.path)))
}
