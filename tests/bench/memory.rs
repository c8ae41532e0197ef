//! Memory of processes, as the kernel counts it (Linux, proc(5)).
//!
//! Not the peak of one process: merge.rs has that. The one rule: a page that several processes share is counted once, by shares.

use std::collections::BTreeMap;

use crate::fault::Fault;

/// The proportional share of memory of everything that descends from a process, without that process, in MB of 10^6 bytes; whose it is
/// goes to the standard error, since a sum alone says nothing about where to look.
pub(crate) fn of_descendants(ancestor: u32) -> Result<f64, Fault> {
    let parents = parents();
    let descends = |mut id: u32| {
        while let Some(&parent) = parents.get(&id) {
            if parent == ancestor {
                return true;
            }
            id = parent;
        }
        false
    };
    let family: Vec<u32> = parents.keys().copied().filter(|id| descends(*id)).collect();
    if family.is_empty() {
        return Err(Fault::wrong("the window has no process"));
    }
    let shares = family
        .iter()
        .filter_map(|id| Some((name(*id)?, megabytes(share(*id)?))));
    let shares: Vec<(String, f64)> = shares.collect();
    let told = shares
        .iter()
        .map(|(name, share)| format!("{name} {share:.0}"));
    eprintln!("  MB: {}", told.collect::<Vec<_>>().join(", "));
    Ok(shares.iter().map(|(_, share)| share).sum())
}

fn megabytes(kibibytes: f64) -> f64 {
    kibibytes * 1_024.0 / 1e6
}

fn name(id: u32) -> Option<String> {
    let name = std::fs::read_to_string(format!("/proc/{id}/comm")).ok()?;
    Some(name.trim().to_owned())
}

/// Process and parent, of all there are.
fn parents() -> BTreeMap<u32, u32> {
    let Ok(listed) = std::fs::read_dir("/proc") else {
        return BTreeMap::new();
    };
    let ids = listed.filter_map(|entry| entry.ok()?.file_name().to_str()?.parse().ok());
    ids.filter_map(|id: u32| Some((id, parent(id)?))).collect()
}

fn parent(id: u32) -> Option<u32> {
    let stat = std::fs::read_to_string(format!("/proc/{id}/stat")).ok()?;
    // The program's name stands in brackets and may hold anything.
    stat.rsplit(')')
        .next()?
        .split_whitespace()
        .nth(1)?
        .parse()
        .ok()
}

/// In KiB. A render worker hides its maps from everybody but root; all it has is then counted as its own.
fn share(id: u32) -> Option<f64> {
    let read = |file: &str, name: &str| -> Option<f64> {
        let text = std::fs::read_to_string(format!("/proc/{id}/{file}")).ok()?;
        let line = text.lines().find_map(|line| line.strip_prefix(name))?;
        line.trim().trim_end_matches("kB").trim().parse().ok()
    };
    read("smaps_rollup", "Pss:").or_else(|| read("status", "VmRSS:"))
}
