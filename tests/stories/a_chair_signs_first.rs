//! What a chair may see and when: nothing of the colleagues before their own signature, no second thoughts afterwards without leave.

use jury_desk::error::ErrorCode;
use jury_desk::wire::merge::{CellState, FileVerdict};
use jury_desk::wire::results::Explanation;
use serde_json::json;

use crate::harness::{Contest, PASSPHRASE};

#[test]
fn a_chair_sees_nothing_before_their_own_sheet_is_signed() {
    let contest = Contest::make();
    let sheet = contest.sheet("E0102", 1);
    let chair = contest.expert("E0101");
    chair.mark_everything(2);
    let everything = |wanted: ErrorCode| {
        let files = json!({"files": [chair.pick(&sheet)]});
        let panel_return = json!({"passphrase": PASSPHRASE, "minutes": ""});
        for (name, request) in [
            ("merge_add", files),
            ("merge_look", json!({"track": null})),
            ("results_look", json!({"track": null})),
            ("result_explain", json!({"entry": "01-001"})),
            ("panel_return_sign", panel_return),
        ] {
            let error = chair.refused(name, request);
            assert_eq!(error.code, wanted, "{name}");
            assert!(error.sentence.contains("CHAIR-NOT-SIGNED"), "{error}");
        }
    };
    everything(ErrorCode::ChairNotSigned);
    chair.sign();
    chair.merge_look("01");
    chair.ask("revision_start", json!({"reason": "漏看一份证明材料"}));
    everything(ErrorCode::ChairNotSigned);
}

#[test]
fn an_expert_who_is_no_chair_may_not_merge_at_all() {
    let contest = Contest::make();
    let expert = contest.signed("E0102", 1);
    assert_eq!(
        expert.refused("merge_look", json!({"track": null})).code,
        ErrorCode::NotAllowed
    );
}

#[test]
fn after_the_first_merge_a_chair_revises_only_with_a_ticket() {
    let contest = Contest::make();
    let colleague = contest.sheet("E0102", 1);
    let chair = contest.signed("E0101", 2);
    let own = chair.save_sheet(&contest.at("own.xlsx"));
    assert_eq!(
        chair.merge_one(&colleague).verdict,
        FileVerdict::Provisional
    );
    let revise = json!({"reason": "看了同行的分数"});
    assert_eq!(
        chair.refused("revision_start", revise.clone()).code,
        ErrorCode::TicketNeeded
    );
    drop(chair);

    let organiser = contest.organiser();
    organiser.merge_one(&own);
    let ticket = contest.at("复评单.juryticket");
    let request =
        json!({"expert": "E0101", "reason": "合议要求复核", "target": organiser.pick(&ticket)});
    organiser.ask("ticket_sign", request);
    drop(organiser);

    let chair = contest.again("E0101");
    chair.ask("ticket_add", json!({"file": chair.pick(&ticket)}));
    assert_eq!(chair.revise(8).seq, 2);
    // One ticket, one revision.
    assert_eq!(
        chair.refused("revision_start", revise).code,
        ErrorCode::TicketNeeded
    );
    let again = json!({"file": chair.pick(&ticket)});
    assert_eq!(
        chair.refused("ticket_add", again).code,
        ErrorCode::TicketForeign
    );
    let revised = chair.save_sheet(&contest.at("own-2.xlsx"));
    drop(chair);
    assert_eq!(contest.organiser().merge_one(&revised).seq, Some(2));
}

#[test]
fn of_an_entry_the_chair_recused_they_see_states_only() {
    let contest = Contest::make();
    let colleagues = ["E0102", "E0103"].map(|expert| contest.sheet(expert, 3));
    let chair = contest.expert("E0101");
    chair.ask(
        "recusal_put",
        json!({"entry": "01-002", "reason": "曾任顾问"}),
    );
    chair.mark_everything(2);
    chair.sign();
    for sheet in colleagues {
        chair.merge_one(&sheet);
    }
    let look = chair.merge_look("01");
    let recused = look.entries.iter().find(|row| row.id == "01-002").unwrap();
    assert_eq!(recused.cells[0].state, CellState::Recused);
    assert_eq!(recused.cells[1].state, CellState::Provisional);
    assert!(
        recused.cells.iter().all(|cell| cell.total.is_none()),
        "{recused:?}"
    );
    let others = look.entries.iter().filter(|row| row.id != "01-002");
    assert!(
        others
            .flat_map(|row| &row.cells)
            .any(|cell| cell.total.is_some())
    );

    let results = chair.results("01");
    let row = results
        .rows
        .iter()
        .find(|row| row.entry == "01-002")
        .unwrap();
    assert!(row.marks.iter().all(|mark| mark.total.is_none()), "{row:?}");
    assert_eq!((&row.published, &row.exact), (&None, &None));
    let explanation: Explanation = chair.ask_as("result_explain", json!({"entry": "01-002"}));
    assert!(explanation.lines.is_empty());
}
