use super::*;
use crate::levelling::sample::draft;

fn put(upper: &str, lower: &str, moved: &str) -> Placed {
    Placed {
        upper: upper.to_owned(),
        lower: lower.to_owned(),
        moved: moved.to_owned(),
        kept: None,
    }
}

fn said(stood: &[Stood]) -> String {
    let one = |one: &Stood| format!("{}{}", one.entry, one.place);
    stood.iter().map(one).collect::<Vec<_>>().join(" ")
}

fn pairs(pairs: &[(&Stood, &Stood)]) -> Vec<String> {
    let one = |(upper, lower): &(&Stood, &Stood)| format!("{}>{}", upper.entry, lower.entry);
    pairs.iter().map(one).collect()
}

#[test]
fn without_a_hand_totals_rank_and_equals_share_a_place() {
    let stood = ranking(&draft(&[100, 160, 100, 120]), &[]);
    assert_eq!(said(&stood), "b1 d2 a3 c3");
    assert_eq!(pairs(&ties(&stood, &[])), ["a>c"]);
    assert!(disagreements(&stood, &[]).is_empty());
}

#[test]
fn a_lower_total_moved_up_stands_there_and_is_a_disagreement() {
    let placed = [put("d", "b", "d")];
    let stood = ranking(&draft(&[180, 160, 140, 120]), &placed);
    assert_eq!(said(&stood), "a1 d2 b3 c4");
    assert_eq!(pairs(&disagreements(&stood, &placed)), ["d>b"]);
}

#[test]
fn a_higher_total_moved_down_stands_there_and_is_a_disagreement() {
    let placed = [put("c", "a", "a")];
    let stood = ranking(&draft(&[180, 160, 140, 120]), &placed);
    assert_eq!(said(&stood), "b1 c2 a3 d4");
    assert_eq!(pairs(&disagreements(&stood, &placed)), ["c>a"]);
}

#[test]
fn marks_levelled_afterwards_end_the_disagreement_and_move_nobody_else() {
    let placed = [put("d", "b", "d")];
    let stood = ranking(&draft(&[150, 160, 140, 165]), &placed);
    assert_eq!(said(&stood), "d1 b2 a3 c4");
    assert!(disagreements(&stood, &placed).is_empty());
}

#[test]
fn what_was_kept_is_asked_again_only_when_a_total_changes() {
    let mut placed = [put("b", "a", "b")];
    let stood = ranking(&draft(&[160, 140]), &placed);
    placed[0].kept = Some(kept(&stood[0], &stood[1]));
    assert!(disagreements(&stood, &placed).is_empty());
    let stood = ranking(&draft(&[162, 140]), &placed);
    assert_eq!(pairs(&disagreements(&stood, &placed)), ["b>a"]);
}

#[test]
fn an_answer_about_equals_ends_the_question_and_parts_their_places() {
    let placed = [put("c", "a", "c")];
    let stood = ranking(&draft(&[100, 160, 100]), &placed);
    assert_eq!(said(&stood), "b1 c2 a3");
    assert!(ties(&stood, &placed).is_empty() && disagreements(&stood, &placed).is_empty());
}

#[test]
fn an_entry_that_is_not_complete_is_not_ranked_and_its_orders_wait() {
    let mut draft = draft(&[100, 160, 120]);
    draft.works[1].marks.pop_first();
    let placed = [put("a", "b", "a")];
    assert_eq!(said(&ranking(&draft, &placed)), "c1 a2");
}

#[test]
fn answering_every_question_about_equals_always_comes_to_an_end() {
    let draft = draft(&[100; 12]);
    let mut placed = Vec::new();
    for turn in 0_usize..200 {
        let stood = ranking(&draft, &placed);
        let open = ties(&stood, &placed);
        let Some((upper, lower)) = open.first() else {
            assert!(stood.iter().zip(1..).all(|(one, place)| one.place == place));
            return;
        };
        let (upper, lower) = (upper.entry.to_string(), lower.entry.to_string());
        let swap = turn % 3 == 0;
        let (better, other) = if swap { (lower, upper) } else { (upper, lower) };
        placed.retain(|one: &Placed| {
            (&one.upper, &one.lower) != (&better, &other)
                && (&one.upper, &one.lower) != (&other, &better)
        });
        placed.push(put(&better, &other, &better));
    }
    panic!("still asking after two hundred answers");
}
