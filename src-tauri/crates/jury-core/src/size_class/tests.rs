use proptest::prelude::*;

use super::*;
use crate::entry::Money;

fn facts(
    industry: &str,
    employees: Option<u64>,
    revenue: Option<i64>,
    assets: Option<i64>,
) -> SizeFacts {
    SizeFacts {
        industry: Some(Industry::find(industry).expect("an industry of the table")),
        employees,
        revenue: revenue.map(Money::from_wan),
        assets: assets.map(Money::from_wan),
    }
}

#[test]
fn the_table_has_sixteen_industries_and_thirty_rows_of_bounds_that_fall() {
    let rows: Vec<_> = Industry::all()
        .flat_map(|industry| industry.limits())
        .collect();
    assert_eq!(Industry::all().count(), 16);
    assert_eq!(rows.len(), 30);
    for limits in rows {
        assert!(
            limits.large > limits.medium && limits.medium > limits.small && limits.small > 0,
            "{limits:?}"
        );
    }
}

#[test]
fn an_industry_is_found_by_the_names_people_write() {
    let name = |text| Industry::find(text).map(Industry::name);
    assert_eq!(name("工业*"), Some("工业"));
    assert_eq!(name(" 交通运输业＊ "), Some("交通运输业"));
    assert_eq!(name("农林牧渔业"), Some("农、林、牧、渔业"));
    assert_eq!(name("农，林，牧，渔业"), Some("农、林、牧、渔业"));
    assert_eq!(name("软件"), Some("软件和信息技术服务业"));
    assert_eq!(name("制造业"), Some("工业"));
    assert_eq!(name("物业管理"), Some("物业管理"));
    assert_eq!(name("零售"), Some("零售业"));
    assert_eq!(name("文化、体育和娱乐业"), Some("其他未列明行业"));
}

#[test]
fn a_name_that_is_unknown_or_could_mean_several_is_not_found() {
    for text in ["", " ", "*", "业", "房地产业", "物流业", "金融业", "教育"] {
        assert_eq!(Industry::find(text), None, "{text:?}");
    }
}

#[test]
fn every_alias_leads_to_a_row_of_the_table() {
    assert_eq!(
        Industry::find("其他房地产业").map(Industry::name),
        Some("其他未列明行业")
    );
    assert_eq!(
        Industry::find("电力、热力、燃气及水生产和供应业").map(Industry::name),
        Some("工业")
    );
    assert_eq!(
        Industry::find("电信、广播电视和卫星传输服务").map(Industry::name),
        Some("信息传输业")
    );
}

#[test]
fn one_missed_bound_drops_one_class() {
    assert_eq!(
        classify(&facts("工业", Some(300), Some(1999), None)).size,
        Some(SizeClass::Small)
    );
    assert_eq!(
        classify(&facts("工业", Some(5000), Some(299), None)).size,
        Some(SizeClass::Micro),
        "one figure is enough for 微型"
    );
}

#[test]
fn missing_figures_leave_candidates_and_never_a_guess() {
    let decision = classify(&facts("工业", Some(300), None, None));
    assert_eq!(decision.size, None);
    assert_eq!(
        decision.candidates,
        [SizeClass::Medium, SizeClass::Small, SizeClass::Micro]
    );
    assert_eq!(decision.missing, [Indicator::Revenue]);
    assert_eq!(
        classify(&facts("工业", None, None, None)).candidates,
        SizeClass::OF_ENTERPRISES
    );
    assert_eq!(
        classify(&SizeFacts {
            employees: Some(3),
            ..SizeFacts::default()
        })
        .candidates,
        SizeClass::OF_ENTERPRISES
    );
}

#[test]
fn a_single_figure_settles_micro() {
    assert_eq!(
        classify(&facts("工业", Some(19), None, None)).size,
        Some(SizeClass::Micro)
    );
}

#[test]
fn figures_the_industry_is_not_classed_by_do_not_matter() {
    assert_eq!(
        classify(&facts("农林牧渔业", Some(1), Some(20_000), Some(1))).size,
        Some(SizeClass::Large)
    );
}

#[test]
fn only_enterprises_are_classed() {
    let stated = facts("软件", Some(5000), Some(100_000), None);
    for kind in EntrantKind::ALL {
        let expected = if kind == EntrantKind::Enterprise {
            SizeClass::Large
        } else {
            SizeClass::NotClassified
        };
        assert_eq!(size_of(kind, &stated).size, Some(expected), "{kind:?}");
    }
}

#[test]
fn the_basis_reads_as_one_line() {
    let line = |facts| classify(&facts).basis_text();
    assert_eq!(
        line(facts("软件", Some(86), Some(1240), None)),
        "软件和信息技术服务业，86 人，营收 1240 万元 → 小型：未达中型下限 100 人"
    );
    assert_eq!(
        line(facts("软件", Some(300), Some(10_000), None)),
        "软件和信息技术服务业，300 人，营收 10000 万元 → 大型：达到大型下限 300 人、营收 10000 万元"
    );
    assert_eq!(
        line(facts("软件", Some(300), None, None)),
        "软件和信息技术服务业，300 人 → 资料不足（缺营业收入），可能为大型、中型、小型、微型"
    );
    assert_eq!(
        line(SizeFacts::default()),
        "行业未填 → 资料不足（缺行业），可能为大型、中型、小型、微型"
    );
    assert_eq!(
        size_of(EntrantKind::University, &SizeFacts::default()).basis_text(),
        "非企业 → 不划型"
    );
}

fn any_facts() -> impl Strategy<Value = SizeFacts> {
    let money = || proptest::option::of((0_i64..250_000).prop_map(Money::from_wan));
    (
        0..16_usize,
        proptest::option::of(0_u64..3000),
        money(),
        money(),
    )
        .prop_map(|(row, employees, revenue, assets)| SizeFacts {
            industry: Industry::all().nth(row),
            employees,
            revenue,
            assets,
        })
}

proptest! {
    #[test]
    fn growing_never_makes_an_enterprise_smaller(facts in any_facts(), more in 1_i64..100_000) {
        let before = classify(&facts).candidates;
        let mut grown = facts;
        grown.employees = grown.employees.map(|people| people + more.unsigned_abs());
        grown.revenue = grown.revenue.map(|money| Money(money.0 + more));
        let after = classify(&grown).candidates;
        prop_assert!(after[0] <= before[0], "{before:?} became {after:?}");
    }

    #[test]
    fn what_a_missing_figure_turns_out_to_be_was_among_the_candidates(facts in any_facts(), people in 0_u64..3000, wan in 0_i64..250_000) {
        let candidates = classify(&facts).candidates;
        let complete = SizeFacts {
            employees: facts.employees.or(Some(people)),
            revenue: facts.revenue.or(Some(Money::from_wan(wan))),
            assets: facts.assets.or(Some(Money::from_wan(wan))),
            ..facts
        };
        let size = classify(&complete).size.expect("nothing is missing");
        prop_assert!(candidates.contains(&size));
    }
}
