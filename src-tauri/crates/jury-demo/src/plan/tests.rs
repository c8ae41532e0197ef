use std::collections::{BTreeMap, BTreeSet};

use jury_core::size_class::size_of;
use proptest::prelude::*;

use super::*;

#[test]
fn a_contest_of_eight_entries_already_has_every_class_and_both_non_enterprises() {
    let plan = plan(1, 8, 3).unwrap();
    let sizes: BTreeSet<SizeClass> = plan.entries.iter().map(|entry| entry.size).collect();
    assert_eq!(sizes.len(), 5);
    let kinds: Vec<EntrantKind> = plan
        .entries
        .iter()
        .map(|entry| entry.kind)
        .filter(|kind| !kind.is_enterprise())
        .collect();
    assert_eq!(kinds.len(), 2);
    assert!(
        kinds.contains(&EntrantKind::PublicInstitution) && kinds.contains(&EntrantKind::University)
    );
}

#[test]
fn the_public_institution_is_in_the_track_that_the_notice_opens_to_it() {
    for entries in [8, 44, 300] {
        let plan = plan(2, entries, 3).unwrap();
        let institution = plan
            .entries
            .iter()
            .find(|entry| entry.kind == EntrantKind::PublicInstitution)
            .unwrap();
        if plan.tracks.len() == 2 {
            assert_eq!(institution.track_name, "城市治理");
        }
    }
}

#[test]
fn names_are_as_long_and_as_odd_as_real_ones() {
    let plan = plan(3, 44, 5).unwrap();
    let longest = |of: fn(&PlannedEntry) -> &str| {
        plan.entries
            .iter()
            .map(|entry| of(entry).chars().count())
            .max()
            .unwrap()
    };
    assert!(longest(|entry| &entry.title) > 40);
    assert!(longest(|entry| &entry.entrant) > 30);
    assert!(
        plan.entries
            .iter()
            .any(|entry| entry.title.contains('×') && entry.title.contains('“'))
    );
    let companies = plan
        .entries
        .iter()
        .filter(|entry| entry.kind.is_enterprise());
    assert!(
        companies
            .into_iter()
            .all(|entry| entry.entrant.contains('×') && entry.entrant.contains("有限公司"))
    );
}

#[test]
fn some_entrant_leaves_a_figure_out_and_several_classes_remain() {
    let plan = plan(4, 44, 5).unwrap();
    let open = plan
        .entries
        .iter()
        .filter(|entry| size_of(entry.kind, &entry.facts).candidates.len() > 1)
        .count();
    assert!((1..=6).contains(&open), "{open}");
}

#[test]
fn tracks_grow_with_entries_up_to_the_edition() {
    let tracks = |entries| plan(1, entries, 1).unwrap().tracks.len();
    assert_eq!(
        [2, 20, 40, 44, 120, 280, 2000].map(tracks),
        [2, 2, 2, 3, 6, 14, 14]
    );
}

#[test]
fn numbers_without_room_are_refused() {
    assert_eq!(
        plan(1, 1, 5).unwrap_err(),
        PlanError::Entries { entries: 1 }
    );
    assert_eq!(
        plan(1, 2001, 5).unwrap_err(),
        PlanError::Entries { entries: 2001 }
    );
    assert_eq!(
        plan(1, 10, 0).unwrap_err(),
        PlanError::Experts { experts: 0 }
    );
    assert_eq!(
        plan(1, 10, 21).unwrap_err(),
        PlanError::Experts { experts: 21 }
    );
}

#[test]
fn what_goes_wrong_lies_where_it_can_be_seen() {
    let plan = plan(6, 44, 5).unwrap();
    let find = |id: &EntryId| plan.entries.iter().find(|entry| entry.id == *id).unwrap();
    let expert = |id: &ExpertId| {
        plan.experts
            .iter()
            .find(|expert| expert.expert.id == *id)
            .unwrap()
    };
    assert_eq!(
        find(&plan.recusal.entry).track,
        expert(&plan.recusal.expert).expert.track
    );
    assert_eq!(
        find(&plan.revision.entry).track,
        expert(&plan.revision.expert).expert.track
    );
    assert!(
        !expert(&plan.recusal.expert).expert.chair && plan.recusal.expert != plan.revision.expert
    );
    assert_ne!(
        find(&plan.missing.entry).track,
        expert(&plan.recusal.expert).expert.track
    );
    assert_ne!(plan.fresh.expert.track, plan.half_scored.expert.track);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn every_settled_class_is_the_planned_one(seed: u64, entries in 2_usize..120) {
        for entry in plan(seed, entries, 1).unwrap().entries {
            let decision = size_of(entry.kind, &entry.facts);
            prop_assert!(decision.candidates.contains(&entry.size), "{:?}", entry);
            prop_assert!(decision.size.is_none_or(|size| size == entry.size));
        }
    }

    #[test]
    fn ids_names_and_titles_are_unique(seed: u64, entries in 2_usize..300, experts in 1_usize..9) {
        let plan = plan(seed, entries, experts).unwrap();
        let all = |of: fn(&PlannedEntry) -> &str| plan.entries.iter().map(of).collect::<BTreeSet<_>>().len();
        prop_assert_eq!([all(|e| e.id.as_str()), all(|e| &e.title), all(|e| &e.team)], [entries; 3]);
        let people: BTreeSet<&str> = plan.roster().map(|planned| planned.expert.name.as_str()).collect();
        prop_assert_eq!(people.len(), plan.tracks.len() * experts + 2);
        let mut chairs: BTreeMap<&PanelId, usize> = BTreeMap::new();
        plan.roster().for_each(|planned| *chairs.entry(&planned.expert.panel).or_default() += usize::from(planned.expert.chair));
        prop_assert!(chairs.values().all(|count| *count == 1));
    }

    #[test]
    fn a_plan_follows_from_its_seed(seed: u64) {
        let (one, same, other) = (plan(seed, 20, 3).unwrap(), plan(seed, 20, 3).unwrap(), plan(seed ^ 1, 20, 3).unwrap());
        prop_assert_eq!(format!("{one:?}"), format!("{same:?}"));
        prop_assert_ne!(format!("{:?}", one.entries), format!("{:?}", other.entries));
    }
}

/// Pinned: a change of generator, tables or order moves every demo ever made from a seed, so it must be on purpose.
#[test]
fn seed_seven_names_the_same_entries_as_ever() {
    let plan = plan(7, 6, 2).unwrap();
    let shown: Vec<String> = plan
        .entries
        .iter()
        .map(|entry| format!("{} {} {}", entry.id, entry.title, entry.size.label()))
        .collect();
    let expected = [
        "01-001 “数据要素×工业制造”融合设备维修工单数据与质量检验数据的设备预测性维护及供应链风险提示、质量一码追溯协同应用示范项目 中型",
        "01-002 基于多源数据融合的铸件质量追溯与工艺优化关键技术与应用 不划型",
        "01-003 “精工数脉”——铸件质量追溯与工艺优化数据融合应用 大型",
        "12-001 多源数据融合赋能老旧小区改造与房屋安全管理 小型",
        "12-002 面向社区工作站的老旧小区改造与房屋安全管理数据服务 不划型",
        "12-003 面向街道办事处的公共停车资源共享数据服务 微型",
    ];
    assert_eq!(shown, expected);
}
