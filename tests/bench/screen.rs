//! A display in memory that can be looked at: Xvfb keeps its picture in a file.
//!
//! Not the display of the end-to-end tests, which nobody looks at while it changes. The one rule: looking costs the windows nothing, since no
//! client asks the server for anything.

use std::fs::File;
use std::io::{BufRead as _, BufReader, Read as _, Seek as _, SeekFrom};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};

use tempfile::TempDir;

use crate::fault::Fault;

/// Every so many pixels across and down are looked at.
const EVERY: usize = 4;
/// Bytes of a colour in the file's colour map (XWDFile.h, `XWDColor`).
const COLOUR: usize = 12;

/// An Xvfb that ends with this value.
pub(crate) struct Screen {
    server: Child,
    folder: TempDir,
    number: u32,
}

/// Every sixteenth pixel of the screen.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Frame(Vec<[u8; 4]>);

impl Frame {
    /// How much of the screen is different, between 0 and 1.
    pub(crate) fn differs_from(&self, other: &Self) -> f64 {
        let differing = self
            .0
            .iter()
            .zip(&other.0)
            .filter(|(one, other)| one != other)
            .count();
        #[expect(
            clippy::cast_precision_loss,
            reason = "a screen has far fewer than 2^53 pixels"
        )]
        let share = differing as f64 / self.0.len().max(1) as f64;
        share
    }
}

impl Screen {
    pub(crate) fn start() -> Result<Self, Fault> {
        let folder = crate::files::scratch()?;
        let mut command = Command::new("Xvfb");
        command
            .args([
                "-displayfd",
                "1",
                "-screen",
                "0",
                "1600x1000x24",
                "-nolisten",
                "tcp",
                "-noreset",
                "-fbdir",
            ])
            .arg(folder.path())
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null());
        let not_started = |source| Fault::NotStarted {
            program: "Xvfb".to_owned(),
            source,
        };
        let mut server = command.spawn().map_err(not_started)?;
        let mut said = String::new();
        if let Some(output) = server.stdout.take() {
            // A server that dies closes the pipe and leaves the line empty.
            BufReader::new(output)
                .read_line(&mut said)
                .map_err(not_started)?;
        }
        let number = said.trim().parse().unwrap_or(u32::MAX);
        let screen = Self {
            server,
            folder,
            number,
        };
        if number == u32::MAX {
            Err(Fault::wrong("Xvfb gave no display"))
        } else {
            Ok(screen)
        }
    }

    /// As the environment variable `DISPLAY` wants it.
    pub(crate) fn name(&self) -> String {
        format!(":{}", self.number)
    }

    /// What is on the screen now. The file is a window dump as `xwd` writes it, big-endian (XWDFile.h, version 7).
    pub(crate) fn look(&self) -> Result<Frame, Fault> {
        let path: PathBuf = self.folder.path().join("Xvfb_screen0");
        let mut file = File::open(&path).map_err(Fault::file(&path))?;
        let mut header = [0; 100];
        file.read_exact(&mut header).map_err(Fault::file(&path))?;
        let field = |place: usize| {
            let bytes = [
                header[place * 4],
                header[place * 4 + 1],
                header[place * 4 + 2],
                header[place * 4 + 3],
            ];
            u32::from_be_bytes(bytes) as usize
        };
        let (start, wide, high) = (field(0) + field(19) * COLOUR, field(4), field(5));
        let (bits, line) = (field(11), field(12));
        if bits != 32 || line < wide * 4 {
            return Err(Fault::wrong("the screen's file is not of 32 bits a pixel"));
        }
        let mut pixels = vec![0; line * high];
        file.seek(SeekFrom::Start(start as u64))
            .and_then(|_| file.read_exact(&mut pixels))
            .map_err(Fault::file(&path))?;
        let (rows, _) = pixels.as_chunks::<4>();
        let seen = rows
            .chunks(line / 4)
            .step_by(EVERY)
            .flat_map(|row| row[..wide].iter().step_by(EVERY).copied());
        Ok(Frame(seen.collect()))
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        // It may have ended by itself; both calls then do nothing.
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}
