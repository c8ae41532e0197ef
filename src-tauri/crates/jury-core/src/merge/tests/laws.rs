//! What holds of every set of documents, honest or not.

use proptest::prelude::*;

use super::*;

/// A document out of a small world, so that collisions of experts, numbers, keys and predecessors are common.
fn any_received() -> impl Strategy<Value = Received> {
    let signer = prop_oneof![
        4 => Just(Signer::Enrolled),
        3 => Just(Signer::Introduced),
        1 => Just(Signer::Confirmed),
        1 => Just(Signer::Transcribed),
        1 => Just(Signer::Unknown),
        1 => Just(Signer::Revoked),
    ];
    let fault = prop_oneof![8 => Just(None), 1 => Just(Some(Code::EnvNoncanonical)), 1 => Just(Some(Code::SigBad)), 1 => Just(Some(Code::Clock))];
    let place = (
        1_usize..=3,
        0_u32..4,
        proptest::option::of(1_u8..12),
        0_i64..3,
    );
    (1_u8..12, signer, fault, place, 0_u8..2, 0_u8..10).prop_map(
        |(number, signer, fault, (expert, seq, prev, off), key, spoil)| {
            // The identity of a document determines its content: the place is derived from the number where they could disagree.
            let mut sheet = with_lines(
                sheet(expert, seq, prev.map(digest)),
                vec![scored(1, off * 50), scored(2, 50)],
            );
            match spoil {
                0 => sheet.rubric = digest(200),
                1 => sheet.lines[0].total = None,
                2 => sheet.assignment = digest(201),
                3 => sheet.ticket = Some(digest(202)),
                _ => {}
            }
            let faults = fault.into_iter().collect();
            Received {
                digest: digest(number),
                faults,
                signer,
                key: format!("{expert}-{key}"),
                sheet: Some(sheet),
            }
        },
    )
}

/// Documents with distinct identities.
fn any_set() -> impl Strategy<Value = Vec<Received>> {
    proptest::collection::vec(any_received(), 0..10).prop_map(|mut documents| {
        documents.sort_by_key(|document| document.digest);
        documents.dedup_by_key(|document| document.digest);
        documents
    })
}

fn any_expected() -> impl Strategy<Value = Expected> {
    (
        proptest::option::of(1_u8..12),
        any::<bool>(),
        any::<bool>(),
        any::<bool>(),
    )
        .prop_map(|(closed, track, ticket, retired)| {
            let mut expected = expected();
            expected
                .closed
                .extend(closed.map(|number| (expert(1), BTreeSet::from([digest(number)]))));
            expected
                .closed_tracks
                .extend(track.then(|| TrackId::new("02").unwrap()));
            let facts = TicketFacts {
                expert: expert(1),
                seq: 2,
                prev: Some(digest(1)),
            };
            expected
                .tickets
                .extend(ticket.then(|| (digest(202), facts)));
            expected
                .retired_keys
                .extend(retired.then(|| "1-0".to_owned()));
            expected
        })
}

fn cell_count(state: &MergeState) -> usize {
    state.cells.values().map(BTreeMap::len).sum()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn order_and_repetition_do_not_matter(
        (documents, shuffled) in any_set().prop_flat_map(|documents| {
            let twice: Vec<_> = documents.iter().chain(&documents).cloned().collect();
            (Just(documents), Just(twice).prop_shuffle())
        }),
        expected in any_expected(),
    ) {
        prop_assert_eq!(merged(documents, &expected), merged(shuffled, &expected));
    }

    #[test]
    fn copies_of_one_document_are_chosen_from_without_regard_to_order(
        (documents, shuffled) in proptest::collection::vec(any_received(), 0..10).prop_flat_map(|mut documents| {
            // The same content in many envelopes: only faults, signer and key differ.
            for document in &mut documents {
                document.digest = digest(1);
                document.sheet = Some(sheet(1, 1, None));
            }
            (Just(documents.clone()), Just(documents).prop_shuffle())
        }),
    ) {
        prop_assert_eq!(gather(documents), gather(shuffled));
    }

    #[test]
    fn every_document_gets_a_verdict_and_every_cell_is_counted(documents in any_set(), expected in any_expected()) {
        let state = merged(documents.clone(), &expected);
        prop_assert_eq!(state.verdicts.len(), documents.len());
        let counts = &state.coverage;
        let sum = counts.verified + counts.provisional + counts.held + counts.recused + counts.material_missing + counts.awaited;
        prop_assert_eq!((sum, counts.expected), (cell_count(&state), cell_count(&state)));
        let per_expert: usize = counts.per_expert.values().map(|of| of.expected).sum();
        prop_assert_eq!(per_expert, counts.expected);
    }

    #[test]
    fn an_expert_has_one_sheet_that_counts_at_most_and_every_mark_is_from_it(documents in any_set(), expected in any_expected()) {
        let state = merged(documents, &expected);
        for digest in state.current.values() {
            prop_assert!(matches!(state.verdicts[digest].kind, VerdictKind::Accepted | VerdictKind::Provisional));
        }
        for (entry, row) in &state.marks {
            for (expert, mark) in row {
                let cell = &state.cells[entry][expert];
                prop_assert_eq!(cell.sheet.as_ref(), state.current.get(expert));
                prop_assert_eq!(cell.total.as_ref(), Some(&mark.total));
            }
        }
    }

    #[test]
    fn a_refused_document_might_as_well_not_have_come(documents in any_set(), stranger in any_received(), expected in any_expected()) {
        // It may still be the predecessor another sheet names, so it gets an identity that none does.
        let stranger = Received { digest: digest(250), signer: Signer::Unknown, ..stranger };
        let without = merged(documents.clone(), &expected);
        let mut with = merged(documents.into_iter().chain([stranger]), &expected);
        prop_assert_eq!(with.verdicts.remove(&digest(250)).unwrap().kind, VerdictKind::Rejected);
        prop_assert_eq!(with, without);
    }

    #[test]
    fn one_experts_documents_do_not_touch_another_experts_cells(documents in any_set(), expected in any_expected()) {
        let of_first = |document: &&Received| document.sheet.as_ref().is_some_and(|sheet| sheet.expert == expert(1));
        let all = merged(documents.clone(), &expected);
        let own = merged(documents.iter().filter(of_first).cloned(), &expected);
        for number in 1..=2 {
            let (all, own) = (&all.cells[&entry(number)][&expert(1)], &own.cells[&entry(number)][&expert(1)]);
            // A predecessor that turns out to be another expert's sheet breaks the chain, which only that sheet can show.
            prop_assert!(all == own || all.state == CellState::Held);
        }
    }

    #[test]
    fn checking_apart_and_merging_later_is_the_same(
        (documents, copies) in proptest::collection::vec(any_received(), 0..10).prop_flat_map(|documents| {
            // Several copies of few documents: the same content, so that only faults, signer and key differ.
            let copies: Vec<_> = documents
                .into_iter()
                .enumerate()
                .map(|(place, copy)| {
                    let number = 1 + place as u8 % 3;
                    Received { digest: digest(number), sheet: Some(sheet(1, u32::from(number), None)), ..copy }
                })
                .collect();
            (Just(copies.clone()), Just(copies).prop_shuffle())
        }),
        expected in any_expected(),
    ) {
        let checked = gather_checked(copies.iter().map(|copy| CheckedCopy::of(copy, &expected)));
        prop_assert_eq!(merge_checked(checked, &expected), merge(&gather(documents), &expected));
    }
}
