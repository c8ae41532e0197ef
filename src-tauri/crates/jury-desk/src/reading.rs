//! Looking at materials: what there is to look at, pixels of pages, bytes of films.
//!
//! Not whose materials these are and where they lie (dossiers.rs). Bytes of packs are decrypted chunk by chunk and never touch the disk in clear. The one
//! rule: nothing is parsed here; what a document is, a worker process finds out.

mod faults;
mod material;

use std::sync::Arc;

use jury_media::{
    DocKey, DocumentSource, MediaKind, MediaPaths, PageRequest, Part, Renderer, RendererConfig,
    Rotation, Watermark,
};

use crate::call::Call;
use crate::desk::OpenDesk;
use crate::dossiers;
use crate::error::{DeskError, ErrorCode};
use crate::leafing;
use crate::session::Session;
use crate::wire::reading::{MaterialAsk, MaterialLook, MaterialView, PageSize};
use crate::wire::start::DeskKind;
pub(crate) use faults::media_error;
use faults::probe_words;
use material::Cursor;
pub use material::RangeSource;
pub(crate) use material::{Material, Place};

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

impl Session {
    pub(crate) fn material_look(
        &self,
        ask: MaterialAsk,
        _: &Call<'_>,
    ) -> Result<MaterialLook, DeskError> {
        let desk = self.open_desk()?;
        let listed = dossiers::find(&desk, &ask.material)?;
        let mut look = MaterialLook {
            id: ask.material.clone(),
            name: listed.name().to_owned(),
            view: MaterialView::None,
            pages: Vec::new(),
            duration_ms: None,
            problem: None,
            remark: None,
            spot: leafing::spot(&desk, &ask.material)?,
        };
        if !listed.is_submitted() {
            look.problem = Some(listed.not_submitted().to_owned());
            return Ok(look);
        }
        if let Some(absence) = listed.absence(&desk)? {
            look.problem = Some(absence.sentence);
            return Ok(look);
        }
        let material = Arc::new(listed.open(&desk)?);
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
        let facts = jury_media::probe(&mut Cursor::of(material))
            .map_err(|problem| unreadable(probe_words(&problem)))?;
        match facts.kind {
            MediaKind::Pdf => {
                let key = DocKey::new(&look.id);
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
        dossiers::find(&desk, id)?.open(&desk)
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
        let opened: String = desk
            .opened_at
            .chars()
            .take(16)
            .map(|c| if c == 'T' { ' ' } else { c })
            .collect();
        let (who, contest) = reader(&desk)?;
        Ok(Watermark::new([format!("{who} {opened}"), contest]))
    }
}

/// Who reads, and in which contest.
fn reader(desk: &OpenDesk) -> Result<(String, String), DeskError> {
    match desk.kind {
        DeskKind::Expert => {
            let letter = desk.letter()?;
            let who = format!("{} {}", letter.expert.name, letter.expert.id);
            Ok((who, letter.contest.name.clone()))
        }
        DeskKind::Organiser => {
            let who = format!("{} {}", desk.name, desk.login);
            Ok((who, crate::dispatch::whole(desk)?.contest.name.clone()))
        }
    }
}

fn unreadable(why: String) -> DeskError {
    DeskError::new(ErrorCode::MaterialUnreadable).with("why", why)
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
