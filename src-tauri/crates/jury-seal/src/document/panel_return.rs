//! The panel return, 评审组汇总表: what the chair hands on.
//!
//! Not authoritative: central merge recomputes everything from the sheets and only says where a return differs. The one rule: it names
//! sheets by digest and never restates a mark.

use jury_core::{ContestId, ExpertId, PanelId, TrackId, contest::Round};
use serde::{Deserialize, Serialize};

use super::parts::{App, ExpertName, RankedEntry, SigningRecord, distinct};
use super::{Document, ShapeFault};
use crate::digest::Digest;
use crate::wire;

/// A return signed by the chair.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PanelReturn {
    /// The contest.
    #[serde(with = "wire::text")]
    pub contest: ContestId,
    /// The round.
    #[serde(with = "wire::text")]
    pub round: Round,
    /// The track.
    #[serde(with = "wire::text")]
    pub track: TrackId,
    /// The panel.
    #[serde(with = "wire::text")]
    pub panel: PanelId,
    /// The chair.
    pub chair: ExpertName,
    /// The signing key and its introduction.
    pub key: SigningRecord,
    /// 1, 2, 3 … per panel and round.
    pub seq: u32,
    /// The return before; null for the first.
    #[serde(with = "wire::optional")]
    pub prev: Option<Digest>,
    /// The sheets taken, ascending.
    #[serde(with = "wire::list")]
    pub sheets: Vec<Digest>,
    /// Their ranking by the rule file.
    pub ranking: Vec<RankedEntry>,
    /// The rubric ranked by.
    #[serde(with = "wire::text")]
    pub rubric: Digest,
    /// The rule file ranked by.
    #[serde(with = "wire::text")]
    pub rule: Digest,
    /// Minutes of the deliberation; may be empty.
    pub minutes: String,
    /// When it was signed, RFC 3339; advisory.
    pub signed_at: String,
    /// The program.
    pub app: App,
}

impl Document for PanelReturn {
    const KIND: &'static str = "application/vnd.jurybench.panelreturn+json;v=1";

    fn check_shape(&self) -> Result<(), ShapeFault> {
        if self.seq == 0 || (self.seq == 1) != self.prev.is_none() {
            return Err(ShapeFault::new(
                "seq",
                "the first return names none before it, every other does",
            ));
        }
        ascending("sheets", &self.sheets)?;
        distinct("ranking", self.ranking.iter().map(|row| &row.entry))?;
        self.ranking.iter().try_for_each(|row| {
            row.score
                .map_or(Ok(()), |score| score.check("ranking.score"))
        })
    }
}

impl PanelReturn {
    /// Who signed, as the return says.
    #[must_use]
    pub const fn expert_id(&self) -> &ExpertId {
        &self.chair.id
    }
}

/// A set of digests has one spelling: ascending, none twice.
pub(crate) fn ascending(place: &str, digests: &[Digest]) -> Result<(), ShapeFault> {
    if digests.windows(2).all(|pair| pair[0] < pair[1]) {
        return Ok(());
    }
    Err(ShapeFault::new(
        place,
        "not in ascending order without repetition",
    ))
}
