//! What an expert's own hand ranked, and the time that is for the expert alone.

use jury_store::table::own_order::{self, Placed};
use jury_store::table::time_spent;

use crate::support::a_desk;

fn put(upper: &str, lower: &str, moved: &str) -> Placed {
    Placed {
        upper: upper.to_owned(),
        lower: lower.to_owned(),
        moved: moved.to_owned(),
        kept: None,
    }
}

#[test]
fn of_two_entries_the_order_said_last_stands_and_comes_last() {
    let bench = a_desk();
    bench.write(|change| {
        own_order::put(change, &put("a", "b", "a"))?;
        own_order::put(change, &put("c", "b", "c"))?;
        own_order::put(change, &put("b", "a", "b"))
    });
    let bench = bench.reopen();
    let all = bench.desk.read(own_order::list).unwrap();
    assert_eq!(all, [put("c", "b", "c"), put("b", "a", "b")]);
}

#[test]
fn what_is_meant_is_kept_with_its_totals_until_it_is_said_anew() {
    let bench = a_desk();
    bench.write(|change| own_order::put(change, &put("a", "b", "a")));
    assert!(bench.write(|change| own_order::keep(change, "a", "b", "80.00/85.00")));
    assert!(!bench.write(|change| own_order::keep(change, "b", "a", "80.00/85.00")));
    let kept = || bench.desk.read(own_order::list).unwrap()[0].kept.clone();
    assert_eq!(kept().as_deref(), Some("80.00/85.00"));
    bench.write(|change| own_order::put(change, &put("a", "b", "a")));
    assert_eq!(kept(), None);
}

#[test]
fn an_entry_moved_again_forgets_its_moves_and_no_one_elses() {
    let bench = a_desk();
    bench.write(|change| {
        own_order::put(change, &put("a", "b", "a"))?;
        own_order::put(change, &put("c", "a", "c"))?;
        own_order::forget_moves(change, "a")
    });
    let all = || bench.desk.read(own_order::list).unwrap();
    assert_eq!(all(), [put("c", "a", "c")]);
    bench.write(|change| own_order::forget_pair(change, "a", "c"));
    assert!(all().is_empty());
    bench.write(|change| own_order::put(change, &put("a", "b", "b")));
    bench.write(own_order::forget_all);
    assert!(all().is_empty());
}

#[test]
fn time_adds_up_and_survives() {
    let bench = a_desk();
    bench.write(|change| {
        time_spent::add(change, "01-002", 30)?;
        time_spent::add(change, "01-001", 5)?;
        time_spent::add(change, "01-002", 31)
    });
    let bench = bench.reopen();
    assert_eq!(
        bench.desk.read(time_spent::list).unwrap(),
        [("01-001".to_owned(), 5), ("01-002".to_owned(), 61)]
    );
}
