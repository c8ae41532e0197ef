//! What people decided after the ranking: lines are added, the newest of a subject holds.

use jury_store::table::outcome::{self, NewLine};

use crate::support::{a_desk, noon};

#[test]
fn the_newest_line_of_a_subject_holds_and_the_others_remain() {
    let bench = a_desk();
    let at = noon();
    let add = |subject: &str, body: &str| {
        let line = NewLine {
            kind: "wish",
            subject,
            body,
            reason: "合议",
            who: "王组织",
            at: &at,
        };
        bench.write(|change| outcome::add(change, &line))
    };
    assert_eq!(
        [add("01-001", "1"), add("01-002", "2"), add("01-001", "3")],
        [1, 2, 3]
    );
    let bench = bench.reopen();
    let newest = bench
        .desk
        .read(|view| outcome::newest(view, "wish"))
        .unwrap();
    let bodies: Vec<_> = newest.iter().map(|line| line.body.as_str()).collect();
    assert_eq!(bodies, ["2", "3"]);
    assert_eq!(
        bench
            .desk
            .read(|view| outcome::newest(view, "other"))
            .unwrap(),
        []
    );
    assert_eq!(bench.desk.read(outcome::list).unwrap().len(), 3);
}
