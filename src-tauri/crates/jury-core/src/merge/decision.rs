//! Recorded decisions: what is decided about one open item, so that 定稿 need not wait for it.
//!
//! Not how a decision is signed (jury-seal) and not who may take one (the desk). The one rule to know: **a decision closes exactly the open item
//! it names**, and which decisions are in force is a pure function of their set: one that another replaces is out, and two that contradict
//! each other on one item are both out until a third replaces them.

use std::collections::{BTreeMap, BTreeSet};

use super::Blocker;
use crate::{Digest, EntryId, ExpertId};

macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[$variant_doc:meta])* $variant:ident $text:literal,)* }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$variant_doc])* $variant,)* }

        impl $name {
            /// Every one.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// The name in documents.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $text,)* }
            }

            /// Reads what [`Self::as_str`] writes.
            #[must_use]
            pub fn parse(text: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|one| one.as_str() == text)
            }
        }
    };
}

words! {
    /// What kind of open item is decided.
    SubjectKind {
        /// No sheet of an expert.
        ExpertMissing "expert-missing",
        /// No sheet says anything about an entry.
        EntryMissing "entry-missing",
        /// A sheet awaits the ink.
        Provisional "provisional",
        /// A sheet waits for a person to look.
        Held "held",
        /// A sheet says nothing about an entry.
        Unmarked "unmarked",
        /// An expert could not judge an entry for want of material.
        MaterialMissing "material-missing",
        /// An entry has fewer valid sheets than the contest wants.
        Quorum "quorum",
        /// Experts doubt or deny that an entry passes a gate.
        Gate "gate",
        /// An entry stands in a tie that crosses a line.
        Tie "tie",
        /// An objection was raised against an entry.
        Objection "objection",
        /// The sheet a ticket asked to be revised still stands.
        Ticket "ticket",
        /// A deliberation left an entry to be decided by organiser and supervisor.
        Referred "referred",
    }
}

words! {
    /// What is decided.
    Outcome {
        /// It stays as it is: the item is looked at and stands in the way no longer.
        AcceptAsIs "accept-as-is",
        /// The entry is out of the ranking.
        ExcludeEntry "exclude-entry",
        /// The sheet does not count, as if it had never come.
        ExcludeSheet "exclude-sheet",
        /// An entry in a tie stands above the line.
        Within "within",
        /// An entry in a tie stands below the line.
        Below "below",
    }
}

/// One open item.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Subject {
    kind: SubjectKind,
    entry: Option<EntryId>,
    expert: Option<ExpertId>,
    sheet: Option<Digest>,
}

impl SubjectKind {
    /// Which of entry, expert and sheet name an item of this kind.
    #[must_use]
    pub const fn names(self) -> [bool; 3] {
        match self {
            Self::ExpertMissing => [false, true, false],
            Self::Provisional | Self::Ticket => [false, true, true],
            Self::Held => [false, false, true],
            Self::Unmarked | Self::MaterialMissing => [true, true, false],
            Self::EntryMissing
            | Self::Quorum
            | Self::Gate
            | Self::Tie
            | Self::Objection
            | Self::Referred => [true, false, false],
        }
    }

    /// What may be decided about an item of this kind.
    #[must_use]
    pub const fn outcomes(self) -> &'static [Outcome] {
        match self {
            Self::ExpertMissing | Self::Unmarked | Self::MaterialMissing | Self::Ticket => {
                &[Outcome::AcceptAsIs]
            }
            Self::Provisional | Self::Held => &[Outcome::AcceptAsIs, Outcome::ExcludeSheet],
            Self::EntryMissing | Self::Quorum | Self::Gate | Self::Objection | Self::Referred => {
                &[Outcome::AcceptAsIs, Outcome::ExcludeEntry]
            }
            Self::Tie => &[Outcome::Within, Outcome::Below],
        }
    }
}

impl Subject {
    /// An item with exactly what names one of its kind.
    #[must_use]
    pub fn new(
        kind: SubjectKind,
        entry: Option<EntryId>,
        expert: Option<ExpertId>,
        sheet: Option<Digest>,
    ) -> Option<Self> {
        let given = [entry.is_some(), expert.is_some(), sheet.is_some()];
        (given == kind.names()).then_some(Self {
            kind,
            entry,
            expert,
            sheet,
        })
    }

    /// What stands in the way of 定稿, as an item to decide.
    #[must_use]
    pub fn of(blocker: &Blocker) -> Self {
        let (kind, entry, expert, sheet) = match blocker {
            Blocker::ExpertMissing { expert } => {
                (SubjectKind::ExpertMissing, None, Some(expert), None)
            }
            Blocker::Provisional { expert, sheet } => {
                (SubjectKind::Provisional, None, Some(expert), Some(*sheet))
            }
            Blocker::Held { sheet, .. } => (SubjectKind::Held, None, None, Some(*sheet)),
            Blocker::Unmarked { expert, entry } => {
                (SubjectKind::Unmarked, Some(entry), Some(expert), None)
            }
            Blocker::MaterialMissing { expert, entry } => (
                SubjectKind::MaterialMissing,
                Some(entry),
                Some(expert),
                None,
            ),
            Blocker::EntryMissing { entry } => (SubjectKind::EntryMissing, Some(entry), None, None),
            Blocker::Quorum { entry, .. } => (SubjectKind::Quorum, Some(entry), None, None),
            Blocker::Gate { entry, .. } => (SubjectKind::Gate, Some(entry), None, None),
        };
        Self {
            kind,
            entry: entry.cloned(),
            expert: expert.cloned(),
            sheet,
        }
    }

    /// What kind of item.
    #[must_use]
    pub const fn kind(&self) -> SubjectKind {
        self.kind
    }

    /// The entry it is about, where the kind names one.
    #[must_use]
    pub const fn entry(&self) -> Option<&EntryId> {
        self.entry.as_ref()
    }

    /// The expert it is about, where the kind names one.
    #[must_use]
    pub const fn expert(&self) -> Option<&ExpertId> {
        self.expert.as_ref()
    }

    /// The sheet it is about, where the kind names one.
    #[must_use]
    pub const fn sheet(&self) -> Option<Digest> {
        self.sheet
    }
}

/// One recorded decision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decided {
    /// The item.
    pub subject: Subject,
    /// What was decided; one of [`SubjectKind::outcomes`].
    pub outcome: Outcome,
    /// The decision on the same item that this one takes the place of.
    pub replaces: Option<Digest>,
}

/// The decisions in force, by the item they decide.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Decisions {
    by_subject: BTreeMap<Subject, (Outcome, Digest)>,
    // Asked for every sheet of ten thousand.
    excluded_sheets: BTreeSet<Digest>,
    accepted_sheets: BTreeSet<Digest>,
    excluded_entries: BTreeMap<EntryId, Digest>,
}

impl Decisions {
    /// What of a set of decisions is in force. Of equal decisions on one item the one with the smallest digest is named.
    #[must_use]
    pub fn in_force(decisions: &BTreeMap<Digest, Decided>) -> Self {
        let replaced: BTreeSet<Digest> = decisions
            .values()
            .filter_map(|decided| {
                let before = decided.replaces?;
                let same = decisions.get(&before)?.subject == decided.subject;
                same.then_some(before)
            })
            .collect();
        let mut said: BTreeMap<&Subject, Vec<(Outcome, Digest)>> = BTreeMap::new();
        for (digest, decided) in decisions {
            let possible = decided.subject.kind.outcomes().contains(&decided.outcome);
            if possible && !replaced.contains(digest) {
                let on_it = said.entry(&decided.subject).or_default();
                on_it.push((decided.outcome, *digest));
            }
        }
        let mut in_force = Self::default();
        for (subject, said) in said {
            if let Some((first, rest)) = said.split_first()
                && rest.iter().all(|(outcome, _)| *outcome == first.0)
            {
                in_force.take(subject, *first);
            }
        }
        in_force
    }

    fn take(&mut self, subject: &Subject, (outcome, digest): (Outcome, Digest)) {
        match (outcome, &subject.entry, subject.sheet) {
            (Outcome::ExcludeSheet, _, Some(sheet)) => {
                self.excluded_sheets.insert(sheet);
            }
            (Outcome::AcceptAsIs, _, Some(sheet)) if subject.kind == SubjectKind::Held => {
                self.accepted_sheets.insert(sheet);
            }
            (Outcome::ExcludeEntry, Some(entry), _) => {
                self.excluded_entries.entry(entry.clone()).or_insert(digest);
            }
            _ => {}
        }
        self.by_subject.insert(subject.clone(), (outcome, digest));
    }

    /// What was decided about an item, and by which document.
    #[must_use]
    pub fn on(&self, subject: &Subject) -> Option<(Outcome, Digest)> {
        self.by_subject.get(subject).copied()
    }

    /// Every item decided.
    pub fn iter(&self) -> impl Iterator<Item = (&Subject, Outcome, Digest)> {
        self.by_subject
            .iter()
            .map(|(subject, (outcome, digest))| (subject, *outcome, *digest))
    }

    /// Whether an entry is out of the ranking.
    #[must_use]
    pub fn excludes_entry(&self, entry: &EntryId) -> bool {
        self.excluded_entries.contains_key(entry)
    }

    pub(super) fn excludes_sheet(&self, sheet: Digest) -> bool {
        self.excluded_sheets.contains(&sheet)
    }

    /// Whether a held sheet was looked at and is to count.
    pub(super) fn accepts_held(&self, sheet: Digest) -> bool {
        self.accepted_sheets.contains(&sheet)
    }

    /// The decision that closes an open item. A held sheet is closed by what becomes of the sheet, never by saying so.
    pub(super) fn closing(&self, blocker: &Blocker) -> Option<Digest> {
        let subject = Subject::of(blocker);
        if subject.kind == SubjectKind::Held {
            return None;
        }
        let named = self.on(&subject).map(|(_, digest)| digest);
        named.or_else(|| self.excluded_entries.get(subject.entry()?).copied())
    }
}
