//! The contests of these stories, and the folder a secretariat has after a week: good sheets, one twice, an old revision, a forgery, a torn file.

use std::path::{Path, PathBuf};

use jury_seal::Envelope;
use serde_json::Value;

use crate::harness::{Place, Window, jury, sign_in_with};

/// Of every demo.
pub(super) const ORGANISER: &str = "周明岳";
pub(super) const SUPERVISOR: &str = "孟怀远";

/// A demo of which all experts but one of the track have handed in.
pub(super) struct Contest {
    folder: PathBuf,
    /// What was received.
    pub(super) received: PathBuf,
    /// The track that is finalised.
    pub(super) track: String,
    /// Who has handed in nothing there.
    pub(super) absent: String,
}

impl Contest {
    pub(super) fn make(place: &Place) -> Self {
        let folder = place.path("demo");
        let made = jury(&[
            "demo",
            &folder.to_string_lossy(),
            "--entries",
            "12",
            "--experts",
            "3",
            "--seed",
            "11",
            "--json",
        ]);
        let made: Value = serde_json::from_str(&made).unwrap();
        let text = |value: &Value| value.as_str().unwrap().to_owned();
        let fresh = text(&made["fresh"]["id"]);
        // An expert's number begins with that of the track.
        let colleague = made["experts"].as_array().unwrap().iter();
        let colleague = colleague
            .into_iter()
            .find(|one| text(&one["id"])[..3] == fresh[..3]);
        let contest = Self {
            received: place.folder("收到的文件"),
            track: text(&colleague.unwrap()["track"]),
            absent: text(&made["fresh"]["name"]),
            folder,
        };
        contest.fill();
        contest
    }

    pub(super) fn desk(&self) -> PathBuf {
        self.folder.join("organiser")
    }

    fn fill(&self) {
        let sheets = self.folder.join("sheets");
        for sheet in std::fs::read_dir(&sheets).unwrap() {
            let sheet = sheet.unwrap();
            std::fs::copy(sheet.path(), self.received.join(sheet.file_name())).unwrap();
        }
        let good = sheets.join("E1202-1.xlsx");
        let bytes = std::fs::read(&good).unwrap();
        let put =
            |name: &str, bytes: &[u8]| std::fs::write(self.received.join(name), bytes).unwrap();
        put("E1202-1(1).xlsx", &bytes);
        put("微信传坏的.xlsx", &bytes[..bytes.len() / 2]);
        put("改了分的.json", &self.forged(&good));
    }

    /// A sheet of which one mark was changed after it was signed.
    fn forged(&self, sheet: &Path) -> Vec<u8> {
        let parts = self.folder.join("parts");
        jury(&[
            "sheet",
            "extract",
            &sheet.to_string_lossy(),
            "--out",
            &parts.to_string_lossy(),
        ]);
        let envelope = std::fs::read(parts.join("sheet.json")).unwrap();
        let (mut envelope, _) = Envelope::read(&envelope).unwrap();
        let text = String::from_utf8(envelope.payload).unwrap();
        let changed = text.replacen("\"value\":300", "\"value\":350", 1);
        assert_ne!(changed, text, "the sheet has such a mark");
        envelope.payload = changed.into_bytes();
        envelope.to_bytes()
    }
}

/// A contest made a moment ago, without materials and without 参考.
pub(super) struct Unused {
    desk: PathBuf,
}

impl Unused {
    const PASSPHRASE: &str = "山高水长 2026";

    pub(super) fn make(place: &Place) -> Self {
        let (entries, experts) = Self::tables(place);
        let secret = place.path("secret");
        std::fs::write(&secret, Self::PASSPHRASE).unwrap();
        let [desk, entries, experts, secret] = [place.path("unused"), entries, experts, secret]
            .map(|path| path.to_string_lossy().into_owned());
        jury(&[
            "contest",
            "new",
            "--desk",
            &desk,
            "--name",
            "云江市数据创新赛",
            "--edition",
            "2026",
            "--entries",
            &entries,
            "--experts",
            &experts,
            "--organiser",
            "沈知远",
            "--supervisor",
            "林望舒",
            "--passphrase-file",
            &secret,
            "--supervisor-passphrase-file",
            &secret,
        ]);
        Self { desk: desk.into() }
    }

    /// The tables of the smallest demo.
    fn tables(place: &Place) -> (PathBuf, PathBuf) {
        let demo = place.path("demo");
        let folder = demo.to_string_lossy();
        jury(&["demo", &folder, "--entries", "2", "--experts", "2"]);
        (demo.join("entries.xlsx"), demo.join("roster.xlsx"))
    }

    pub(super) fn desk(&self) -> PathBuf {
        self.desk.clone()
    }

    pub(super) fn sign_in(&self, window: &Window<'_>) {
        sign_in_with(window, "沈知远", None, Self::PASSPHRASE);
        window.see("赛事进度");
    }
}
