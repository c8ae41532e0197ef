//! The rule editor: the rule in force, what another would change, putting one in force.
//!
//! Reading is jury-exchange's, faults are jury-core's. The one rule: numbers are computed here by the rule in force, whatever rule a letter
//! named when it went out; a sheet holds marks and no numbers of the rule, so every sheet counts on.

mod effect;
mod form;

use jury_core::rule::Rule;
use jury_exchange::rule_file::{RuleFileError, canonical_text, read_rule, rule_digest};
use jury_seal::document::{Document as _, Reopening, ResultDocument, Shortlist};
use jury_store::table;

use crate::call::Call;
use crate::desk::{OpenDesk, meta, read_payload};
use crate::error::{DeskError, ErrorCode};
use crate::intake::{rule_fault, rule_refusal, rule_words};
use crate::session::Session;
use crate::wire::Nothing;
use crate::wire::rules::{RuleAdopt, RuleDraft, RuleGroup, RuleLook, RulePreview};
use crate::{dispatch, merging, results, rounds};

impl Session {
    pub(crate) fn rule_look(&self, _: Nothing, _: &Call<'_>) -> Result<RuleLook, DeskError> {
        looked(&*self.open_desk()?)
    }

    pub(crate) fn rule_preview(
        &self,
        ask: RuleDraft,
        _: &Call<'_>,
    ) -> Result<RulePreview, DeskError> {
        let desk = self.open_desk()?;
        let merged = merging::merged(&desk)?;
        let (rule, faults) = match draft(&ask)? {
            Ok(rule) => {
                let faults = faults_of(&desk, &rule)?;
                (Some(rule), faults)
            }
            Err(error) => (None, sentences(&error)),
        };
        let Some(rule) = rule.filter(|_| faults.is_empty()) else {
            return Ok(RulePreview {
                text: String::new(),
                digest: String::new(),
                faults,
                same: false,
                tracks: Vec::new(),
            });
        };
        Ok(RulePreview {
            text: canonical_text(&rule),
            digest: rule_digest(&rule).to_string(),
            faults,
            same: rule == merged.facts.rule,
            tracks: effect::of_all(&desk, &merged, &rule)?,
        })
    }

    pub(crate) fn rule_adopt(&self, ask: RuleAdopt, _: &Call<'_>) -> Result<RuleLook, DeskError> {
        let desk = self.open_desk()?;
        let second = self.two_people(
            &desk,
            &ask.passphrase,
            &ask.supervisor,
            &ask.supervisor_passphrase,
        )?;
        let rule = draft(&ask.draft)?.map_err(|error| rule_refusal(&error))?;
        let refused = |why: String| Err(DeskError::new(ErrorCode::RuleFaults).with("why", why));
        let faults = faults_of(&desk, &rule)?;
        if !faults.is_empty() {
            return refused(faults.join("；"));
        }
        let locked = locked(&desk)?;
        if !locked.is_empty() {
            return Err(DeskError::new(ErrorCode::RuleLocked).with("why", locked));
        }
        let digest = rule_digest(&rule).to_string();
        if digest != ask.digest {
            return Err(DeskError::new(ErrorCode::RuleNotSeen));
        }
        let old = rule_digest(&rounds::rule(&desk)?).to_string();
        if old == digest {
            return Err(DeskError::new(ErrorCode::SameAsInForce).with("what", "这份计分规则"));
        }
        let at = desk.now()?;
        desk.save(|change| {
            table::meta::put_text(change, meta::RULE, &canonical_text(&rule))?;
            let detail = format!(
                "新规则 {digest}，原规则 {old}（监督员{}同意）",
                second.name()
            );
            Ok(desk.log(change, &at, "采用计分规则", &detail)?)
        })?;
        desk.forget();
        looked(&desk)
    }
}

/// The rule of a draft, or why it is none.
fn draft(ask: &RuleDraft) -> Result<Result<Rule, RuleFileError>, DeskError> {
    match (&ask.form, &ask.text) {
        (Some(form), None) => Ok(read_rule(&form::text_of(form))),
        (None, Some(text)) => Ok(read_rule(text)),
        _ => Err(DeskError::new(ErrorCode::BadRequest).with("detail", "one of form and text")),
    }
}

fn sentences(error: &RuleFileError) -> Vec<String> {
    match error {
        RuleFileError::Faults(faults) => faults.iter().map(rule_fault).collect(),
        other => vec![rule_words(other)],
    }
}

/// What is wrong with a rule on this desk: by itself, for the rubric, the tracks and the rounds that were held.
fn faults_of(desk: &OpenDesk, rule: &Rule) -> Result<Vec<String>, DeskError> {
    let facts = dispatch::whole(desk)?;
    let mut faults: Vec<String> = rule
        .validate_for(&facts.rubric)
        .iter()
        .chain(&rule.validate_tracks(&facts.tracks))
        .map(rule_fault)
        .collect();
    for envelope in desk.documents(Shortlist::KIND)? {
        let list: Shortlist = read_payload(&envelope)?;
        if rounds::after(rule, list.round) != Some(list.next) {
            faults.push(format!(
                "{}已有入围名单进入{}，这两个阶段须保留并相接",
                list.round.label(),
                list.next.label()
            ));
            break;
        }
    }
    if rounds::first(rule) != rounds::first(&facts.rule) && letters(desk)? > 0 {
        faults.push(format!(
            "任务函已发出，第一个评审阶段须仍为{}",
            rounds::first(&facts.rule).label()
        ));
    }
    if rule.advisory != facts.rule.advisory && letters(desk)? > 0 {
        faults.push("任务函已发出，指标与“参考”页的开关都已冻结，不能再改".to_owned());
    }
    Ok(faults)
}

fn letters(desk: &OpenDesk) -> Result<usize, DeskError> {
    Ok(desk
        .read(|view| Ok(table::letter_issue::list(view)?))?
        .len())
}

/// Why the rule cannot be changed now: while a result is final, its rule is too.
fn locked(desk: &OpenDesk) -> Result<String, DeskError> {
    let mut reopened = std::collections::BTreeSet::new();
    for envelope in desk.documents(Reopening::KIND)? {
        reopened.insert(read_payload::<Reopening>(&envelope)?.result);
    }
    for envelope in desk.documents(ResultDocument::KIND)? {
        if !reopened.contains(&envelope.digest()) {
            let result: ResultDocument = read_payload(&envelope)?;
            let track = dispatch::whole(desk)?.track_name(&result.track);
            return Ok(format!("{track}的{}已定稿", result.round.label()));
        }
    }
    Ok(String::new())
}

fn looked(desk: &OpenDesk) -> Result<RuleLook, DeskError> {
    let facts = dispatch::whole(desk)?;
    let rule = &facts.rule;
    let group = |group: &jury_core::rubric::Group| RuleGroup {
        id: group.id.to_string(),
        name: group.name.clone(),
    };
    Ok(RuleLook {
        form: form::form_of(rule),
        text: canonical_text(rule),
        digest: rule_digest(rule).to_string(),
        sentence: results::rule_sentence(rule),
        groups: facts.rubric.groups.iter().map(group).collect(),
        tracks: facts.track_names(),
        locked: locked(desk)?,
        letters: letters_words(desk, rule)?,
    })
}

/// Letters that name another rule than the one in force, in words.
fn letters_words(desk: &OpenDesk, rule: &Rule) -> Result<String, DeskError> {
    let digest = rule_digest(rule);
    let mut other = 0_usize;
    for issue in desk.read(|view| Ok(table::letter_issue::list(view)?))? {
        let Some(document) = desk.read(|view| Ok(table::document::get(view, &issue.digest)?))?
        else {
            continue;
        };
        let letter: jury_seal::document::Letter =
            read_payload(&crate::desk::envelope_of(&document.bytes)?)?;
        other += usize::from(letter.rule_digest != digest);
    }
    Ok(if other == 0 {
        String::new()
    } else {
        format!(
            "有 {other} 份任务函写的是原规则。评分表只含单项得分，照常有效；总分与排名由组织方按现行规则统一计算，组长工作台上的排名仅供参考。"
        )
    })
}
