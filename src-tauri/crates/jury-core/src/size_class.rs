//! Size classes of enterprises by the 2017 statistical standard (国统字〔2017〕213号,《统计上大中小微型企业划分办法（2017）》).
//!
//! Not an official classing: only the statistics authority makes that, once a year; here an entrant's own figures are read by the same rule.
//! The one rule to know: **every lower bound of a class must be reached, or the enterprise drops one class**; bounds include the number
//! itself, and matching a figure against "ranges" is wrong. A missing figure gives a set of candidates, never a guess.

mod industry;
mod text;

use std::cmp::Reverse;

use crate::entry::{EntrantKind, SizeFacts};

pub use industry::{Indicator, Industry, Limits};

/// A size class, 企业规模. The order is from the largest down, as candidates are listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SizeClass {
    /// 大型
    Large,
    /// 中型
    Medium,
    /// 小型
    Small,
    /// 微型
    Micro,
    /// 不划型: not an enterprise, or outside the standard.
    NotClassified,
}

impl SizeClass {
    /// Every class, largest first.
    pub const ALL: [Self; 5] = [
        Self::Large,
        Self::Medium,
        Self::Small,
        Self::Micro,
        Self::NotClassified,
    ];
    /// The classes an enterprise can have, largest first.
    pub const OF_ENTERPRISES: [Self; 4] = [Self::Large, Self::Medium, Self::Small, Self::Micro];

    /// What people read.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Large => "大型",
            Self::Medium => "中型",
            Self::Small => "小型",
            Self::Micro => "微型",
            Self::NotClassified => "不划型",
        }
    }

    /// The name in documents and files.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Large => "large",
            Self::Medium => "medium",
            Self::Small => "small",
            Self::Micro => "micro",
            Self::NotClassified => "not-classified",
        }
    }

    /// Reads either the name in documents or the label.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|size| size.as_str() == text || size.label() == text)
    }

    /// Whether this counts as 中小企业: medium, small and micro together (财库〔2020〕46号 第二条).
    #[must_use]
    pub const fn is_sme(self) -> bool {
        matches!(self, Self::Medium | Self::Small | Self::Micro)
    }
}

/// One lower bound that had a say in a decision.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bound {
    /// Which figure is compared.
    pub indicator: Indicator,
    /// The class whose lower bound this is.
    pub class: SizeClass,
    /// The lower bound itself, 人 or 万元; the figure must be at least this.
    pub limit: u64,
    /// Whether the figure reaches it.
    pub reached: bool,
}

/// What the standard says about given facts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SizeDecision {
    /// The class, where the facts settle it.
    pub size: Option<SizeClass>,
    /// Every class still possible, largest first; exactly one when settled.
    pub candidates: Vec<SizeClass>,
    /// The bounds that decided: those missed one class up, or for 大型 those reached. Empty where nothing was compared.
    pub basis: Vec<Bound>,
    /// Figures the industry is classed by that were not stated.
    pub missing: Vec<Indicator>,
    /// What was decided from.
    pub facts: SizeFacts,
}

impl SizeDecision {
    fn new(
        facts: &SizeFacts,
        candidates: Vec<SizeClass>,
        basis: Vec<Bound>,
        missing: Vec<Indicator>,
    ) -> Self {
        let size = if let [only] = candidates[..] {
            Some(only)
        } else {
            None
        };
        Self {
            size,
            candidates,
            basis,
            missing,
            facts: facts.clone(),
        }
    }
}

/// Classes an entrant of any kind: enterprises by [`classify`], everybody else 不划型.
#[must_use]
pub fn size_of(kind: EntrantKind, facts: &SizeFacts) -> SizeDecision {
    if kind.is_enterprise() {
        classify(facts)
    } else {
        SizeDecision::new(
            facts,
            vec![SizeClass::NotClassified],
            Vec::new(),
            Vec::new(),
        )
    }
}

/// Classes an enterprise by its industry's lower bounds.
///
/// Each stated figure alone allows some class at best; the enterprise is in the lowest of those. A figure not stated can only pull it
/// further down, so the candidates are that class and everything below, and 微型 is settled by a single figure (微型只须满足所列指标中的一项).
#[must_use]
pub fn classify(facts: &SizeFacts) -> SizeDecision {
    let Some(industry) = facts.industry else {
        return SizeDecision::new(
            facts,
            SizeClass::OF_ENTERPRISES.to_vec(),
            Vec::new(),
            Vec::new(),
        );
    };
    let (stated, missing): (Vec<_>, Vec<_>) = industry
        .limits()
        .iter()
        .partition(|limits| limits.indicator.of(facts).is_some());
    let missing: Vec<_> = missing.iter().map(|limits| limits.indicator).collect();
    // The order of SizeClass is largest first, so the lowest class is the maximum.
    let lowest = stated
        .iter()
        .map(|limits| limits.class_of(facts))
        .max()
        .unwrap_or(SizeClass::Large);
    let candidates = if missing.is_empty() {
        vec![lowest]
    } else {
        SizeClass::OF_ENTERPRISES
            .into_iter()
            .filter(|size| *size >= lowest)
            .collect()
    };
    let basis = if stated.is_empty() {
        Vec::new()
    } else {
        deciding_bounds(&stated, lowest, facts)
    };
    SizeDecision::new(facts, candidates, basis, missing)
}

/// The bounds one class above `lowest` that are missed, hardest miss of the table's order first; for 大型 the bounds reached.
fn deciding_bounds(stated: &[&Limits], lowest: SizeClass, facts: &SizeFacts) -> Vec<Bound> {
    let class = match lowest {
        SizeClass::Large | SizeClass::Medium => SizeClass::Large,
        SizeClass::Small => SizeClass::Medium,
        SizeClass::Micro | SizeClass::NotClassified => SizeClass::Small,
    };
    let wants_reached = lowest == SizeClass::Large;
    let mut bounds: Vec<_> = stated
        .iter()
        .filter_map(|limits| limits.bound(class, facts))
        .collect();
    bounds.retain(|bound| bound.reached == wants_reached);
    bounds.sort_by_key(|bound| Reverse(bound.indicator == Indicator::Employees));
    bounds
}

#[cfg(test)]
mod tests;
