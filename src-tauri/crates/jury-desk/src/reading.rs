//! Looking at materials: what there is to look at, pixels of pages, bytes of films.
//!
//! Bytes come from the encrypted store or a pack in place, are decrypted chunk by chunk, and never touch the disk in clear. The one rule: every chunk is
//! checked against the tag list of the signed letter before anything parses it.

mod faults;

use std::io;
use std::sync::{Arc, Mutex};

use jury_media::{
    DocKey, DocumentSource, MediaKind, MediaPaths, PageRequest, Part, Renderer, RendererConfig,
    Rotation, Watermark,
};
use jury_seal::document::letter::{LetterEntry, LetterMaterial};
use jury_seal::material::{CHUNK, MaterialCipher, TagList, VerifiedTags};
use jury_store::{BlobId, table};

use crate::call::Call;
use crate::desk::OpenDesk;
use crate::error::{DeskError, ErrorCode};
use crate::leafing;
use crate::packs;
use crate::session::{Session, lock};
use crate::wire::reading::{MaterialAsk, MaterialLook, MaterialView, PageSize};
pub(crate) use faults::media_error;
use faults::probe_words;

/// Pages drawn before they are asked for.
const AHEAD: u32 = 2;
/// Up to this width a page is a thumbnail, in pixels.
const THUMBNAIL: u32 = 320;

/// Which page, how large, which way up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PageWish {
    /// Material id.
    pub material: String,
    /// From 0.
    pub page: u32,
    /// Width of the whole page's bitmap in pixels.
    pub width: u32,
    /// Degrees clockwise: 0, 90, 180 or 270.
    pub rotation: u16,
    /// Only this part of the bitmap.
    pub part: Option<Part>,
}

impl PageWish {
    /// Whether somebody reads it, so that the next pages are worth drawing: not a thumbnail, not a part of a page looked
    /// at closely.
    const fn is_read(&self) -> bool {
        self.part.is_none() && self.width > THUMBNAIL
    }
}

/// Starts the page renderer; nothing when this program cannot name itself.
pub(crate) fn start_renderer(paths: MediaPaths) -> Option<Renderer> {
    RendererConfig::of_this_program(paths)
        .ok()
        .map(Renderer::new)
}

/// Where the chunks of a material lie.
enum Place {
    Store(Arc<OpenDesk>),
    Pack(packs::Held),
}

/// A material, readable anywhere.
pub(crate) struct Material {
    sealed: LetterMaterial,
    cipher: MaterialCipher,
    tags: VerifiedTags,
    place: Place,
    /// The chunk decrypted last: players and parsers read in small steps.
    last: Mutex<Option<(u32, Vec<u8>)>>,
}

impl Material {
    fn read_chunk(&self, index: u32) -> io::Result<Vec<u8>> {
        let mut chunk = match &self.place {
            Place::Store(desk) => desk
                .store
                .dossiers()
                .read_chunk(BlobId(self.sealed.id.0), index)
                .map_err(io::Error::other)?,
            Place::Pack(held) => held
                .read_chunk(&self.sealed.id, index)
                .map_err(io::Error::other)?,
        };
        self.cipher
            .decrypt(&self.tags, index, &mut chunk)
            .map_err(io::Error::other)?;
        Ok(chunk)
    }

    fn copy_from_chunk(&self, index: u32, start: usize, into: &mut [u8]) -> io::Result<usize> {
        let mut last = lock(&self.last);
        if last.as_ref().is_none_or(|(known, _)| *known != index) {
            *last = Some((index, self.read_chunk(index)?));
        }
        let Some((_, chunk)) = last.as_ref() else {
            return Ok(0);
        };
        let part = chunk.get(start..).unwrap_or_default();
        let count = part.len().min(into.len());
        into[..count].copy_from_slice(&part[..count]);
        Ok(count)
    }
}

/// Random access to a material's bytes in clear, for the media server.
pub trait RangeSource: Send + Sync {
    /// Length in bytes.
    fn length(&self) -> u64;
    /// Media type, such as `video/mp4`.
    fn mime(&self) -> &'static str;
    /// Fills `bytes` from `offset`, which lies within the length.
    ///
    /// # Errors
    /// When a chunk is missing or is not the one the letter names.
    fn read_at(&self, offset: u64, bytes: &mut [u8]) -> io::Result<()>;
}

impl RangeSource for Material {
    fn length(&self) -> u64 {
        self.sealed.size
    }

    fn mime(&self) -> &'static str {
        mime_of(&self.sealed.media)
    }

    fn read_at(&self, mut offset: u64, mut bytes: &mut [u8]) -> io::Result<()> {
        while !bytes.is_empty() {
            let index = u32::try_from(offset / CHUNK as u64).map_err(io::Error::other)?;
            let start = usize::try_from(offset % CHUNK as u64).map_err(io::Error::other)?;
            let count = self.copy_from_chunk(index, start, bytes)?;
            if count == 0 {
                return Err(io::ErrorKind::UnexpectedEof.into());
            }
            offset += count as u64;
            bytes = &mut bytes[count..];
        }
        Ok(())
    }
}

impl DocumentSource for Material {
    fn len(&self) -> u64 {
        self.sealed.size
    }

    fn read_all(&self, out: &mut dyn io::Write) -> io::Result<()> {
        (0..self.sealed.chunks).try_for_each(|index| out.write_all(&self.read_chunk(index)?))
    }
}

/// The media types the player knows; anything else is not offered to it.
fn mime_of(media: &str) -> &'static str {
    ["video/mp4", "video/webm"]
        .into_iter()
        .find(|known| *known == media)
        .unwrap_or("application/octet-stream")
}

/// Whether a material's chunks can be read on this desk.
pub(crate) fn is_present(desk: &OpenDesk, material: &LetterMaterial) -> Result<bool, DeskError> {
    if material.chunks == 0 {
        return Ok(false);
    }
    let stored = desk
        .store
        .dossiers()
        .blob(BlobId(material.id.0))?
        .is_some_and(|blob| blob.complete);
    Ok(stored || packs::holds(desk, material)?)
}

impl Session {
    pub(crate) fn material_look(
        &self,
        ask: MaterialAsk,
        _: &Call<'_>,
    ) -> Result<MaterialLook, DeskError> {
        let desk = self.open_desk()?;
        let letter = desk.letter()?;
        let (_, sealed) = find(&letter.entries, &ask.material)?;
        let mut look = MaterialLook {
            id: ask.material.clone(),
            name: sealed.name.clone(),
            view: MaterialView::None,
            pages: Vec::new(),
            duration_ms: None,
            problem: None,
            remark: None,
            spot: leafing::spot(&desk, &ask.material)?,
        };
        if sealed.chunks == 0 {
            look.problem =
                Some("参赛单位未提交这份材料。可在评语中说明，或标记“材料缺失”。".to_owned());
            return Ok(look);
        }
        if !is_present(&desk, sealed)? {
            look.problem = Some(DeskError::new(ErrorCode::MaterialAbsent).sentence);
            return Ok(look);
        }
        let material = Arc::new(self.material(&ask.material)?);
        match self.look_into(&material, &mut look) {
            Ok(()) => Ok(look),
            Err(error) => {
                look.view = MaterialView::None;
                look.problem = Some(error.sentence);
                Ok(look)
            }
        }
    }

    fn look_into(
        &self,
        material: &Arc<Material>,
        look: &mut MaterialLook,
    ) -> Result<(), DeskError> {
        let facts = jury_media::probe(&mut Cursor {
            material: material.as_ref(),
            at: 0,
        })
        .map_err(|problem| unreadable(probe_words(&problem)))?;
        match facts.kind {
            MediaKind::Pdf => {
                let key = key_of(material);
                let source: Arc<dyn DocumentSource> = Arc::<Material>::clone(material);
                self.note_document(&key);
                let info = self
                    .pages()?
                    .open(&key, source)
                    .map_err(|error| media_error(&error))?;
                look.view = MaterialView::Pages;
                look.pages = info
                    .pages
                    .iter()
                    .map(|(width, height)| page_size(*width, *height))
                    .collect();
                if self.pages()?.fonts_missing(&key, 0).unwrap_or(false) {
                    look.remark = Some(
                        "这份文件没有嵌入字体，有些字在这台电脑上没有可用的字体，可能显示为空白。"
                            .to_owned(),
                    );
                }
            }
            MediaKind::Png | MediaKind::Jpeg => {
                look.view = MaterialView::Picture;
                look.pages = facts
                    .size
                    .map(|(width, height)| PageSize {
                        width: f64::from(width),
                        height: f64::from(height),
                    })
                    .into_iter()
                    .collect();
            }
            MediaKind::Mp4 | MediaKind::Webm if facts.plays() => {
                look.view = MaterialView::Film;
                look.duration_ms = facts.duration_ms;
            }
            MediaKind::Mp4 | MediaKind::Webm => {
                return Err(unreadable(
                    "视频编码不受支持，只能播放 H.264 的 MP4 或 WebM".to_owned(),
                ));
            }
            MediaKind::Unknown => {
                return Err(unreadable(
                    "不支持的文件类型，只能显示 PDF、JPEG、PNG、MP4 和 WebM".to_owned(),
                ));
            }
        }
        Ok(())
    }

    pub(crate) fn pages(&self) -> Result<&Renderer, DeskError> {
        self.renderer()
            .ok_or_else(|| unreadable("程序缺少 PDF 组件，请重新安装".to_owned()))
    }

    pub(crate) fn material(&self, id: &str) -> Result<Material, DeskError> {
        let desk = self.open_desk()?;
        let letter = desk.letter()?;
        let (entry, sealed) = find(&letter.entries, id)?;
        let bytes = desk
            .read(|view| Ok(table::meta::get(view, &packs::tags_key(sealed))?))?
            .ok_or_else(absent)?;
        let tags = TagList::from_bytes(&bytes)
            .and_then(|tags| tags.verify(sealed.chunks, &sealed.tags_digest))
            .map_err(|error| DeskError::internal(&error))?;
        let stored = desk
            .store
            .dossiers()
            .blob(BlobId(sealed.id.0))?
            .is_some_and(|blob| blob.complete);
        let place = if stored {
            Place::Store(Arc::clone(&desk))
        } else {
            Place::Pack(packs::held(&desk, sealed)?.ok_or_else(absent)?)
        };
        let cipher = MaterialCipher::new(&entry.key, &sealed.sha256);
        Ok(Material {
            sealed: sealed.clone(),
            cipher,
            tags,
            place,
            last: Mutex::default(),
        })
    }

    /// One page, or a part of it, as a BMP file, watermarked.
    ///
    /// # Errors
    /// [`ErrorCode::MaterialUnreadable`] or [`ErrorCode::MaterialAbsent`], in words that can stand in place of the page.
    pub fn page_bmp(&self, wish: &PageWish) -> Result<Vec<u8>, DeskError> {
        let watermark = self.watermark()?;
        let request = |page| PageRequest {
            doc: DocKey::new(&wish.material),
            page,
            width: wish.width,
            rotation: rotation(wish.rotation),
            part: wish.part,
            watermark: watermark.clone(),
        };
        let pixels = self.of_document(&wish.material, |renderer, _| {
            renderer.page(&request(wish.page))
        });
        if wish.is_read() {
            let next = wish.page.saturating_add(1)..wish.page.saturating_add(1 + AHEAD);
            self.pages()?.prefetch(next.map(request).collect());
        }
        Ok(jury_media::to_bmp(&*pixels?))
    }

    /// A picture as a BMP file, watermarked, at most `width` pixels wide.
    ///
    /// # Errors
    /// As [`Session::page_bmp`].
    pub fn image_bmp(&self, material: &str, width: u32) -> Result<Vec<u8>, DeskError> {
        let source = self.material(material)?;
        let pixels = self
            .pages()?
            .image(&DocKey::new(material), &source, width, &self.watermark()?)
            .map_err(|error| media_error(&error))?;
        Ok(jury_media::to_bmp(&pixels))
    }

    /// A film, for reading any part of it.
    ///
    /// # Errors
    /// As [`Session::page_bmp`].
    pub fn film(&self, material: &str) -> Result<Arc<dyn RangeSource>, DeskError> {
        Ok(Arc::new(self.material(material)?))
    }

    /// Who looks, at what, since when: in the pixels of every page, so that a photograph of the screen names its source.
    fn watermark(&self) -> Result<Watermark, DeskError> {
        let desk = self.open_desk()?;
        let letter = desk.letter()?;
        let opened: String = desk
            .opened_at
            .chars()
            .take(16)
            .map(|c| if c == 'T' { ' ' } else { c })
            .collect();
        Ok(Watermark::new([
            format!("{} {}", letter.expert.name, letter.expert.id),
            format!("{} {opened}", letter.contest.edition),
        ]))
    }
}

fn absent() -> DeskError {
    DeskError::new(ErrorCode::MaterialAbsent)
}

fn unreadable(why: String) -> DeskError {
    DeskError::new(ErrorCode::MaterialUnreadable).with("why", why)
}

pub(crate) fn find<'l>(
    entries: &'l [LetterEntry],
    id: &str,
) -> Result<(&'l LetterEntry, &'l LetterMaterial), DeskError> {
    entries
        .iter()
        .flat_map(|entry| {
            entry
                .materials
                .iter()
                .map(move |material| (entry, material))
        })
        .find(|(_, material)| material.id.to_string() == id)
        .ok_or_else(absent)
}

fn key_of(material: &Material) -> DocKey {
    DocKey::new(material.sealed.id.to_string())
}

fn page_size(width: f32, height: f32) -> PageSize {
    PageSize {
        width: f64::from(width),
        height: f64::from(height),
    }
}

const fn rotation(degrees: u16) -> Rotation {
    match degrees {
        90 => Rotation::Clockwise90,
        180 => Rotation::Half,
        270 => Rotation::Clockwise270,
        _ => Rotation::None,
    }
}

/// Lets the probe read headers through the same checked chunks.
struct Cursor<'m> {
    material: &'m Material,
    at: u64,
}

impl io::Read for Cursor<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let rest = self.material.length().saturating_sub(self.at);
        let count = usize::try_from(rest.min(buffer.len() as u64)).map_err(io::Error::other)?;
        self.material.read_at(self.at, &mut buffer[..count])?;
        self.at += count as u64;
        Ok(count)
    }
}

impl io::Seek for Cursor<'_> {
    fn seek(&mut self, to: io::SeekFrom) -> io::Result<u64> {
        let target = match to {
            io::SeekFrom::Start(offset) => Some(offset),
            io::SeekFrom::End(offset) => self.material.length().checked_add_signed(offset),
            io::SeekFrom::Current(offset) => self.at.checked_add_signed(offset),
        };
        self.at = target.ok_or(io::ErrorKind::InvalidInput)?;
        Ok(self.at)
    }
}
