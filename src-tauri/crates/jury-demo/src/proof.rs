//! The proofs of an entry: licence, declaration, audit, credit report, certificates of use, of rights and of tests.
//!
//! Not the application form. The one rule to know: what a proof says agrees with the form (names, figures, improvements), as a careful
//! expert compares them.

mod papers;

use crate::plan::{ContestPlan, PlannedEntry};
use crate::random::Random;
use crate::scan::leaf::Leaf;

/// How a proof is handed in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Carrier {
    /// One scanned page.
    Jpeg,
    /// One page.
    Png,
    /// Scanned pages in a PDF.
    ScannedPdf,
}

impl Carrier {
    fn extension(self) -> &'static str {
        match self {
            Self::Jpeg => "jpg",
            Self::Png => "png",
            Self::ScannedPdf => "pdf",
        }
    }
}

/// A proof before it is drawn.
pub(crate) struct Proof {
    pub(crate) title: String,
    pub(crate) carrier: Carrier,
    pub(crate) leaves: Vec<Leaf>,
}

impl Proof {
    /// The name of its file, the n-th of the folder, as people name files.
    pub(crate) fn file_name(&self, nth: usize, random: &mut Random) -> String {
        let (title, extension) = (&self.title, self.carrier.extension());
        match random.below(8) {
            0 => format!("附件{nth}：{title}.{extension}").replace('：', " "),
            1 => format!("{nth:02}-{title}（扫描件）.{extension}"),
            2 => format!("【附件{nth}】{title}.{extension}"),
            _ => format!("{nth:02} {title}.{extension}"),
        }
    }
}

/// All proofs of an entry, six to fifteen, in the order of the folder.
pub(crate) fn proofs(plan: &ContestPlan, entry: &PlannedEntry) -> Vec<Proof> {
    let random = plan.random(&format!("proofs/{}", entry.id));
    papers::of(plan, entry, random)
}
