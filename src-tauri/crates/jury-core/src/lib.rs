//! The rules of judging: what a rubric, a sheet and a ranking are, and how a mark becomes a rank.
//!
//! Not here: files, clocks, randomness, signatures, serialisation and floating point. Everything is a value in and a value out, so
//! that an official number can be recomputed anywhere from the same inputs.
//!
//! The words of the trade, one each (the Chinese is what the screens say): contest 赛事, track 赛道, topic 赛题, entry 参赛项目, entrant
//! 参赛单位, size class 企业规模, rubric 指标体系, criterion 指标, weight profile 权重方案, mark 单项得分, sheet 评分表, expert 评审专家, panel 评审组,
//! recusal 回避, merge 汇总, verdict 核验结论, tally 计分, ranking 排名.
//!
//! The one rule to know: marks are [`Points`] (hundredths), everything derived from them is [`Exact`], and rounding happens once.
#![deny(missing_docs)]

pub mod awards;
pub mod calendar;
pub mod contest;
pub mod cut;
pub mod deliberation;
pub mod digest;
pub mod entry;
pub mod exact;
pub mod ids;
pub mod merge;
pub mod money;
pub mod points;
pub mod ranking;
pub mod recommendation;
pub mod rereview;
pub mod rubric;
pub mod rule;
pub mod sheet;
pub mod size_class;
pub mod tally;

pub use digest::Digest;
pub use exact::{Exact, Published};
pub use ids::{
    AwardId, ContestId, CriterionId, EntryId, ExpertId, GateId, GroupId, IdError, MaterialId,
    PanelId, ProfileId, TrackId,
};
pub use points::{Points, PointsError};
