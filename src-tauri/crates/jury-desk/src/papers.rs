//! Papers 文书: lists, notices, minutes, forms and files that leave the desk for people to read, sign and chop.
//!
//! Not the results, which are computed elsewhere and only put on paper here; advisory figures 参考 are never on any of them. The one rule: a paper says
//! 未定稿 or 定稿 with its 核对码, and one that cannot be written says why.

pub(crate) mod anonymous;
mod entry;
mod lists;
mod naming;
mod pack;
mod recommended;
mod rules;
mod selection;

use std::collections::BTreeMap;

use jury_core::contest::Track;
use jury_core::{EntryId, TrackId};
use jury_exchange::formal::{DRAFT, Fingerprint, Formal};
use jury_exchange::name_order::NameOrder;
use jury_exchange::paper_pdf::PaperPdf;
use jury_exchange::results_book::ResultsBook;

use crate::call::Call;
use crate::desk::OpenDesk;
use crate::error::{DeskError, ErrorCode};
use crate::merging::{self, Merged};
use crate::outcome;
use crate::session::Session;
use crate::signing::harmless_name;
use crate::wire::everyday::PaperWritten;
use crate::wire::merge::TrackAsk;
use crate::wire::outcome::EntryName;
use crate::wire::papers::{PaperWrite, PapersLook, WritablePaper};
use crate::{finalising, results};

/// What a paper is of.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Of {
    Contest,
    Track,
    Entry,
}

/// A kind of paper.
struct Kind {
    id: &'static str,
    name: &'static str,
    about: &'static str,
    formats: &'static [&'static str],
    of: Of,
    of_people: bool,
}

const fn kind(
    id: &'static str,
    name: &'static str,
    about: &'static str,
    formats: &'static [&'static str],
    of: Of,
) -> Kind {
    Kind {
        id,
        name,
        about,
        formats,
        of,
        of_people: false,
    }
}

const DOCX: &[&str] = &["docx", "pdf"];
const BOOK: &[&str] = &["xlsx", "pdf"];

const KINDS: &[Kind] = &[
    Kind {
        of_people: true,
        ..kind(
            "experts",
            "评审专家名单",
            "姓名、单位、评审赛道；按姓氏笔画或拼音",
            DOCX,
            Of::Contest,
        )
    },
    kind(
        "shortlist",
        "入围名单",
        "签发的入围名单，按项目编号",
        DOCX,
        Of::Contest,
    ),
    kind(
        "awards",
        "获奖名单",
        "各赛道奖项与特色单项奖",
        DOCX,
        Of::Contest,
    ),
    kind(
        "notice-shortlist",
        "入围名单公示",
        "登记过的公示：名单、起止日、受理实名异议的说明",
        DOCX,
        Of::Contest,
    ),
    kind(
        "notice-awards",
        "拟获奖名单公示",
        "登记过的公示，写明拟获奖项",
        DOCX,
        Of::Contest,
    ),
    kind(
        "notice-recommendation",
        "拟推荐名单公示",
        "登记过的公示，按项目编号",
        DOCX,
        Of::Contest,
    ),
    kind(
        "citations",
        "授奖词",
        "每个奖项一段证书文字",
        DOCX,
        Of::Contest,
    ),
    kind(
        "minutes",
        "合议纪要",
        "签名的纪要，留签字和盖章处",
        DOCX,
        Of::Track,
    ),
    kind(
        "recommendation",
        "推荐汇总表",
        "推荐序、得分、名次、规模依据、中小企业占比、公示情况",
        BOOK,
        Of::Contest,
    ),
    kind(
        "results",
        "评分汇总表",
        "各位专家合计、成绩、名次、拟定奖项和备注，留签字处",
        BOOK,
        Of::Track,
    ),
    kind(
        "results-anonymous",
        "评分汇总表（匿名）",
        "全部赛道；专家以专家 1、专家 2 代称，次序与编号无关",
        BOOK,
        Of::Contest,
    ),
    kind(
        "entry-form",
        "单项目评分表",
        "路演现场一页一项目，空白待填",
        BOOK,
        Of::Entry,
    ),
    kind(
        "entry-file",
        "单项目核查卷",
        "匿名得分、逐行计算、复评与认定，供异议核查",
        BOOK,
        Of::Entry,
    ),
    kind(
        "rules",
        "省内推荐规则",
        "评审阶段与晋级、计分、同分、奖项、推荐，由计分规则生成",
        DOCX,
        Of::Contest,
    ),
    kind(
        "selection",
        "遴选过程",
        "各阶段各赛道的项目、专家、评分、回避、晋级、奖项与日期",
        DOCX,
        Of::Contest,
    ),
    kind(
        "submission",
        "报送材料",
        "一个文件夹：推荐规则、遴选过程、专家名单、推荐名单与材料、目录",
        &["folder"],
        Of::Contest,
    ),
];

/// Papers of what the rounds come to together.
const OF_ALL_ROUNDS: [&str; 5] = [
    "awards",
    "citations",
    "recommendation",
    "selection",
    "submission",
];

/// What a paper is made from.
struct Source<'a> {
    desk: &'a OpenDesk,
    merged: &'a Merged,
    track: &'a Track,
    order: NameOrder,
}

impl Session {
    pub(crate) fn papers_look(&self, ask: TrackAsk, _: &Call<'_>) -> Result<PapersLook, DeskError> {
        let desk = self.open_desk()?;
        let merged = merging::merged(&desk)?;
        let track = merged.facts.choose_track(ask.track.as_deref())?;
        let source = Source {
            desk: &desk,
            merged: &merged,
            track,
            order: NameOrder::Strokes,
        };
        Ok(PapersLook {
            tracks: merged.facts.track_names(),
            track: track.id.to_string(),
            entries: entries_of(&merged, &track.id),
            papers: KINDS.iter().map(|kind| source.line(kind)).collect(),
            warnings: naming::warnings(&merged.facts.contest.name),
        })
    }

    pub(crate) fn paper_write(
        &self,
        ask: PaperWrite,
        call: &Call<'_>,
    ) -> Result<PaperWritten, DeskError> {
        let desk = self.open_desk()?;
        let known = KINDS
            .iter()
            .find(|kind| kind.id == ask.kind && kind.formats.contains(&ask.format.as_str()));
        let kind = known.ok_or_else(|| {
            DeskError::new(ErrorCode::UnknownPaper)
                .with("paper", &ask.kind)
                .with("format", &ask.format)
        })?;
        let merged = merging::merged(&desk)?;
        let source = Source {
            desk: &desk,
            merged: &merged,
            track: merged.facts.choose_track(ask.track.as_deref())?,
            order: if ask.by_pinyin {
                NameOrder::Pinyin
            } else {
                NameOrder::Strokes
            },
        };
        source.in_time(kind)?;
        call.step("正在生成", 0, 0, "份")?;
        let entry = match kind.of {
            Of::Entry => Some(source.entry(kind, ask.entry.as_deref())?),
            _ => None,
        };
        let (written, pages, absent) = match kind.id {
            "submission" => (
                pack::write(self, &source, &ask.target, call)?,
                0,
                Vec::new(),
            ),
            "results-anonymous" => {
                let book = results::anonymous_book(&desk, &merged)?;
                let (bytes, pages, absent) = booked(&book, &ask.format)?;
                (self.write_to(&ask.target, &bytes)?, pages, absent)
            }
            "results" => {
                let book = results::track_book(&desk, &merged, source.track)?;
                let (bytes, pages, absent) = booked(&book, &ask.format)?;
                (self.write_to(&ask.target, &bytes)?, pages, absent)
            }
            _ => {
                let formal = source.formal(kind, entry.as_ref())?;
                let (bytes, pages, absent) = drawn(&formal, &ask.format)?;
                (self.write_to(&ask.target, &bytes)?, pages, absent)
            }
        };
        let at = desk.now()?;
        let of = entry.map_or_else(String::new, |entry| format!(" {entry}"));
        let said = format!("{}{of}：{}", kind.name, written.name);
        desk.save(|change| Ok(desk.log(change, &at, "导出文书", &said)?))?;
        Ok(PaperWritten {
            written,
            pages,
            absent,
        })
    }
}

/// The bytes of a paper, its pages and the characters no font has, where those are known.
type Drawn = (Vec<u8>, u32, Vec<String>);

fn drawn(formal: &Formal, format: &str) -> Result<Drawn, DeskError> {
    let failed = |error| DeskError::internal(&error);
    match format {
        "pdf" => {
            let fonts = jury_media::system_font_dirs();
            Ok(counted(formal.to_pdf(&fonts).map_err(failed)?))
        }
        "docx" => Ok((formal.to_docx().map_err(failed)?, 0, Vec::new())),
        _ => Ok((formal.to_xlsx().map_err(failed)?, 0, Vec::new())),
    }
}

/// 评分汇总表, whose workbook has a form of its own.
fn booked(book: &ResultsBook, format: &str) -> Result<Drawn, DeskError> {
    if format == "pdf" {
        let pdf = book.to_pdf(&jury_media::system_font_dirs());
        return pdf
            .map(counted)
            .map_err(|error| DeskError::internal(&error));
    }
    let bytes = book
        .to_xlsx()
        .map_err(|error| DeskError::internal(&error))?;
    Ok((bytes, 0, Vec::new()))
}

fn counted(pdf: PaperPdf) -> Drawn {
    let absent = pdf.absent.iter().map(char::to_string).collect();
    (pdf.bytes, merging::look::narrow(pdf.pages), absent)
}

impl Source<'_> {
    fn line(&self, kind: &Kind) -> WritablePaper {
        let ready = self.in_time(kind).and_then(|()| match kind.id {
            "results" | "results-anonymous" => Ok(()),
            "submission" => self.recommended().map(drop),
            _ if kind.of == Of::Entry => self.first_entry().map(drop),
            _ => self.formal(kind, None).map(drop),
        });
        let of = match kind.of {
            Of::Contest => String::new(),
            Of::Track | Of::Entry => self.track.name.clone(),
        };
        WritablePaper {
            kind: kind.id.to_owned(),
            name: kind.name.to_owned(),
            about: kind.about.to_owned(),
            formats: kind.formats.iter().map(|one| (*one).to_owned()).collect(),
            of_track: kind.of == Of::Track,
            of_entry: kind.of == Of::Entry,
            of_people: kind.of_people,
            why_not: ready.err().map(|error| error.sentence).unwrap_or_default(),
            suggested_name: harmless_name(&format!(
                "{}{of}{}",
                self.merged.facts.contest.name, kind.name
            )),
        }
    }

    /// Refuses what rests on all rounds before they are judged.
    fn in_time(&self, kind: &Kind) -> Result<(), DeskError> {
        if OF_ALL_ROUNDS.contains(&kind.id) {
            self.rounds_done()
        } else {
            Ok(())
        }
    }

    fn formal(&self, kind: &Kind, entry: Option<&EntryId>) -> Result<Formal, DeskError> {
        let named = || entry.cloned().map_or_else(|| self.entry(kind, None), Ok);
        match kind.id {
            "experts" => self.experts(),
            "shortlist" => self.shortlist(),
            "awards" => self.awards(),
            "citations" => self.citations(),
            "recommendation" => self.recommended(),
            "rules" => self.rules(),
            "selection" => self.selection(),
            "notice-shortlist" => self.notice("shortlist"),
            "notice-awards" => self.notice("awards"),
            "notice-recommendation" => self.notice("recommendation"),
            "minutes" => self.minutes(),
            "entry-form" => self.entry_form(&named()?),
            "entry-file" => self.entry_file(&named()?),
            other => Err(DeskError::new(ErrorCode::UnknownPaper)
                .with("paper", other)
                .with("format", "")),
        }
    }

    /// Where several rounds are judged, nobody is awarded or recommended by the earlier ones alone: those who went on would stand behind those who
    /// did not, having no score yet.
    fn rounds_done(&self) -> Result<(), DeskError> {
        let facts = &self.merged.facts;
        let Some(last) = facts
            .rule
            .rounds
            .last()
            .filter(|_| facts.rule.rounds.len() > 1)
        else {
            return Ok(());
        };
        let label = last.round.label();
        if facts.round != last.round {
            return Err(not_ready(&format!(
                "奖项和推荐按各轮合起来的成绩定，请在{label}阶段导出"
            )));
        }
        for track in &facts.tracks {
            if finalising::mark(self.desk, facts, &track.id)?.finalised {
                continue;
            }
            let unjudged = facts.entries_of(&track.id).into_iter().find(|one| {
                let marks = self.merged.state.marks.get(&one.entry.id);
                marks.is_none_or(|marks| marks.is_empty())
                    && !self.merged.decisions.excludes_entry(&one.entry.id)
            });
            if let Some(one) = unjudged {
                return Err(not_ready(&format!(
                    "{label}还没有评完，{} 还没有成绩",
                    one.entry.id
                )));
            }
        }
        Ok(())
    }

    fn first_entry(&self) -> Result<EntryId, DeskError> {
        let all = self.merged.facts.entries_of(&self.track.id);
        let first = all.first().map(|one| one.entry.id.clone());
        first.ok_or_else(|| not_ready("这个赛道没有参赛项目"))
    }

    /// The entry asked for. None is ever picked for whoever named none: a form or a file of another entry looks right until somebody signs it.
    fn entry(&self, kind: &Kind, asked: Option<&str>) -> Result<EntryId, DeskError> {
        let Some(asked) = asked else {
            let such_as = self.first_entry()?;
            return Err(DeskError::new(ErrorCode::EntryNotNamed)
                .with("paper", kind.name)
                .with("entry", such_as));
        };
        EntryId::new(asked)
            .ok()
            .filter(|entry| self.known(entry).is_some())
            .ok_or_else(|| DeskError::new(ErrorCode::UnknownEntry).with("entry", asked))
    }

    /// 定稿 once every track is, else 未定稿.
    fn status(&self) -> Result<String, DeskError> {
        let facts = &self.merged.facts;
        let mut open = Vec::new();
        for track in &facts.tracks {
            if !finalising::mark(self.desk, facts, &track.id)?.finalised {
                open.push(track.name.as_str());
            }
        }
        Ok(if open.is_empty() {
            "定稿".to_owned()
        } else {
            DRAFT.to_owned()
        })
    }

    /// The round whose results a paper of the whole contest shows: the only one, or all together as the rule weighs them.
    fn rounds_shown(&self) -> String {
        let rounds = &self.merged.facts.rule.rounds;
        if let [only] = rounds.as_slice() {
            return only.round.label().to_owned();
        }
        let weighed = rounds
            .iter()
            .map(|one| format!("{} {}%", one.round.label(), crate::form::short(one.weight)));
        format!("综合（{}）", weighed.collect::<Vec<_>>().join("、"))
    }

    /// The set of sheets that counted and the rule.
    fn fingerprint(&self) -> Fingerprint {
        Fingerprint::of_data(results::fingerprint(self.merged))
    }

    fn title(&self, what: &str) -> String {
        format!("{}{what}", self.merged.facts.contest.name)
    }
}

/// A paper that cannot be written, and why.
/// Entries of a track in any round so far: complaints come from those who did not go on.
fn entries_of(merged: &Merged, track: &TrackId) -> Vec<EntryName> {
    let of_round = |round: &Merged| -> Vec<(EntryId, EntryName)> {
        let entries = round.facts.entries_of(track).into_iter();
        let named = entries.map(|one| {
            let id = &one.entry.id;
            (id.clone(), outcome::name(&round.facts, id))
        });
        named.collect()
    };
    let all: BTreeMap<EntryId, EntryName> = merged.rounds().flat_map(of_round).collect();
    all.into_values().collect()
}

fn not_ready(why: &str) -> DeskError {
    DeskError::new(ErrorCode::PaperNotReady).with("why", why)
}

fn texts<const N: usize>(given: [&str; N]) -> Vec<String> {
    given.map(str::to_owned).to_vec()
}
