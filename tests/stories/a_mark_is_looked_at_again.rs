//! 复评: who lies apart by the rule's limits, a ticket that names the entry, and what the revision changed.

use jury_desk::error::ErrorCode;
use jury_desk::wire::expert::ExpertHome;
use jury_desk::wire::merge::FileVerdict;
use jury_desk::wire::rereview::{RereviewSigned, Rereviews, SheetView};
use serde_json::json;

use crate::harness::{Contest, PASSPHRASE, Seat};

fn rereviews(seat: &Seat, deviation: &str) -> Rereviews {
    seat.ask_as(
        "rereview_look",
        json!({"track": "01", "range": null, "deviation": deviation}),
    )
}

#[test]
fn an_expert_who_lies_apart_is_asked_and_the_change_is_shown_mark_by_mark() {
    let contest = Contest::make();
    let (one, other) = (contest.sheet("E0102", 1), contest.sheet("E0103", 5));
    let organiser = contest.organiser();
    organiser.merge(&[&one, &other]);
    let wide = rereviews(&organiser, "100");
    assert_eq!(wide.entries.len(), 3);
    assert!(wide.entries.iter().all(|entry| !entry.beyond));
    let first = &wide.entries[0];
    let deviations: Vec<&str> = first
        .totals
        .iter()
        .map(|total| total.deviation.as_str())
        .collect();
    assert_eq!(
        deviations,
        [format!("+{}", first.range), format!("-{}", first.range)],
        "of two, each is measured against the other"
    );
    let narrow = rereviews(&organiser, "0");
    assert!(narrow.entries.iter().any(|entry| entry.beyond));

    let file = contest.at("E0102.juryticket");
    let request = |entry: &str| {
        json!({
            "expert": "E0102", "entries": [entry], "reason": "与其他专家相差较大", "askedBy": "组长韩立言",
            "target": organiser.pick(&file),
        })
    };
    assert_eq!(
        organiser.refused("rereview_ask", request("12-001")).code,
        ErrorCode::UnknownEntry,
        "an entry that was not assigned"
    );
    organiser.ask("rereview_ask", request("01-002"));
    let asked = rereviews(&organiser, "0");
    assert_eq!(
        (asked.tickets[0].asked_by.as_str(), asked.tickets[0].answer),
        ("组长韩立言", None)
    );
    let waits = |look: &Rereviews| {
        let totals = look.entries.iter().flat_map(|entry| &entry.totals);
        totals.filter(|total| total.asked).count()
    };
    assert_eq!(waits(&asked), 1);
    drop(organiser);

    let seat = contest.again("E0102");
    seat.ask("ticket_add", json!({"file": seat.pick(&file)}));
    let home: ExpertHome = seat.home();
    let held = home.ticket.unwrap();
    assert_eq!(
        (held.entries, held.asked_by.as_str(), held.reason.as_str()),
        (
            vec!["01-002".to_owned()],
            "组长韩立言",
            "与其他专家相差较大"
        )
    );
    seat.revise(3);
    assert!(
        seat.home().ticket.is_none(),
        "used up by the revision it allowed"
    );
    let revised = seat.save_sheet(&contest.at("revised.xlsx"));
    drop(seat);
    let organiser = contest.organiser();
    organiser.merge_one(&revised);
    let answered = rereviews(&organiser, "0");
    let ticket = &answered.tickets[0];
    assert_eq!(ticket.answer, Some(FileVerdict::Provisional));
    assert!(
        ticket
            .changes
            .iter()
            .any(|change| change.entry == "01-002" && change.what == "合计" && change.asked),
        "{:?}",
        ticket.changes
    );
    assert!(
        ticket
            .changes
            .iter()
            .any(|change| change.entry == "01-001" && !change.asked),
        "what was changed unasked is shown as such"
    );
    assert_eq!(waits(&answered), 0);
}

/// Two sheets merged; E0102 is asked about one entry and then about another.
fn asked_twice(contest: &Contest) -> [std::path::PathBuf; 2] {
    let (one, other) = (contest.sheet("E0102", 1), contest.sheet("E0103", 5));
    let organiser = contest.organiser();
    organiser.merge(&[&one, &other]);
    [("01-001", "附件三"), ("01-002", "附件五")].map(|(entry, reason)| {
        let file = contest.at(&format!("{entry}.juryticket"));
        organiser.ask(
            "rereview_ask",
            json!({"expert": "E0102", "entries": [entry], "reason": reason, "askedBy": null, "target": organiser.pick(&file)}),
        );
        file
    })
}

#[test]
fn a_second_ticket_asks_all_that_is_open_and_one_revision_answers_both() {
    let contest = Contest::make();
    let [first, second] = asked_twice(&contest);
    let organiser = contest.organiser();
    let open = rereviews(&organiser, "0");
    let ids = |at: usize| -> Vec<&str> {
        let entries = open.tickets[at].entries.iter();
        entries.map(|entry| entry.id.as_str()).collect()
    };
    let wide = open
        .tickets
        .iter()
        .position(|ticket| !ticket.extended)
        .unwrap();
    assert_eq!(ids(wide), ["01-001", "01-002"]);
    assert_eq!(open.tickets[wide].reason, "附件三；附件五");
    assert!(open.tickets[1 - wide].extended);
    assert_eq!(ids(1 - wide), ["01-001"]);
    drop(organiser);

    // Whichever file comes first, the expert is asked everything.
    let seat = contest.again("E0102");
    for file in [&second, &first] {
        seat.ask("ticket_add", json!({"file": seat.pick(file)}));
        assert_eq!(seat.home().ticket.unwrap().entries, ["01-001", "01-002"]);
    }
    seat.revise(3);
    let revised = seat.save_sheet(&contest.at("revised.xlsx"));
    drop(seat);
    let organiser = contest.organiser();
    organiser.merge_one(&revised);
    let answered = rereviews(&organiser, "0");
    assert_eq!(answered.tickets.len(), 2);
    for ticket in &answered.tickets {
        assert_eq!(ticket.answer, Some(FileVerdict::Provisional), "{ticket:?}");
    }
}

#[test]
fn a_revision_under_the_first_ticket_leaves_none_waiting_for_ever() {
    let contest = Contest::make();
    let [first, _] = asked_twice(&contest);
    let seat = contest.again("E0102");
    seat.ask("ticket_add", json!({"file": seat.pick(&first)}));
    seat.revise(3);
    let revised = seat.save_sheet(&contest.at("revised.xlsx"));
    drop(seat);
    let organiser = contest.organiser();
    assert_eq!(
        organiser.merge_one(&revised).verdict,
        FileVerdict::Provisional
    );
    for ticket in rereviews(&organiser, "0").tickets {
        assert_eq!(ticket.answer, Some(FileVerdict::Provisional), "{ticket:?}");
    }
}

#[test]
fn everybody_the_limits_ask_gets_one_ticket_with_all_their_entries() {
    let contest = Contest::make();
    let (one, other) = (contest.sheet("E0102", 1), contest.sheet("E0103", 5));
    let organiser = contest.organiser();
    organiser.merge(&[&one, &other]);
    let request = |deviation: &str| {
        json!({"track": "01", "range": null, "deviation": deviation, "reason": "与其他专家相差较大", "askedBy": null,
            "folder": organiser.pick(&contest.at("tickets"))})
    };
    assert_eq!(
        organiser.refused("rereview_ask_all", request("100")).code,
        ErrorCode::NothingToAsk
    );
    let signed: RereviewSigned = organiser.ask_as("rereview_ask_all", request("0"));
    assert_eq!(signed.left, Vec::<String>::new());
    let names: Vec<&str> = signed.files.iter().map(|file| file.name.as_str()).collect();
    assert_eq!(names.len(), 2, "{names:?}");
    let look = rereviews(&organiser, "0");
    for ticket in &look.tickets {
        let mut asked: Vec<&str> = ticket.entries.iter().map(|one| one.id.as_str()).collect();
        asked.sort_unstable();
        let by_limits = look.entries.iter().filter(|entry| entry.beyond);
        let mut due: Vec<&str> = by_limits.map(|entry| entry.id.as_str()).collect();
        due.sort_unstable();
        assert_eq!(asked, due, "{}", ticket.expert);
    }
    assert_eq!(
        organiser.refused("rereview_ask_all", request("0")).code,
        ErrorCode::NothingToAsk,
        "whoever was asked is not asked again"
    );
}

#[test]
fn a_sheet_is_one_click_away_for_every_state() {
    let contest = Contest::make();
    let sheet = contest.sheet("E0102", 1);
    let organiser = contest.organiser();
    organiser.merge_one(&sheet);
    let view = |seat: &Seat, expert: &str| -> SheetView {
        seat.ask_as("sheet_look", json!({"expert": expert, "digest": null}))
    };
    let provisional = view(&organiser, "E0102");
    let shown = provisional.shown.unwrap();
    assert_eq!((shown.seq, shown.verdict), (1, FileVerdict::Provisional));
    assert_eq!(provisional.lines.len(), 3);
    assert!(provisional.lines.iter().all(|line| line.total.is_some()
        && line.marks.len() == provisional.columns.len()
        && line.maxima.len() == line.marks.len()));
    let awaited = view(&organiser, "E0103");
    assert!(awaited.shown.is_none() && awaited.lines.is_empty());
    assert_eq!(
        organiser
            .refused("sheet_look", json!({"expert": "E9999", "digest": null}))
            .code,
        ErrorCode::UnknownExpert
    );
    drop(organiser);
    // A chair sees no marks of what they recused.
    let chair = contest.expert("E0101");
    chair.ask(
        "recusal_put",
        json!({"entry": "01-001", "reason": "同一单位"}),
    );
    chair.mark_everything(2);
    assert_eq!(
        chair
            .refused("sheet_look", json!({"expert": "E0102", "digest": null}))
            .code,
        ErrorCode::ChairNotSigned
    );
    chair.ask("sheet_sign", json!({ "passphrase": PASSPHRASE }));
    chair.merge_one(&sheet);
    let seen = view(&chair, "E0102");
    assert!(seen.lines[0].hidden && seen.lines[0].total.is_none());
    assert!(seen.lines[0].marks.iter().all(Option::is_none));
    assert!(!seen.lines[1].hidden && seen.lines[1].total.is_some());
}
