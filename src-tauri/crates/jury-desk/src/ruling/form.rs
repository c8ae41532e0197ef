//! The rule editor's form: a rule key by key, and back into the text of a rule file.
//!
//! What is wrong with a form is said by the reader of rule files, so that editor and file know the same faults. The one rule: nothing is corrected
//! on the way; what was typed is what is read.

use std::fmt::Write as _;

use jury_core::rule::{
    AwardLevel, CutTies, MissingPolicy, Places, RankBasis, Recommendation, RoundRule, Rounding,
    Rule, SmeBase, TieStep,
};
use jury_core::tally::Aggregation;

use crate::merging::look::narrow;
use crate::wire::rules::{
    RuleAggregation, RuleBasis, RuleForm, RuleLevel, RulePlaces, RulePlacesKind, RulePrize,
    RuleRecommendation, RuleRound, RuleWish,
};

/// A rule as the form shows it.
pub(super) fn form_of(rule: &Rule) -> RuleForm {
    let (aggregation, drop_high, drop_low, minimum_experts) = match rule.aggregation {
        Aggregation::Mean => (RuleAggregation::Mean, 1, 1, 5),
        Aggregation::Median => (RuleAggregation::Median, 1, 1, 5),
        Aggregation::Trimmed {
            drop_high,
            drop_low,
            minimum_experts,
        } => (
            RuleAggregation::Trimmed,
            drop_high,
            drop_low,
            minimum_experts,
        ),
    };
    let text = |points: Option<jury_core::Points>| {
        points.map(|points| points.to_string()).unwrap_or_default()
    };
    RuleForm {
        aggregation,
        drop_high: narrow(drop_high),
        drop_low: narrow(drop_low),
        minimum_experts: narrow(minimum_experts),
        decimals: rule.decimals.into(),
        rank_basis: match rule.rank_basis {
            RankBasis::Published => RuleBasis::Published,
            RankBasis::Exact => RuleBasis::Exact,
        },
        ties: rule.ties.iter().map(tie_text).collect(),
        minimum_sheets: match rule.missing {
            MissingPolicy::Ignore => None,
            MissingPolicy::AtLeast(sheets) => Some(narrow(sheets)),
        },
        advisory: rule.advisory,
        rounds: rule.rounds.iter().map(round_of).collect(),
        levels: rule.awards.levels.iter().map(level_of).collect(),
        special: rule
            .awards
            .special
            .iter()
            .map(|prize| RulePrize {
                id: prize.id.to_string(),
                name: prize.name.clone(),
                count: prize.count,
            })
            .collect(),
        recommendation: rule.recommendation.as_ref().map(recommendation_of),
        rereview_range: text(rule.rereview.range),
        rereview_deviation: text(rule.rereview.deviation),
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

fn round_of(one: &RoundRule) -> RuleRound {
    RuleRound {
        round: one.round.as_str().to_owned(),
        weight: one.weight.to_string(),
        promote: one
            .promote
            .as_ref()
            .map(|promote| places_of(promote.places)),
        ties_go_on: one
            .promote
            .as_ref()
            .is_some_and(|promote| promote.ties == CutTies::All),
    }
}

fn places_of(places: Places) -> RulePlaces {
    let number = |kind, count| RulePlaces {
        kind,
        count,
        ratio: String::new(),
        rounding: Rounding::HalfUp.as_str().to_owned(),
    };
    match places {
        Places::PerTrack(count) => number(RulePlacesKind::PerTrack, count),
        Places::Across(count) => number(RulePlacesKind::Across, count),
        Places::Ratio { percent, rounding } => RulePlaces {
            ratio: percent.to_string(),
            rounding: rounding.as_str().to_owned(),
            ..number(RulePlacesKind::Ratio, 1)
        },
    }
}

fn level_of(level: &AwardLevel) -> RuleLevel {
    RuleLevel {
        id: level.id.to_string(),
        name: level.name.clone(),
        places: places_of(level.places),
        vacancies: level.vacancies,
        floor: level
            .floor
            .map(|floor| floor.to_string())
            .unwrap_or_default(),
    }
}

fn recommendation_of(list: &Recommendation) -> RuleRecommendation {
    RuleRecommendation {
        limit: list.limit,
        sme_share: list.sme_share.to_string(),
        of_enterprises: list.sme_of == SmeBase::Enterprises,
        tracks: list
            .tracks
            .iter()
            .map(|wish| RuleWish {
                track: wish.track.to_string(),
                at_least: wish.at_least,
                at_most: wish.at_most,
            })
            .collect(),
    }
}

/// The text of a rule file that says what the form says.
pub(super) fn text_of(form: &RuleForm) -> String {
    let mut text = Text(String::new());
    text.line(format_args!("decimals = {}", form.decimals));
    let basis = match form.rank_basis {
        RuleBasis::Published => "published",
        RuleBasis::Exact => "exact",
    };
    text.line(format_args!("rank-basis = \"{basis}\""));
    let ties: Vec<String> = form.ties.iter().map(|step| quoted(step)).collect();
    text.line(format_args!("ties = [{}]", ties.join(", ")));
    if let Some(sheets) = form.minimum_sheets {
        text.line(format_args!("minimum-sheets = {sheets}"));
    }
    text.line(format_args!("advisory = {}", form.advisory));
    text.line(format_args!("[aggregation]"));
    match form.aggregation {
        RuleAggregation::Mean => text.line(format_args!("kind = \"mean\"")),
        RuleAggregation::Median => text.line(format_args!("kind = \"median\"")),
        RuleAggregation::Trimmed => text.line(format_args!(
            "kind = \"trimmed\"\ndrop-high = {}\ndrop-low = {}\nminimum-experts = {}",
            form.drop_high, form.drop_low, form.minimum_experts
        )),
    }
    for round in &form.rounds {
        text.round(round);
    }
    text.awards(form);
    if let Some(list) = &form.recommendation {
        text.recommendation(list);
    }
    text.line(format_args!("[rereview]"));
    text.optional("range", &form.rereview_range);
    text.optional("deviation", &form.rereview_deviation);
    text.0
}

struct Text(String);

impl Text {
    fn line(&mut self, what: std::fmt::Arguments<'_>) {
        // Writing into a string cannot fail.
        let _ = self.0.write_fmt(what);
        self.0.push('\n');
    }

    fn optional(&mut self, key: &str, value: &str) {
        if !value.trim().is_empty() {
            self.line(format_args!("{key} = {}", quoted(value.trim())));
        }
    }

    fn round(&mut self, round: &RuleRound) {
        self.line(format_args!(
            "[[rounds]]\nround = {}\nweight = {}",
            quoted(&round.round),
            quoted(round.weight.trim())
        ));
        if let Some(places) = &round.promote {
            let ties = if round.ties_go_on { "all" } else { "ask" };
            self.line(format_args!(
                "promote = {{ {}, ties = \"{ties}\" }}",
                keys(places).join(", ")
            ));
        }
    }

    fn awards(&mut self, form: &RuleForm) {
        for level in &form.levels {
            self.line(format_args!(
                "[[awards.levels]]\nid = {}\nname = {}\n{}\nvacancies = {}",
                quoted(&level.id),
                quoted(level.name.trim()),
                keys(&level.places).join("\n"),
                level.vacancies
            ));
            self.optional("floor", &level.floor);
        }
        for prize in &form.special {
            self.line(format_args!(
                "[[awards.special]]\nid = {}\nname = {}\ncount = {}",
                quoted(&prize.id),
                quoted(prize.name.trim()),
                prize.count
            ));
        }
    }

    fn recommendation(&mut self, list: &RuleRecommendation) {
        let of = if list.of_enterprises {
            "enterprises"
        } else {
            "all"
        };
        self.line(format_args!(
            "[recommendation]\nlimit = {}\nsme-share = {}\nsme-of = \"{of}\"",
            list.limit,
            quoted(list.sme_share.trim())
        ));
        for wish in &list.tracks {
            self.line(format_args!(
                "[[recommendation.tracks]]\ntrack = {}",
                quoted(&wish.track)
            ));
            for (key, count) in [("at-least", wish.at_least), ("at-most", wish.at_most)] {
                if let Some(count) = count {
                    self.line(format_args!("{key} = {count}"));
                }
            }
        }
    }
}

fn keys(places: &RulePlaces) -> Vec<String> {
    match places.kind {
        RulePlacesKind::PerTrack => vec![format!("per-track = {}", places.count)],
        RulePlacesKind::Across => vec![format!("across = {}", places.count)],
        RulePlacesKind::Ratio => vec![
            format!("ratio = {}", quoted(places.ratio.trim())),
            format!("rounding = {}", quoted(&places.rounding)),
        ],
    }
}

/// A basic string of TOML, whatever was typed.
fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for character in text.chars() {
        match character {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            control if control.is_control() => {
                let _ = write!(quoted, "\\u{:04X}", u32::from(control));
            }
            other => quoted.push(other),
        }
    }
    quoted.push('"');
    quoted
}

#[cfg(test)]
mod tests {
    use jury_exchange::rule_file::read_rule;

    use super::*;

    #[test]
    fn a_form_says_what_its_rule_says() {
        let text = "decimals=3\nrank-basis='exact'\nties=['round:written','highest','group:B']\nminimum-sheets=3\nadvisory=true\n\
                    [aggregation]\nkind='trimmed'\ndrop-high=2\ndrop-low=1\nminimum-experts=7\n\
                    [[rounds]]\nround='written'\nweight='40'\npromote={ ratio='33.33', rounding='up', ties='all' }\n\
                    [[rounds]]\nround='roadshow'\nweight='60'\n\
                    [[awards.levels]]\nid='a'\nname='\"一\"等\\奖'\nacross=3\nvacancies=true\nfloor='60'\n\
                    [[awards.special]]\nid='s'\nname='特色'\ncount=2\n\
                    [recommendation]\nlimit=20\nsme-share='12.5'\nsme-of='enterprises'\n\
                    [[recommendation.tracks]]\ntrack='01'\nat-least=1\n[rereview]\ndeviation='15'\n";
        let rule = read_rule(text).unwrap();
        assert_eq!(read_rule(&text_of(&form_of(&rule))).unwrap(), rule);
        let plain = Rule::default();
        assert_eq!(read_rule(&text_of(&form_of(&plain))).unwrap(), plain);
    }

    #[test]
    fn what_is_typed_into_a_name_stays_in_the_name() {
        let mut form = form_of(&Rule::default());
        form.special.push(RulePrize {
            id: "s".to_owned(),
            name: "a\"\ncount = 9\n\u{7}".to_owned(),
            count: 1,
        });
        assert!(matches!(
            read_rule(&text_of(&form)),
            Err(jury_exchange::rule_file::RuleFileError::Faults(_))
        ));
    }
}
