//! What the made-up experts give and write.
//!
//! Not the rules of marking (jury-core's). The one rule to know: a mark follows from seed, expert, entry and criterion alone, in integers, so
//! that every platform ranks the demo the same and any one mark can be asked for without the others.

use jury_core::sheet::Finding;
use jury_core::{CriterionId, Points};

use crate::grammar::Story;
use crate::plan::{ContestPlan, PlannedEntry, PlannedExpert};
use crate::random::Random;

/// The marks one expert gives one entry: one for each criterion of `maxima`, a multiple of `step`, above zero and at most its maximum.
///
/// An entry's quality, its strength in a criterion (the same for all experts), the expert's severity and the expert's noise add up.
#[must_use]
pub fn marks(
    plan: &ContestPlan,
    expert: &PlannedExpert,
    entry: &PlannedEntry,
    maxima: &[(CriterionId, Points)],
    step: Points,
) -> Vec<(CriterionId, Points)> {
    let given = maxima.iter().map(|(criterion, maximum)| {
        let strength = plan
            .random(&format!("strength/{}/{criterion}", entry.id))
            .between(-70, 70);
        let mut random = plan.random(&format!(
            "mark/{}/{}/{criterion}",
            expert.expert.id, entry.id
        ));
        let noise = (random.between(-expert.noise, expert.noise)
            + random.between(-expert.noise, expert.noise))
            / 2;
        // Severity is hundredths of a point of 100, that is, tenths of a thousandth.
        let thousandths = entry.quality + strength + noise + expert.severity / 10;
        (criterion.clone(), rounded(*maximum, thousandths, step))
    });
    given.collect()
}

/// The marks after the one change of [`ContestPlan::revision`]: there the first criterion that has room goes up by one step (else down), all
/// else is as in [`marks`].
#[must_use]
pub fn revised_marks(
    plan: &ContestPlan,
    expert: &PlannedExpert,
    entry: &PlannedEntry,
    maxima: &[(CriterionId, Points)],
    step: Points,
) -> Vec<(CriterionId, Points)> {
    let mut given = marks(plan, expert, entry, maxima, step);
    if expert.expert.id != plan.revision.expert || entry.id != plan.revision.entry {
        return given;
    }
    let room = given
        .iter()
        .zip(maxima)
        .position(|((_, mark), (_, maximum))| *mark + step <= *maximum);
    match room.and_then(|place| given.get_mut(place)) {
        Some((_, mark)) => *mark = *mark + step,
        None => {
            if let Some((_, mark)) = given.first_mut() {
                *mark = Points::from_hundredths(mark.hundredths() - step.hundredths());
            }
        }
    }
    given
}

fn rounded(maximum: Points, thousandths: i64, step: Points) -> Points {
    let step = step.hundredths().max(1);
    let most = maximum.hundredths() / step;
    let steps = (maximum.hundredths() * thousandths + step * 500) / (step * 1000);
    Points::from_hundredths(steps.clamp(1.min(most), most) * step)
}

/// What one expert finds at a gate of an entry, with the reason; nothing where nothing was said. Most entries pass without a word: in each track the
/// weakest entry is in doubt at G5 for the first expert and fails there for the second; one entry in nine has its first gate passed aloud.
#[must_use]
pub fn findings(
    plan: &ContestPlan,
    expert: &PlannedExpert,
    entry: &PlannedEntry,
) -> Vec<(&'static str, Finding, &'static str)> {
    let of_track = |one: &&PlannedEntry| one.track == entry.track;
    let weakest = plan
        .entries
        .iter()
        .filter(of_track)
        .min_by_key(|one| (one.quality, one.id.clone()));
    let mut peers = plan
        .experts
        .iter()
        .filter(|one| one.expert.track == expert.expert.track)
        .map(|one| &one.expert.id);
    let place = peers.position(|id| *id == expert.expert.id);
    match place {
        Some(0) if weakest.is_some_and(|one| one.id == entry.id) => {
            vec![("G5", Finding::Doubt, "缺实际应用的证明材料")]
        }
        Some(1) if weakest.is_some_and(|one| one.id == entry.id) => {
            vec![("G5", Finding::Fail, "只有方案，没有实际应用")]
        }
        _ => {
            let mut random = plan.random(&format!("gate/{}/{}", expert.expert.id, entry.id));
            if random.chance(11) {
                vec![("G1", Finding::Pass, "")]
            } else {
                Vec::new()
            }
        }
    }
}

/// What an expert writes about an entry; empty for one in six, as not everybody writes.
#[must_use]
pub fn comment(plan: &ContestPlan, expert: &PlannedExpert, entry: &PlannedEntry) -> String {
    let mut random: Random = plan.random(&format!("comment/{}/{}", expert.expert.id, entry.id));
    if random.chance(16) {
        return String::new();
    }
    let part = match entry.quality + expert.severity / 10 {
        780.. => "comment_high",
        680..780 => "comment_middle",
        _ => "comment_low",
    };
    Story::new(entry, random).sentence(part, "")
}

#[cfg(test)]
mod tests;
