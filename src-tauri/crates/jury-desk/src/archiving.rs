//! The archive 归档: everything the results were made from, and the results, in one file that others check without this program.
//!
//! Not a backup: nothing secret is in it (letters and entry keys stay), and no desk can be made from it. The one rule: it is a function of what
//! the desk holds, no times and no paths of this computer, so that two archives of one state are the same bytes.

mod decided;
mod tables;

use jury_core::contest::Round;
use jury_exchange::archive::{ArchiveError, ArchiveWriter, VERIFIER};
use jury_seal::document::{
    ArchiveSeal, Closing, Confirmation, Decision, Document as _, Minutes, Receipt, Reopening,
    ResultDocument, Roster, Shortlist, Ticket,
};
use jury_seal::{seal, sha256};
use jury_store::table;

use crate::call::Call;
use crate::desk::{OpenDesk, meta};
use crate::error::{DeskError, ErrorCode};
use crate::merging::{self, files};
use crate::offers::file_name;
use crate::session::Session;
use crate::wire::Written;
use crate::wire::expert::SaveTo;
use crate::{dispatch, organising, roster, rounds};

/// Signed documents that go into an archive, ascending by the name of their folder. Letters and rescues hold secrets and never do;
/// what a merge is made from (sheets, transcripts, panel returns) stands with the received.
const KINDS: &[&str] = &[
    Closing::KIND,
    Confirmation::KIND,
    Decision::KIND,
    Minutes::KIND,
    Receipt::KIND,
    Reopening::KIND,
    ResultDocument::KIND,
    Roster::KIND,
    Shortlist::KIND,
    Ticket::KIND,
];

impl Session {
    pub(crate) fn archive_save(&self, ask: SaveTo, call: &Call<'_>) -> Result<Written, DeskError> {
        let desk = self.open_desk()?;
        let target = self.path_of(&ask.target)?;
        if target.exists() && !target.is_file() {
            return Err(DeskError::new(ErrorCode::NotAFile).with("file", file_name(&target)));
        }
        let path = write(&desk, ArchiveWriter::create(&target)?, call)?;
        let written = self.written(&path);
        let at = desk.now()?;
        desk.save(|change| Ok(desk.log(change, &at, "归档", &written.name)?))?;
        Ok(written)
    }
}

impl From<ArchiveError> for DeskError {
    fn from(error: ArchiveError) -> Self {
        match error {
            ArchiveError::File(error) => error.into(),
            ArchiveError::OutOfOrder { .. } => Self::internal(&error),
        }
    }
}

/// The organiser's signature over the list of parts.
fn sealed(desk: &OpenDesk, manifest: &[u8]) -> Result<Vec<u8>, DeskError> {
    let document = ArchiveSeal {
        contest: dispatch::whole(desk)?.contest.id.clone(),
        manifest: sha256(manifest),
        audit_head: desk.audit_head()?,
    };
    let key = organising::contest_key(desk)?;
    let envelope = seal(&document, &[key]).map_err(|error| DeskError::internal(&error))?;
    Ok(envelope.to_bytes())
}

/// Parts in ascending order of their names.
fn write(
    desk: &OpenDesk,
    mut archive: ArchiveWriter,
    call: &Call<'_>,
) -> Result<std::path::PathBuf, DeskError> {
    call.step("正在归档", 0, 0, "份")?;
    // Every round of the rule, whichever is worked in, so that every document is judged somewhere.
    let last = rounds::rule(desk)?.rounds.last().map(|one| one.round);
    let merged = merging::merged_in(desk, last.unwrap_or(Round::Written))?;
    let mut add = |name: &str, bytes: &[u8]| archive.add(name, bytes).map_err(DeskError::from);
    add("README.txt", readme(desk)?.as_bytes())?;
    let acts = desk.read(|view| Ok(table::audit::list(view, u32::MAX, None)?))?;
    add("audit.csv", &tables::audit_csv(&acts)?)?;
    add("audit.json", &tables::audit_json(&acts)?)?;
    add("contest.json", &tables::contest(desk, &merged)?)?;
    for kind in KINDS {
        let folder = folder_of(kind);
        for envelope in desk.documents(kind)? {
            let name = format!("documents/{folder}/{}.json", envelope.digest());
            add(&name, &envelope.to_bytes())?;
        }
    }
    add("outcome.json", &decided::outcome(desk, &merged)?)?;
    add("ranking.csv", &tables::ranking_csv(&merged)?)?;
    let (listed, refused) = tables::received(desk)?;
    add("received.json", &listed)?;
    let mut verdicts: Vec<Vec<_>> = merged.rounds().map(|_| Vec::new()).collect();
    let total = desk.read(|view| Ok(table::document::count(view)?))?;
    for (done, envelope) in (0..).zip(files::envelopes(desk)?) {
        call.step("正在归档", done, total.unsigned_abs(), "份")?;
        let bytes = envelope?;
        for (of_round, round) in verdicts.iter_mut().zip(merged.rounds()) {
            of_round.extend(tables::verdict(round, &bytes));
        }
        add(&format!("received/{}.json", sha256(&bytes)), &bytes)?;
    }
    for id in refused {
        let bytes = desk.read(|view| Ok(table::received_file::bytes(view, id)?))?;
        // What was no document of the contest was not kept (FORMAT §18).
        let Some(bytes) = bytes.filter(|bytes| !bytes.is_empty()) else {
            continue;
        };
        add(&format!("refused/{}", sha256(&bytes)), &bytes)?;
    }
    add("results.json", &tables::results(&merged, verdicts)?)?;
    let part = dispatch::rubric_part(desk)?;
    let rubric = jury_seal::canon::to_bytes(&part).map_err(|error| DeskError::internal(&error))?;
    add("rubric.json", &rubric)?;
    let rule = desk.meta(meta::RULE)?.unwrap_or_default();
    add("rule.toml", rule.as_bytes())?;
    add("verify.py", VERIFIER.as_bytes())?;
    archive.finish(|manifest| sealed(desk, manifest))
}

/// `application/vnd.jurybench.roster+json;v=1` → `roster`.
fn folder_of(kind: &str) -> &str {
    let name = kind
        .strip_prefix("application/vnd.jurybench.")
        .unwrap_or(kind);
    name.split('+').next().unwrap_or(name)
}

fn readme(desk: &OpenDesk) -> Result<String, DeskError> {
    let roster = roster::current(desk)?.document;
    let code = roster
        .contest_key
        .key()
        .map(|key| key.short_code().to_string())
        .unwrap_or_default();
    let verifier = sha256(VERIFIER.as_bytes());
    Ok(format!(
        "{contest}（{edition}）评审归档

这里有全部收到的签名数据（含代录和未采用的）、专家名册、收卷、复评单、确认、回执、合议纪要、认定、入围名单、定稿、
指标体系、规则文件、参赛项目与分配、各阶段的核验结论、排名、奖项，推荐、公示与异议的登记（outcome.json，公示过的推荐名单在其中），和操作日志，都是公开格式（JSON、CSV、TOML），不需要评审台就能读。没有开启码、密钥和申报材料。

怎样核验
1. 准备一台装有 Python 3.11 或更高版本的电脑（有 openssl 命令更好，没有也能核验）。
2. 在本压缩包所在的文件夹运行：
       python3 verify.py 归档文件名.zip --contest-code {code}
   核对码请以邀请函或公告上印的为准，不要只抄这里的。
3. 退出码 0 表示全部一致，1 表示有不一致（逐条列出在哪个文件、哪一项），2 表示文件不能读。

verify.py 与评审台没有共用任何代码，只按公开的格式说明（FORMAT.md）写成。它会重新验证每个签名，从签名数据重算
每张评分表的核验结论、每个项目的得分和名次，并与归档里写的逐项比较。
verify.py 的 SHA-256：{verifier}
归档里的这一份本身不能证明什么：能改归档的人也能改它。请从您信任的来源另取一份 verify.py，或按 FORMAT.md 自己写一份。
真正不能伪造的是签名：专家的评分表由专家的密钥签名，专家名册由赛事密钥和监督员共同签名，赛事公钥的核对码印在邀请函上。
seal.json 是组织方用赛事密钥对 manifest.json 的签名：别人删去或改动任何一个文件都会被发现。
",
        contest = roster.contest.name,
        edition = roster.contest.edition,
    ))
}
