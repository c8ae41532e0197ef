//! A small contest made through the desk's own operations, without a demo's materials: for measures that need desks.
//!
//! The one rule: nothing is written behind a desk's back.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use jury_desk::call::Call;
use jury_desk::{Session, SessionConfig};
use jury_seal::vault::KdfCost;
use serde_json::{Value, json};

use crate::fault::Fault;

pub(crate) const PASSPHRASE: &str = "bench";

/// Where the contest lies.
pub(crate) struct Contest {
    folder: PathBuf,
    /// How dear keys are to derive.
    pub(crate) cost: KdfCost,
}

/// A letter that was issued.
pub(crate) struct Letter {
    pub(crate) expert: String,
    file: PathBuf,
    code: String,
}

impl Contest {
    pub(crate) fn at(folder: &Path) -> Self {
        Self {
            folder: folder.to_owned(),
            cost: KdfCost::for_tests(),
        }
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }

    /// A session whose letters cost little to open, which is not what is measured.
    fn session(&self) -> Session {
        Session::new(SessionConfig {
            cost: self.cost,
            least_passphrase: 1,
            quick_letters: true,
            ballast: false,
            ..SessionConfig::system(self.folder.clone())
        })
    }

    /// The organiser's desk of one track with one panel. Materials are what lies in `materials/<entry>/`, if anything.
    pub(crate) fn organiser(&self, entries: usize, experts: usize) -> Result<Session, Fault> {
        let mut table = String::from(
            "项目编号,赛道,赛题,项目名称,团队名称,牵头单位,单位性质,行业,从业人员,营业收入,资产总额,企业规模\n",
        );
        for n in 1..=entries {
            // Writing to a string cannot fail.
            let _ = writeln!(
                table,
                "01-{n:03},工业制造,协同制造,车间数据空间{n},{n}号队,云江示例{n}科技有限公司,企业,工业,120,3000,5000,小型"
            );
        }
        let mut people = String::from("专家编号,姓名,单位,赛道,评审组,组长\n");
        for n in 1..=experts {
            let chair = if n == 1 { "是" } else { "否" };
            let _ = writeln!(people, "E{n:04},专家{n},云江大学,工业制造,一组,{chair}");
        }
        for (name, text) in [("entries.csv", table), ("experts.csv", people)] {
            std::fs::write(self.path(name), text).map_err(Fault::file(&self.path(name)))?;
        }
        let organiser = self.session();
        organiser.make_desks_at(&self.path("organiser"));
        let materials = Some(self.path("materials")).filter(|folder| folder.is_dir());
        let request = json!({
            "name": "云江测速赛", "edition": "2025年",
            "files": {
                "entries": organiser.offer(&self.path("entries.csv")),
                "experts": organiser.offer(&self.path("experts.csv")),
                "rubric": null,
                "materials": materials.map(|folder| organiser.offer(&folder)),
            },
            "organiser": "周明岳", "organiserPassphrase": PASSPHRASE,
            "supervisor": "孟怀远", "supervisorPassphrase": PASSPHRASE,
        });
        ask(&organiser, "contest_new", request)?;
        Ok(organiser)
    }

    /// A letter for every expert.
    pub(crate) fn letters(&self, organiser: &Session) -> Result<Vec<Letter>, Fault> {
        let folder = self.path("letters");
        std::fs::create_dir_all(&folder).map_err(Fault::file(&folder))?;
        let request = json!({"experts": [], "folder": organiser.offer(&folder), "deadline": null});
        let built = ask(organiser, "letters_build", request)?;
        let text = |row: &Value, key: &str| row[key].as_str().unwrap_or_default().to_owned();
        let letter = |row: &Value| Letter {
            expert: text(row, "expert"),
            file: folder.join(text(row, "file")),
            code: text(row, "code"),
        };
        let rows = built["letters"].as_array();
        rows.map(|rows| rows.iter().map(letter).collect())
            .ok_or_else(|| Fault::wrong("no letters were built"))
    }

    /// An expert's desk with its letter opened and the commitment accepted.
    pub(crate) fn expert(&self, letter: &Letter) -> Result<Session, Fault> {
        let expert = self.session();
        expert.make_desks_at(&self.path("experts").join(&letter.expert));
        let request = json!({"letter": expert.offer(&letter.file), "code": letter.code, "passphrase": PASSPHRASE});
        ask(&expert, "letter_open", request)?;
        ask(&expert, "commitment_accept", json!({"recusals": []}))?;
        Ok(expert)
    }

    /// Signs what the expert scored and writes the workbook.
    pub(crate) fn sign(&self, expert: &Session, workbook: &Path) -> Result<(), Fault> {
        ask(expert, "sheet_sign", json!({"passphrase": PASSPHRASE}))?;
        ask(
            expert,
            "sheet_save",
            json!({"target": expert.offer(workbook)}),
        )?;
        Ok(())
    }
}

/// Asks a desk, watched by nobody.
pub(crate) fn ask(session: &Session, operation: &str, request: Value) -> Result<Value, Fault> {
    let refused = |source| Fault::Desk {
        operation: operation.to_owned(),
        source: Box::new(source),
    };
    session
        .ask(operation, request, &Call::quiet())
        .map_err(refused)
}
