//! The form beside its marks: taking back and giving again, histories, phrases, words to the chair.

use jury_desk::error::ErrorCode;
use jury_desk::wire::expert::{EntryLook, EntryState};
use jury_desk::wire::form::{ChairNote, Changed, History, Phrases, Undone};
use serde_json::json;

use crate::harness::{Contest, Seat};

const ENTRY: &str = "01-001";

#[track_caller]
fn put(seat: &Seat, criterion: &str, value: Option<&str>) {
    seat.ask(
        "mark_put",
        json!({"entry": ENTRY, "criterion": criterion, "value": value}),
    );
}

#[track_caller]
fn look(seat: &Seat) -> EntryLook {
    seat.ask_as("entry_look", json!({"entry": ENTRY}))
}

#[track_caller]
fn mark(seat: &Seat, criterion: &str) -> Option<String> {
    let groups = look(seat).groups;
    let mut criteria = groups.into_iter().flat_map(|group| group.criteria);
    criteria.find(|one| one.id == criterion).unwrap().mark
}

#[track_caller]
fn go(seat: &Seat, way: &str) -> Undone {
    seat.ask_as(way, json!({}))
}

#[track_caller]
fn history(seat: &Seat, criterion: Option<&str>) -> History {
    seat.ask_as(
        "history_look",
        json!({"entry": ENTRY, "criterion": criterion}),
    )
}

#[test]
fn marks_comments_and_states_go_back_to_the_beginning_and_again_to_the_end() {
    let contest = Contest::make();
    let seat = contest.expert("E0102");
    assert!(go(&seat, "undo").moved.is_none(), "nothing has been done");
    put(&seat, "A1", Some("3"));
    put(&seat, "A1", Some("3.5"));
    seat.ask(
        "comment_put",
        json!({"entry": ENTRY, "text": "数据来源清楚"}),
    );
    seat.ask(
        "material_missing_put",
        json!({"entry": ENTRY, "reason": "没有授权书"}),
    );

    let back = go(&seat, "undo");
    let moved = back.moved.unwrap();
    assert_eq!((moved.what, back.undo, back.redo), (Changed::State, 3, 1));
    assert_eq!(moved.saved.row.state, EntryState::Partial);
    assert_eq!(go(&seat, "undo").moved.unwrap().what, Changed::Comment);
    assert_eq!(look(&seat).comment, "");
    let moved = go(&seat, "undo").moved.unwrap();
    assert_eq!(
        (moved.before.as_deref(), moved.after.as_deref()),
        (Some("3.50"), Some("3.00"))
    );
    assert_eq!(moved.criterion.as_deref(), Some("A1"));
    go(&seat, "undo");
    assert_eq!(mark(&seat, "A1"), None);
    assert!(go(&seat, "undo").moved.is_none());

    while go(&seat, "redo").moved.is_some() {}
    let end = look(&seat);
    assert_eq!(
        (end.row.state, end.reason.as_str(), end.comment.as_str()),
        (EntryState::MaterialMissing, "没有授权书", "数据来源清楚")
    );
    assert_eq!(mark(&seat, "A1").as_deref(), Some("3.50"));
}

#[test]
fn a_pasted_column_is_one_step() {
    let contest = Contest::make();
    let seat = contest.expert("E0102");
    put(&seat, "A1", Some("1"));
    let column = ["A1", "A2", "A3"]
        .map(|criterion| json!({"entry": ENTRY, "criterion": criterion, "value": "2"}));
    seat.ask("marks_put", json!({"marks": column}));
    assert_eq!(go(&seat, "undo").moved.unwrap().values, 3);
    assert_eq!(
        ["A1", "A2", "A3"].map(|criterion| mark(&seat, criterion)),
        [Some("1.00".to_owned()), None, None]
    );
}

#[test]
fn taking_back_is_written_down_like_anything_else() {
    let contest = Contest::make();
    let seat = contest.expert("E0102");
    put(&seat, "A1", Some("3"));
    put(&seat, "A1", Some("2.5"));
    put(&seat, "A2", Some("1"));
    go(&seat, "undo");
    go(&seat, "undo");
    let rows = history(&seat, Some("A1")).rows;
    let told: Vec<(Option<&str>, bool)> = rows
        .iter()
        .map(|row| (row.mark.as_deref(), row.in_force))
        .collect();
    assert_eq!(
        told,
        [
            (Some("3.00"), true),
            (Some("2.50"), false),
            (Some("3.00"), false)
        ]
    );
    assert!(rows.windows(2).all(|pair| pair[0].at > pair[1].at));
    assert_eq!(history(&seat, None).rows.len(), 5);
    assert_eq!(history(&seat, None).rows[1].mark, None, "A2 taken back");
    let unknown = json!({"entry": "99-999", "criterion": null});
    assert_eq!(
        seat.refused("history_look", unknown).code,
        ErrorCode::UnknownEntry
    );
}

#[test]
fn the_history_tells_states_and_comments_with_their_words() {
    let contest = Contest::make();
    let seat = contest.expert("E0102");
    seat.ask(
        "recusal_put",
        json!({"entry": ENTRY, "reason": "曾任该单位顾问"}),
    );
    seat.ask("recusal_put", json!({"entry": ENTRY, "reason": null}));
    seat.ask("comment_put", json!({"entry": ENTRY, "text": "可行"}));
    let told: Vec<(Changed, Option<EntryState>, String)> = history(&seat, None)
        .rows
        .into_iter()
        .map(|row| (row.what, row.state, row.text))
        .collect();
    assert_eq!(
        told,
        [
            (Changed::Comment, None, "可行".to_owned()),
            (Changed::State, Some(EntryState::Done), String::new()),
            (
                Changed::State,
                Some(EntryState::Recused),
                "曾任该单位顾问".to_owned()
            ),
        ]
    );
}

#[test]
fn after_signing_nothing_is_taken_back_and_nothing_told() {
    let contest = Contest::make();
    let seat = contest.signed("E0102", 3);
    let note = json!({"entry": ENTRY, "text": "建议合议"});
    for (name, request) in [
        ("undo", json!({})),
        ("redo", json!({})),
        ("chair_note_put", note),
    ] {
        assert_eq!(
            seat.refused(name, request).code,
            ErrorCode::SheetSigned,
            "{name}"
        );
    }
    assert!(!history(&seat, None).rows.is_empty());
}

#[test]
fn another_sign_in_has_nothing_to_take_back() {
    let contest = Contest::make();
    let seat = contest.expert("E0102");
    put(&seat, "A1", Some("3"));
    drop(seat);
    let seat = contest.again("E0102");
    assert!(go(&seat, "undo").moved.is_none());
    assert_eq!(mark(&seat, "A1").as_deref(), Some("3.00"));
}

#[test]
fn a_mark_off_the_step_is_told_what_can_be_given() {
    let contest = Contest::make();
    let seat = contest.expert("E0102");
    let ask = |value: &str| json!({"entry": ENTRY, "criterion": "A1", "value": value});
    let refused = seat.refused("mark_put", ask("3.3"));
    assert_eq!(
        refused.sentence,
        "3.3 不在档上：本指标以 0.5 为一档，可填 3 或 3.5。"
    );
    assert_eq!(
        seat.refused("mark_put", ask("99")).code,
        ErrorCode::MarkOutOfRange
    );
}

#[test]
fn phrases_are_kept_counted_and_removed() {
    let contest = Contest::make();
    let seat = contest.expert("E0102");
    let keep = |text: &str| -> Phrases { seat.ask_as("phrase_put", json!({"text": text})) };
    keep("缺少第三方佐证。");
    let phrases = keep("  数据来源清楚。\n").phrases;
    assert_eq!(phrases[0].text, "数据来源清楚。");
    let counted: Phrases = seat.ask_as("phrase_use", json!({"id": phrases[1].id}));
    assert_eq!(
        (counted.phrases[0].text.as_str(), counted.phrases[0].used),
        ("缺少第三方佐证。", 1)
    );
    let refused = |text: &str| seat.refused("phrase_put", json!({"text": text})).code;
    assert_eq!(refused(" \n"), ErrorCode::PhraseEmpty);
    assert_eq!(refused(&"长".repeat(501)), ErrorCode::TextTooLong);
    drop(seat);
    let seat = contest.again("E0102");
    let left: Phrases = seat.ask_as("phrase_remove", json!({"id": counted.phrases[0].id}));
    assert_eq!(left.phrases.len(), 1);
}

#[test]
fn words_to_the_chair_say_who_will_read_them() {
    let contest = Contest::make();
    let seat = contest.expert("E0102");
    let note: ChairNote = seat.ask_as("chair_note_look", json!({"entry": ENTRY}));
    assert_eq!((note.text.as_str(), note.at), ("", None));
    assert_eq!(note.chairs, ["韩立言"]);
    let put = json!({"entry": ENTRY, "text": "附件二与正文不一致，建议合议。"});
    let note: ChairNote = seat.ask_as("chair_note_put", put);
    assert!(note.at.is_some());
    drop(seat);
    let seat = contest.again("E0102");
    let note: ChairNote = seat.ask_as("chair_note_look", json!({"entry": ENTRY}));
    assert_eq!(note.text, "附件二与正文不一致，建议合议。");
    let taken: ChairNote = seat.ask_as("chair_note_put", json!({"entry": ENTRY, "text": ""}));
    assert_eq!((taken.text.as_str(), taken.at), ("", None));
}
