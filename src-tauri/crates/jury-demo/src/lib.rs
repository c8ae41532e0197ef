//! A whole made-up contest: who takes part, what they hand in, what the experts think of it.
//!
//! Not here: desks, keys, packs and sheets, which jury-desk makes out of this. Nothing here is real: region, entrants, people and figures are
//! invented. The one rule to know: everything follows from [`ContestPlan`], which follows from a seed, byte for byte on every platform.
#![deny(missing_docs)]

mod face;
mod form;
mod grammar;
mod lexicon;
mod make;
mod marks;
mod materials;
mod paper;
mod plan;
mod proof;
mod random;
mod scan;
mod workbooks;

pub use make::{FreshExpert, Made, MadeExpert, PASSPHRASE, Request, make};
pub use marks::{comment, findings, marks, revised_marks};
pub use materials::{
    MaterialFile, MaterialKind, MaterialsError, MaterialsProgress, write_materials,
};
pub use paper::PaperError;
pub use plan::{
    ContestPlan, FormFonts, MissingMaterial, PlanError, PlannedEntry, PlannedExpert, Recusal,
    Revision, plan,
};
pub use workbooks::{WorkbookError, entries_xlsx, experts_xlsx};
