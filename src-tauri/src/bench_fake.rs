//! A bench for this crate's tests: answers a few names, remembers what it was offered, shows a film of known bytes.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use jury_desk::call::Call;
use jury_desk::error::{DeskError, ErrorCode};
use jury_desk::{PageWish, RangeSource};
use serde_json::{Value, json};

use super::Bench;

/// Length of the film: a little over three chunks.
pub(crate) const FILM_LEN: u64 = 3 * (1 << 20) + 77;

/// Length of a film that nobody watches to its end.
pub(crate) const LONG_FILM_LEN: u64 = 1 << 30;

#[derive(Default)]
pub(crate) struct FakeBench {
    pub(crate) offered: Mutex<Vec<PathBuf>>,
    pub(crate) bytes_read: Arc<AtomicU64>,
    /// Pages of the material `slow` that were begun.
    pub(crate) started: AtomicUsize,
    /// Lets pages of the material `slow` be made.
    pub(crate) released: AtomicBool,
}

impl Bench for FakeBench {
    fn ask(&self, name: &str, request: Value, call: &Call<'_>) -> Result<Value, DeskError> {
        match name {
            "echo" => Ok(request),
            "panics" => panic!("a fault of the program"),
            "refuses" => Err(DeskError::new(ErrorCode::MarkOutOfRange)
                .with("given", "41")
                .with("maximum", "40.00")),
            "long" => loop {
                call.step("正在导入", 1, 2, "份")?;
                std::thread::yield_now();
            },
            unknown => Err(DeskError::new(ErrorCode::UnknownOperation).with("name", unknown)),
        }
    }

    fn offer(&self, path: &Path) -> String {
        let mut offered = self.offered.lock().unwrap();
        offered.push(path.to_owned());
        format!("f{}", offered.len())
    }

    fn offered(&self, token: &str) -> Result<PathBuf, DeskError> {
        let number: usize = token.trim_start_matches('f').parse().unwrap();
        let offered = self.offered.lock().unwrap();
        offered
            .get(number - 1)
            .cloned()
            .ok_or_else(|| DeskError::new(ErrorCode::UnknownFile))
    }

    fn page_bmp(&self, page: &PageWish) -> Result<Vec<u8>, DeskError> {
        match page.material.as_str() {
            "m1" => {
                let part = page.part.map(|p| [p.left, p.top, p.width, p.height]);
                Ok(json!([page.page, page.width, page.rotation, part])
                    .to_string()
                    .into_bytes())
            }
            "panics" => panic!("the renderer broke"),
            "slow" => {
                self.started.fetch_add(1, Ordering::Relaxed);
                while !self.released.load(Ordering::Relaxed) {
                    std::thread::yield_now();
                }
                Ok(Vec::new())
            }
            _ => Err(DeskError::new(ErrorCode::MaterialAbsent)),
        }
    }

    fn image_bmp(&self, _: &str, width: u32) -> Result<Vec<u8>, DeskError> {
        Ok(vec![0; width as usize])
    }

    fn film(&self, material: &str) -> Result<Arc<dyn RangeSource>, DeskError> {
        match material {
            "film" => Ok(self.film_of(FILM_LEN)),
            "long" => Ok(self.film_of(LONG_FILM_LEN)),
            _ => Err(DeskError::new(ErrorCode::NotSignedIn)),
        }
    }
}

impl FakeBench {
    fn film_of(&self, len: u64) -> Arc<dyn RangeSource> {
        Arc::new(FakeFilm {
            len,
            bytes_read: Arc::clone(&self.bytes_read),
        })
    }
}

/// Byte number n is n modulo 251.
struct FakeFilm {
    len: u64,
    bytes_read: Arc<AtomicU64>,
}

pub(crate) fn film_byte(at: u64) -> u8 {
    u8::try_from(at % 251).unwrap()
}

impl RangeSource for FakeFilm {
    fn length(&self) -> u64 {
        self.len
    }

    fn mime(&self) -> &'static str {
        "video/mp4"
    }

    fn read_at(&self, offset: u64, bytes: &mut [u8]) -> io::Result<()> {
        self.bytes_read
            .fetch_add(bytes.len() as u64, Ordering::Relaxed);
        for (index, byte) in bytes.iter_mut().enumerate() {
            *byte = film_byte(offset + index as u64);
        }
        Ok(())
    }
}
