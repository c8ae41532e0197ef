//! The canonical text of a rule.
//!
//! The one rule: every key in this order, one spelling of every value, and nothing for what the rule says nothing of, so that a rule that does
//! not use a key keeps its digest when the key is invented.

use std::fmt::Write as _;

use jury_core::rule::{
    Awards, MissingPolicy, Places, Promote, Recommendation, Rereview, RoundRule, Rule, TieStep,
};
use jury_core::tally::Aggregation;

/// The one text of a rule. Reading it gives the same rule.
#[must_use]
pub fn canonical_text(rule: &Rule) -> String {
    let ties: Vec<_> = rule
        .ties
        .iter()
        .map(|step| format!("\"{}\"", tie_text(step)))
        .collect();
    let mut text = format!(
        "# 计分规则\ndecimals = {}\nrank-basis = \"{}\"\nties = [{}]\n",
        rule.decimals,
        rule.rank_basis.as_str(),
        ties.join(", ")
    );
    if let MissingPolicy::AtLeast(sheets) = rule.missing {
        line(&mut text, format_args!("minimum-sheets = {sheets}"));
    }
    if rule.advisory {
        text.push_str("advisory = true\n");
    }
    text.push_str("\n[aggregation]\n");
    match rule.aggregation {
        Aggregation::Mean => text.push_str("kind = \"mean\"\n"),
        Aggregation::Median => text.push_str("kind = \"median\"\n"),
        Aggregation::Trimmed { drop_high, drop_low, minimum_experts } => text.push_str(&format!(
            "kind = \"trimmed\"\ndrop-high = {drop_high}\ndrop-low = {drop_low}\nminimum-experts = {minimum_experts}\n"
        )),
    }
    for round in &rule.rounds {
        round_text(&mut text, round);
    }
    awards_text(&mut text, &rule.awards);
    if let Some(list) = &rule.recommendation {
        recommendation_text(&mut text, list);
    }
    rereview_text(&mut text, rule.rereview);
    text
}

fn line(text: &mut String, what: std::fmt::Arguments<'_>) {
    // Writing into a string cannot fail.
    let _ = text.write_fmt(what);
    text.push('\n');
}

fn round_text(text: &mut String, one: &RoundRule) {
    let RoundRule {
        round,
        weight,
        promote,
    } = one;
    line(
        text,
        format_args!(
            "\n[[rounds]]\nround = \"{}\"\nweight = \"{weight}\"",
            round.as_str()
        ),
    );
    if let Some(Promote { places, ties }) = promote {
        let places = places_keys(places).join(", ");
        line(
            text,
            format_args!("promote = {{ {places}, ties = \"{}\" }}", ties.as_str()),
        );
    }
}

fn places_keys(places: &Places) -> Vec<String> {
    match places {
        Places::PerTrack(count) => vec![format!("per-track = {count}")],
        Places::Across(count) => vec![format!("across = {count}")],
        Places::Ratio { percent, rounding } => vec![
            format!("ratio = \"{percent}\""),
            format!("rounding = \"{}\"", rounding.as_str()),
        ],
    }
}

fn awards_text(text: &mut String, awards: &Awards) {
    for level in &awards.levels {
        let (id, name) = (&level.id, quoted(&level.name));
        let places = places_keys(&level.places).join("\n");
        line(
            text,
            format_args!("\n[[awards.levels]]\nid = \"{id}\"\nname = {name}\n{places}"),
        );
        if level.vacancies {
            text.push_str("vacancies = true\n");
        }
        if let Some(floor) = level.floor {
            line(text, format_args!("floor = \"{floor}\""));
        }
    }
    for prize in &awards.special {
        let (id, name, count) = (&prize.id, quoted(&prize.name), prize.count);
        line(
            text,
            format_args!("\n[[awards.special]]\nid = \"{id}\"\nname = {name}\ncount = {count}"),
        );
    }
}

fn recommendation_text(text: &mut String, list: &Recommendation) {
    let (limit, share, of) = (list.limit, list.sme_share, list.sme_of.as_str());
    line(
        text,
        format_args!(
            "\n[recommendation]\nlimit = {limit}\nsme-share = \"{share}\"\nsme-of = \"{of}\""
        ),
    );
    for wish in &list.tracks {
        line(
            text,
            format_args!("\n[[recommendation.tracks]]\ntrack = \"{}\"", wish.track),
        );
        for (key, count) in [("at-least", wish.at_least), ("at-most", wish.at_most)] {
            if let Some(count) = count {
                line(text, format_args!("{key} = {count}"));
            }
        }
    }
}

fn rereview_text(text: &mut String, rereview: Rereview) {
    let keys = [("range", rereview.range), ("deviation", rereview.deviation)];
    if keys.iter().any(|(_, given)| given.is_some()) {
        text.push_str("\n[rereview]\n");
    }
    for (key, given) in keys {
        if let Some(given) = given {
            line(text, format_args!("{key} = \"{given}\""));
        }
    }
}

fn tie_text(step: &TieStep) -> String {
    match step {
        TieStep::AllMean => "all-mean".to_owned(),
        TieStep::Highest => "highest".to_owned(),
        TieStep::Group(group) => format!("group:{group}"),
        TieStep::Round(round) => format!("round:{}", round.as_str()),
    }
}

/// A basic string of TOML. Names hold no control characters ([`jury_core::rule::RuleFault::AwardName`]).
fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('\\', "\\\\").replace('"', "\\\""))
}
