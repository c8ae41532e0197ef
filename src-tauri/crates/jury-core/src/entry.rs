//! An entry and the facts about its entrant that judging depends on.
//!
//! Not the dossier: files, their digests and keys belong to the pack. The one rule to know: [`Entry::size`] and [`Entry::profile`] are *decided*
//! values; what they were decided from stays beside them in [`Entry::facts`], so that anybody can decide again.

pub use crate::money::{Money, MoneyError};
pub use crate::size_class::{Industry, SizeClass};

use crate::{EntryId, ProfileId, TrackId};

/// What kind of body the (lead) entrant is. Only enterprises have a size class.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum EntrantKind {
    /// 企业
    Enterprise,
    /// 事业单位
    PublicInstitution,
    /// 科研院所
    ResearchInstitute,
    /// 高校
    University,
    /// 政府部门
    Government,
    /// 其他
    Other,
}

impl EntrantKind {
    /// Every kind, in the order forms list them.
    pub const ALL: [Self; 6] = [
        Self::Enterprise,
        Self::PublicInstitution,
        Self::ResearchInstitute,
        Self::University,
        Self::Government,
        Self::Other,
    ];

    /// What people read, and what entry workbooks hold.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Enterprise => "企业",
            Self::PublicInstitution => "事业单位",
            Self::ResearchInstitute => "科研院所",
            Self::University => "高校",
            Self::Government => "政府部门",
            Self::Other => "其他",
        }
    }

    /// The name in documents and files.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Enterprise => "enterprise",
            Self::PublicInstitution => "public-institution",
            Self::ResearchInstitute => "research-institute",
            Self::University => "university",
            Self::Government => "government",
            Self::Other => "other",
        }
    }

    /// Reads either the name in documents or the label.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|kind| kind.as_str() == text || kind.label() == text)
    }

    /// Whether the statistical standard applies at all (it classes enterprises only).
    #[must_use]
    pub const fn is_enterprise(self) -> bool {
        matches!(self, Self::Enterprise)
    }
}

/// What an entrant states about its size. `None` is "not stated", which is not zero.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SizeFacts {
    /// The industry of the main activity, 主营业务活动所属行业.
    pub industry: Option<Industry>,
    /// 从业人员, people at the end of the period.
    pub employees: Option<u64>,
    /// 营业收入, 万元.
    pub revenue: Option<Money>,
    /// 资产总额, 万元.
    pub assets: Option<Money>,
}

/// An entry, 参赛项目.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The id, such as `02-031`.
    pub id: EntryId,
    /// Its track, 赛道.
    pub track: TrackId,
    /// Its topic, 赛题, as printed.
    pub topic: String,
    /// The name of the project.
    pub title: String,
    /// The name of the team.
    pub team: String,
    /// The lead entrant, 牵头单位.
    pub entrant: String,
    /// Its 统一社会信用代码, eighteen characters, or nothing where it was not given. For the list that is handed up; decides nothing.
    pub credit_code: String,
    /// What kind of body the lead entrant is.
    pub kind: EntrantKind,
    /// What the size class was decided from.
    pub facts: SizeFacts,
    /// The size class as decided.
    pub size: SizeClass,
    /// The weight profile in force for this entry.
    pub profile: ProfileId,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_entrant_kind_reads_its_label_and_its_name() {
        for kind in EntrantKind::ALL {
            assert_eq!(EntrantKind::parse(kind.label()), Some(kind));
            assert_eq!(EntrantKind::parse(kind.as_str()), Some(kind));
        }
        assert_eq!(EntrantKind::parse("公司"), None);
    }
}
