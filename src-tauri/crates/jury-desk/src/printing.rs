//! Paper: the signed sheet as an A4 PDF for the signature in ink, and blank forms to fill in by hand.
//!
//! Not the workbook (signing.rs). The one rule: the signed form is drawn from the signed payload, the blank one from the letter; a mark that is not
//! signed is never printed here.

use std::collections::BTreeSet;

use jury_core::sheet::LineState;
use jury_core::{Digest, Points};
use jury_exchange::paper_pdf::{Form, form_pdf};
use jury_exchange::sheet_book::{CriterionColumn, GroupColumns, SheetBook, SheetRow};

use crate::call::Call;
use crate::desk::OpenDesk;
use crate::draft::Draft;
use crate::error::{DeskError, ErrorCode};
use crate::session::Session;
use crate::wire::everyday::PaperWritten;
use crate::wire::expert::SaveTo;
use crate::{scoring, signing};

impl Session {
    pub(crate) fn paper_save(&self, ask: SaveTo, _: &Call<'_>) -> Result<PaperWritten, DeskError> {
        let desk = self.open_desk()?;
        let envelope = signing::signed_envelope(&desk)?
            .ok_or_else(|| DeskError::new(ErrorCode::NothingSigned))?;
        let book = signing::book(&*desk.letter()?, &envelope)?;
        self.print(&desk, &ask.target, &book, Form::Signed, "导出纸质签字表")
    }

    pub(crate) fn blank_forms_save(
        &self,
        ask: SaveTo,
        _: &Call<'_>,
    ) -> Result<PaperWritten, DeskError> {
        let desk = self.open_desk()?;
        let book = blank(&desk, &scoring::draft(&desk)?)?;
        self.print(&desk, &ask.target, &book, Form::Blank, "导出空白评分表")
    }

    fn print(
        &self,
        desk: &OpenDesk,
        target: &str,
        book: &SheetBook,
        form: Form,
        act: &str,
    ) -> Result<PaperWritten, DeskError> {
        let fonts = jury_media::system_font_dirs();
        let paper = form_pdf(book, form, &fonts).map_err(|error| DeskError::internal(&error))?;
        let written = self.write_to(target, &paper.bytes)?;
        let at = desk.now()?;
        desk.save(|change| Ok(desk.log(change, &at, act, &written.name)?))?;
        Ok(PaperWritten {
            written,
            pages: u32::try_from(paper.pages).unwrap_or(u32::MAX),
            absent: paper.absent.iter().map(char::to_string).collect(),
        })
    }
}

/// The letter's entries in the form, without a mark.
fn blank(desk: &OpenDesk, draft: &Draft) -> Result<SheetBook, DeskError> {
    let letter = desk.letter()?;
    let rubric = &draft.rubric;
    let used: BTreeSet<_> = draft
        .works
        .iter()
        .map(|work| &work.assigned.profile)
        .collect();
    let profiles: Vec<_> = rubric
        .profiles
        .iter()
        .filter(|profile| used.contains(&profile.id))
        .collect();
    let column = |criterion: &jury_core::rubric::Criterion| CriterionColumn {
        id: criterion.id.clone(),
        name: criterion.name.clone(),
        maxima: profiles
            .iter()
            .map(|profile| {
                rubric
                    .maximum(profile, &criterion.id)
                    .unwrap_or(Points::ZERO)
            })
            .collect(),
    };
    let row = |work: &crate::draft::Work| SheetRow {
        entry: work.assigned.id.clone(),
        track: letter.track.name.clone(),
        topic: work.assigned.topic.clone(),
        work: work.assigned.title.clone(),
        team: work.assigned.team.clone(),
        entrant: work.assigned.entrant.clone(),
        profile: work
            .profile(rubric)
            .map(|profile| profile.name.clone())
            .unwrap_or_default(),
        state: LineState::Unmarked,
        total: None,
        gates: Vec::new(),
        comment: String::new(),
    };
    Ok(SheetBook {
        title: format!(
            "{}{}{}专家评分表",
            letter.contest.name,
            signing::track_words(&letter.track.name),
            letter.round.label()
        ),
        expert: letter.expert.name.clone(),
        unit: letter.expert.unit.clone(),
        panel: letter.expert.panel.to_string(),
        date: String::new(),
        rubric: rubric.name.clone(),
        seq: 1,
        profiles: profiles
            .iter()
            .map(|profile| profile.name.clone())
            .collect(),
        groups: rubric
            .groups
            .iter()
            .map(|group| GroupColumns {
                name: group.name.clone(),
                criteria: group.criteria.iter().map(column).collect(),
            })
            .collect(),
        rows: draft.works.iter().map(row).collect(),
        evidence: Vec::new(),
        code: String::new(),
        digest: Digest([0; 32]),
        envelopes: Vec::new(),
    })
}
