//! The ticket 复评单 on an expert's desk: leave to revise once more, signed by the contest key.
//!
//! Issuing one is organising.rs. The one rule: a ticket counts only for the sheet it names as the one before, so that it is used up by the
//! revision it allowed.

use jury_seal::Envelope;
use jury_seal::document::letter::Letter;
use jury_seal::document::{Document as _, Ticket};
use jury_seal::verify::{self, Opened, Signers};
use jury_store::table;

use crate::call::Call;
use crate::desk::{OpenDesk, read_payload, row_of};
use crate::error::{DeskError, ErrorCode};
use crate::letters::pinned_key;
use crate::offers::{file_name, read_limited};
use crate::rereviewing::issuing::breadth;
use crate::session::Session;
use crate::signing::signed_envelope;
use crate::wire::Nothing;
use crate::wire::check::FileAsk;
use crate::wire::expert::{ExpertHome, TicketHeld};

const LIMIT: u64 = 1 << 20;

impl Session {
    pub(crate) fn ticket_add(
        &self,
        ask: FileAsk,
        call: &Call<'_>,
    ) -> Result<ExpertHome, DeskError> {
        let desk = self.open_desk()?;
        let path = self.path_of(&ask.file)?;
        let foreign = || DeskError::new(ErrorCode::TicketForeign).with("file", file_name(&path));
        let pinned = [pinned_key(&desk)?];
        let signers = Signers {
            all_of: &pinned,
            one_of: &[],
        };
        let opened: Opened<Ticket> =
            verify::open(&read_limited(&path, LIMIT)?, signers).map_err(|_| foreign())?;
        let letter = desk.letter()?;
        let last = signed_envelope(&desk)?.ok_or_else(foreign)?;
        let ticket = &opened.document;
        if ticket.contest != letter.contest.id || !allows(ticket, &letter, &last) {
            return Err(foreign());
        }
        let at = desk.now()?;
        desk.save(|change| {
            table::document::put(change, &row_of(&opened.envelope, &at))?;
            Ok(desk.log(
                change,
                &at,
                "收到复评单",
                &format!("第 {} 版：{}", ticket.seq, ticket.reason),
            )?)
        })?;
        self.expert_home(Nothing {}, call)
    }
}

fn allows(ticket: &Ticket, letter: &Letter, last: &Envelope) -> bool {
    let addressed = ticket.expert == letter.expert.id
        && ticket.track == letter.track.id
        && ticket.round == letter.round;
    addressed && ticket.prev == last.digest()
}

/// What the ticket for the next revision asks, for showing.
pub(crate) fn held(desk: &OpenDesk) -> Result<Option<TicketHeld>, DeskError> {
    let Some(last) = signed_envelope(desk)? else {
        return Ok(None);
    };
    let Some(envelope) = for_revision_of(desk, &*desk.letter()?, &last)? else {
        return Ok(None);
    };
    let ticket: Ticket = read_payload(&envelope)?;
    Ok(Some(TicketHeld {
        entries: ticket.entries.iter().map(ToString::to_string).collect(),
        asked_by: ticket.asked_by,
        reason: ticket.reason,
        at: ticket.at,
    }))
}

/// The ticket that allows the revision after `last`, if one was taken in.
pub(crate) fn for_revision_of(
    desk: &OpenDesk,
    letter: &Letter,
    last: &Envelope,
) -> Result<Option<Envelope>, DeskError> {
    let mut all = Vec::new();
    for envelope in desk.documents(Ticket::KIND)? {
        let ticket: Ticket = read_payload(&envelope)?;
        if allows(&ticket, letter, last) {
            all.push((breadth(&ticket, envelope.digest()), envelope));
        }
    }
    // Of several for one revision the one that asks everything.
    all.sort_by(|one, other| one.0.cmp(&other.0));
    Ok(all.pop().map(|(_, envelope)| envelope))
}
