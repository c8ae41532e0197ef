//! The 操作日志: read, filtered, verified whenever it is looked at, and written out as open files.
//!
//! Not the writing of lines, which every act does in its own transaction. The one rule: whoever holds the desk's key could rewrite the whole chain, so
//! each look also asks whether every head that stands in a signed document is still in it.

use std::collections::BTreeSet;

use jury_core::Digest;
use jury_exchange::audit_file::{AuditLine, to_csv, to_json};
use jury_seal::ShortCode;
use jury_seal::document::{
    Closing, Confirmation, Decision, Document as _, Minutes, Receipt, Reopening, ResultDocument,
    Roster,
};
use jury_store::{GENESIS, StoreError, table};

use crate::call::Call;
use crate::desk::OpenDesk;
use crate::error::DeskError;
use crate::merging;
use crate::session::Session;
use crate::wire::Written;
use crate::wire::expert::SaveTo;
use crate::wire::organiser::{Act, AuditAsk, AuditLook};

/// Acts in one page of the log at most.
const PAGE: u32 = 500;
/// The kinds that carry a head of the log.
const WITNESSES: [(&str, &str); 8] = [
    (Roster::KIND, "专家名册"),
    (Confirmation::KIND, "纸质确认"),
    (Closing::KIND, "收卷"),
    (Receipt::KIND, "回执"),
    (Decision::KIND, "认定"),
    (Minutes::KIND, "合议纪要"),
    (ResultDocument::KIND, "定稿"),
    (Reopening::KIND, "重开"),
];

impl Session {
    pub(crate) fn audit_look(&self, ask: AuditAsk, _: &Call<'_>) -> Result<AuditLook, DeskError> {
        let desk = self.open_desk()?;
        let log = Log::read(&desk)?;
        let limit = usize::try_from(ask.limit.clamp(1, PAGE)).unwrap_or(1);
        let before = ask.before.and_then(|no| i64::try_from(no).ok());
        let mut matching = log
            .lines
            .iter()
            .filter(|line| matches(line, &ask))
            .filter(|line| before.is_none_or(|before| line.no < before));
        let acts: Vec<Act> = matching.by_ref().take(limit).map(act).collect();
        let more = matching.next().is_some();
        let distinct = |part: fn(&table::audit::Act) -> &String| -> Vec<String> {
            let words: BTreeSet<&String> = log.lines.iter().map(part).collect();
            words.into_iter().cloned().collect()
        };
        Ok(AuditLook {
            acts,
            more,
            head: log.head().to_string(),
            total: merging::look::narrow(log.lines.len()),
            people: distinct(|line| &line.who),
            kinds: distinct(|line| &line.act),
            broken: log.broken(&desk)?,
        })
    }

    pub(crate) fn audit_save(&self, ask: SaveTo, _: &Call<'_>) -> Result<Written, DeskError> {
        let desk = self.open_desk()?;
        let lines = lines(&desk)?;
        let contest = merging::knowledge::facts(&desk)?.contest.id.to_string();
        let path = self.path_of(&ask.target)?;
        let csv = path
            .extension()
            .is_some_and(|ending| ending.eq_ignore_ascii_case("csv"));
        let bytes = if csv {
            to_csv(&lines)
        } else {
            to_json(&contest, &lines)
        };
        let written = self.write_to(&ask.target, &bytes)?;
        let at = desk.now()?;
        desk.save(|change| Ok(desk.log(change, &at, "导出操作日志", &written.name)?))?;
        Ok(written)
    }
}

/// The whole log as it goes into a file, the first line first.
pub(crate) fn lines(desk: &OpenDesk) -> Result<Vec<AuditLine>, DeskError> {
    let log = Log::read(desk)?;
    let line = |act: table::audit::Act| AuditLine {
        no: act.no,
        at: act.at.to_string(),
        who: act.who,
        act: act.act,
        detail: act.detail,
        prev: act.prev,
        hash: act.hash,
    };
    Ok(log.lines.into_iter().rev().map(line).collect())
}

/// A line as screens show it.
pub(crate) fn act(act: &table::audit::Act) -> Act {
    let detail = detail(act);
    let what = if detail.is_empty() {
        act.act.clone()
    } else {
        format!("{}：{detail}", act.act)
    };
    Act {
        no: u64::try_from(act.no).unwrap_or(0),
        at: act.at.to_string(),
        who: act.who.clone(),
        what,
    }
}

fn detail(act: &table::audit::Act) -> String {
    serde_json::from_str(&act.detail).unwrap_or_else(|_| act.detail.clone())
}

fn matches(line: &table::audit::Act, ask: &AuditAsk) -> bool {
    let is =
        |wanted: &Option<String>, value: &str| wanted.as_deref().is_none_or(|one| one == value);
    let day = line.at.as_str().get(..10).unwrap_or_default();
    let from = ask.from.as_deref().is_none_or(|from| day >= from);
    let until = ask.until.as_deref().is_none_or(|until| day <= until);
    let text = ask.text.as_deref().map(str::trim).unwrap_or_default();
    let said = || {
        [line.who.as_str(), &line.act, &detail(line)]
            .concat()
            .to_lowercase()
    };
    is(&ask.who, &line.who)
        && is(&ask.kind, &line.act)
        && from
        && until
        && (text.is_empty() || said().contains(&text.to_lowercase()))
}

/// The log, newest first, and whether its chain holds.
struct Log {
    lines: Vec<table::audit::Act>,
    /// The first line that is not as it was written.
    fault: Option<i64>,
}

impl Log {
    fn read(desk: &OpenDesk) -> Result<Self, DeskError> {
        desk.read(|view| {
            let fault = match table::audit::verify_chain(view) {
                Ok(_) => None,
                Err(StoreError::ChainBroken { no, .. }) => Some(no),
                Err(other) => return Err(other.into()),
            };
            let lines = table::audit::list(view, u32::MAX, None)?;
            Ok(Self { lines, fault })
        })
    }

    fn head(&self) -> Digest {
        self.lines.first().map_or(GENESIS, |line| line.hash)
    }

    /// What is wrong with the log, one sentence each; nothing when it is as it was written.
    fn broken(&self, desk: &OpenDesk) -> Result<Vec<String>, DeskError> {
        let mut said = Vec::new();
        if let Some(no) = self.fault {
            said.push(format!(
                "操作日志从第 {no} 行起与写入时不同，可能被改动过。请停止使用这个工作台，保留原样，并用备份比对。"
            ));
        }
        let known: BTreeSet<Digest> = self
            .lines
            .iter()
            .map(|line| line.hash)
            .chain([GENESIS])
            .collect();
        for (kind, name) in WITNESSES {
            for envelope in desk.documents(kind)? {
                if head_in(&envelope.payload).is_none_or(|head| !known.contains(&head)) {
                    let code = ShortCode::of(&envelope.digest());
                    said.push(format!(
                        "{name}（核对码 {code}）签名时的操作日志与现在的不是同一份，日志可能被整体改写过。请用备份比对。"
                    ));
                }
            }
        }
        Ok(said)
    }
}

/// The head of the log that a signed document names.
fn head_in(payload: &[u8]) -> Option<Digest> {
    let payload: serde_json::Value = serde_json::from_slice(payload).ok()?;
    Digest::from_hex(payload.get("audit_head")?.as_str()?)
}
