//! Public notices 公示 and the objections they bring.
//!
//! The one rule: an objection needs a real name and evidence (R47), and until it is decided it holds the entries it concerns and no other.

use std::collections::{BTreeMap, BTreeSet};

use jury_core::calendar::{Day, NOTICE_DAYS};
use jury_core::contest::Round;
use serde::{Deserialize, Serialize};

use super::recommendation::{List, ProofKept};
use super::{
    Kind, day, everybody, known, name, named, newest, reason, saying, short, today, write,
};
use crate::call::Call;
use crate::desk::OpenDesk;
use crate::error::{DeskError, ErrorCode};
use crate::merging;
use crate::merging::look::narrow;
use crate::outcome::awards::Stand;
use crate::rounds;
use crate::session::Session;
use crate::wire::Nothing;
use crate::wire::outcome::{
    NoticeLine, NoticePut, NoticesLook, ObjectionLine, ObjectionPut, ObjectionSettle,
};

/// A public notice; subject: what is published.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Notice {
    starts: String,
    days: u32,
    place: String,
    /// The entries published, in order.
    pub(super) list: Vec<String>,
    /// What each of them is to get, by entry; only in a notice of awards.
    #[serde(default)]
    awards: BTreeMap<String, String>,
    /// What the list came from; only in a notice of the recommendation list.
    #[serde(default)]
    pub(super) proof: Vec<ProofKept>,
}

impl Kind for Notice {
    const KIND: &'static str = "notice";
}

/// An objection; subject: its number.
#[derive(Debug, Serialize, Deserialize)]
struct Objection {
    name: String,
    contact: String,
    text: String,
    evidence: String,
    entries: Vec<String>,
    received: String,
    /// Whether it was upheld, once it is decided; the line's reason then is the decision's.
    upheld: Option<bool>,
}

impl Kind for Objection {
    const KIND: &'static str = "objection";
}

/// What can be published, with its name.
const NOTICES: [(&str, &str); 3] = [
    (SHORTLIST, "入围名单公示"),
    ("awards", "拟获奖名单公示"),
    (RECOMMENDATION, "拟推荐名单公示"),
];
const SHORTLIST: &str = "shortlist";
pub(super) const RECOMMENDATION: &str = "recommendation";

/// Words people write where a name should be.
const NO_NAMES: [&str; 8] = [
    "匿名",
    "无名",
    "不详",
    "某人",
    "某某",
    "群众",
    "知情人",
    "保密",
];

impl Session {
    pub(crate) fn notices_look(&self, _: Nothing, _: &Call<'_>) -> Result<NoticesLook, DeskError> {
        let desk = self.open_desk()?;
        let facts = everybody(&desk)?;
        let now = today(&desk)?;
        let notices = newest::<Notice>(&desk)?;
        let objections = newest::<Objection>(&desk)?;
        Ok(NoticesLook {
            today: now.to_string(),
            notices: notices
                .into_iter()
                .map(|line| notice_line(&line.subject, line.body, now))
                .collect::<Result<_, DeskError>>()?,
            objections: objections
                .into_iter()
                .map(|line| {
                    let body = line.body;
                    ObjectionLine {
                        no: line.subject.parse().unwrap_or(0),
                        name: body.name,
                        contact: body.contact,
                        text: body.text,
                        evidence: body.evidence,
                        entries: body
                            .entries
                            .iter()
                            .map(|entry| named(&facts, entry))
                            .collect(),
                        received: body.received,
                        decided: body.upheld.is_some(),
                        upheld: body.upheld.unwrap_or(false),
                        reason: line.reason,
                    }
                })
                .collect(),
            entries: facts
                .entries
                .keys()
                .map(|entry| name(&facts, entry))
                .collect(),
        })
    }

    pub(crate) fn notice_put(
        &self,
        ask: NoticePut,
        call: &Call<'_>,
    ) -> Result<NoticesLook, DeskError> {
        let desk = self.open_desk()?;
        let (what, title) = NOTICES
            .into_iter()
            .find(|(what, _)| *what == ask.what)
            .ok_or_else(|| DeskError::new(ErrorCode::UnknownNotice).with("what", &ask.what))?;
        if ask.days < NOTICE_DAYS {
            return Err(DeskError::new(ErrorCode::NoticeTooShort).with("least", NOTICE_DAYS));
        }
        let starts = day(&ask.starts)?;
        let notice = Notice {
            starts: starts.to_string(),
            days: ask.days,
            place: short(&ask.place)?,
            ..published(&desk, what)?
        };
        let ends = starts.notice_ends(ask.days);
        let detail = format!("{title}：{starts} 至 {ends}，{} 项", notice.list.len());
        write(&desk, &[saying(what, &notice, "")?], "公示", &detail)?;
        self.notices_look(Nothing {}, call)
    }

    pub(crate) fn objection_put(
        &self,
        ask: ObjectionPut,
        call: &Call<'_>,
    ) -> Result<NoticesLook, DeskError> {
        let desk = self.open_desk()?;
        let facts = everybody(&desk)?;
        let (who, contact) = (short(&ask.name)?, short(&ask.contact)?);
        let nameless = who.chars().count() < 2 || NO_NAMES.iter().any(|word| who.contains(word));
        if nameless || contact.is_empty() {
            return Err(DeskError::new(ErrorCode::ObjectionAnonymous));
        }
        let (text, evidence) = (short(&ask.text)?, short(&ask.evidence)?);
        if text.is_empty() || evidence.is_empty() {
            return Err(DeskError::new(ErrorCode::ObjectionEvidence));
        }
        let entries: BTreeSet<String> = ask
            .entries
            .iter()
            .map(|entry| Ok(known(&facts, entry)?.to_string()))
            .collect::<Result<_, DeskError>>()?;
        if entries.is_empty() {
            return Err(DeskError::new(ErrorCode::ObjectionEntries));
        }
        let no = newest::<Objection>(&desk)?.len() + 1;
        let objection = Objection {
            name: who,
            contact,
            text,
            evidence,
            entries: entries.into_iter().collect(),
            received: day(&ask.received)?.to_string(),
            upheld: None,
        };
        // The log names the case, not who brought it: it is read by more people than the case is.
        let detail = format!("第 {no} 件，涉及 {}", objection.entries.join("、"));
        write(
            &desk,
            &[saying(no.to_string(), &objection, "")?],
            "登记举报",
            &detail,
        )?;
        self.notices_look(Nothing {}, call)
    }

    pub(crate) fn objection_settle(
        &self,
        ask: ObjectionSettle,
        call: &Call<'_>,
    ) -> Result<NoticesLook, DeskError> {
        let desk = self.open_desk()?;
        let why = reason(&ask.reason)?;
        let line = newest::<Objection>(&desk)?
            .into_iter()
            .find(|line| line.subject == ask.no.to_string() && line.body.upheld.is_none())
            .ok_or_else(|| DeskError::new(ErrorCode::ObjectionDecided))?;
        let objection = Objection {
            upheld: Some(ask.upheld),
            ..line.body
        };
        let outcome = if ask.upheld {
            "成立，取消资格"
        } else {
            "不成立"
        };
        let detail = format!(
            "第 {} 件，{}：{outcome}（{why}）",
            ask.no,
            objection.entries.join("、")
        );
        write(
            &desk,
            &[saying(line.subject, &objection, &why)?],
            "举报处理",
            &detail,
        )?;
        self.notices_look(Nothing {}, call)
    }
}

fn notice_line(what: &str, notice: Notice, now: Day) -> Result<NoticeLine, DeskError> {
    let starts = day(&notice.starts)?;
    let ends = starts.notice_ends(notice.days);
    let state = if now < starts {
        "未开始".to_owned()
    } else if now > ends {
        "已期满".to_owned()
    } else {
        format!("公示中，至 {ends} 止")
    };
    Ok(NoticeLine {
        what: what.to_owned(),
        name: NOTICES
            .iter()
            .find(|(known, _)| *known == what)
            .map_or_else(|| what.to_owned(), |(_, title)| (*title).to_owned()),
        starts: notice.starts,
        days: notice.days,
        ends: ends.to_string(),
        place: notice.place,
        state,
        entries: narrow(notice.list.len()),
    })
}

/// A notice as it was published.
pub(crate) struct PublishedNotice {
    /// `shortlist`, `awards` or `recommendation`.
    pub(crate) what: String,
    pub(crate) name: String,
    pub(crate) starts: String,
    pub(crate) days: u32,
    pub(crate) ends: String,
    pub(crate) place: String,
    pub(crate) list: Vec<String>,
    /// What each entry is to get; only in a notice of awards.
    pub(crate) awards: BTreeMap<String, String>,
}

/// The notices begun so far, the newest of each kind.
pub(crate) fn published_notices(desk: &OpenDesk) -> Result<Vec<PublishedNotice>, DeskError> {
    let now = today(desk)?;
    let notice = |line: super::Said<Notice>| {
        let (list, awards) = (line.body.list.clone(), line.body.awards.clone());
        let shown = notice_line(&line.subject, line.body, now)?;
        Ok(PublishedNotice {
            what: shown.what,
            name: shown.name,
            starts: shown.starts,
            days: shown.days,
            ends: shown.ends,
            place: shown.place,
            list,
            awards,
        })
    };
    newest::<Notice>(desk)?.into_iter().map(notice).collect()
}

/// What was objected to about an entry and what came of it, a line each, without who objected; a line that says so where nobody did.
pub(crate) fn objections_about(
    desk: &OpenDesk,
    entry: &jury_core::EntryId,
) -> Result<Vec<String>, DeskError> {
    let said: Vec<String> = newest::<Objection>(desk)?
        .into_iter()
        .filter(|line| line.body.entries.iter().any(|one| one == entry.as_str()))
        .map(|line| {
            let outcome = match line.body.upheld {
                None => "待处理".to_owned(),
                Some(true) => format!("成立，取消资格：{}", line.reason),
                Some(false) => format!("不成立：{}", line.reason),
            };
            format!("{}收到；{outcome}", line.body.received)
        })
        .collect();
    Ok(if said.is_empty() {
        vec!["没有登记".to_owned()]
    } else {
        said
    })
}

/// Objections by what came of them: upheld, not upheld, undecided.
pub(crate) fn objections_counted(desk: &OpenDesk) -> Result<[usize; 3], DeskError> {
    let mut counts = [0; 3];
    for line in newest::<Objection>(desk)? {
        let at = match line.body.upheld {
            Some(true) => 0,
            Some(false) => 1,
            None => 2,
        };
        counts[at] += 1;
    }
    Ok(counts)
}

/// What a notice that begins now publishes; its days are still to be filled in.
fn published(desk: &OpenDesk, what: &str) -> Result<Notice, DeskError> {
    let merged = merging::merged(desk)?;
    let mut notice = Notice {
        starts: String::new(),
        days: 0,
        place: String::new(),
        list: Vec::new(),
        awards: BTreeMap::new(),
        proof: Vec::new(),
    };
    if what == SHORTLIST {
        notice.list = shortlisted(desk, merged.facts.round)?;
        return Ok(notice);
    }
    let stand = Stand::of(desk, &merged)?;
    if what == RECOMMENDATION {
        (notice.list, notice.proof) = List::of(desk, &merged, &stand)?.to_publish()?;
        return Ok(notice);
    }
    if !stand.awarding.questions.is_empty() {
        return Err(DeskError::new(ErrorCode::RecommendationOpen));
    }
    for entry in stand.whole.entries.keys() {
        let awards = stand.awards_of(entry);
        if !awards.is_empty() {
            notice.list.push(entry.to_string());
            notice.awards.insert(entry.to_string(), awards.join("、"));
        }
    }
    Ok(notice)
}

/// The signed shortlists that lead out of the round worked in; where none is signed, those that led into it.
fn shortlisted(desk: &OpenDesk, round: Round) -> Result<Vec<String>, DeskError> {
    let lists = rounds::in_force(desk)?;
    let of = |out: bool| -> BTreeSet<String> {
        lists
            .values()
            .map(|list| &list.document)
            .filter(|list| {
                if out {
                    list.round == round
                } else {
                    list.next == round
                }
            })
            .flat_map(|list| list.entries.iter().map(ToString::to_string))
            .collect()
    };
    let found = [of(true), of(false)]
        .into_iter()
        .find(|list| !list.is_empty());
    let found = found.ok_or_else(|| DeskError::new(ErrorCode::NoShortlist))?;
    Ok(found.into_iter().collect())
}

/// The recommendation list as it was published, if it was.
pub(super) fn published_list(desk: &OpenDesk) -> Result<Option<Notice>, DeskError> {
    let notices = newest::<Notice>(desk)?;
    let found = notices
        .into_iter()
        .find(|line| line.subject == RECOMMENDATION);
    Ok(found.map(|line| line.body))
}

/// Entries that undecided objections hold.
pub(super) fn held(desk: &OpenDesk) -> Result<BTreeSet<String>, DeskError> {
    let open = newest::<Objection>(desk)?
        .into_iter()
        .filter(|line| line.body.upheld.is_none());
    Ok(open.flat_map(|line| line.body.entries).collect())
}

/// Entries that upheld objections excluded, with the decision's reason.
pub(super) fn excluded(desk: &OpenDesk) -> Result<BTreeMap<String, String>, DeskError> {
    let upheld = newest::<Objection>(desk)?
        .into_iter()
        .filter(|line| line.body.upheld == Some(true));
    Ok(upheld
        .flat_map(|line| {
            let reason = format!("举报成立：{}", line.reason);
            line.body
                .entries
                .into_iter()
                .map(move |entry| (entry, reason.clone()))
        })
        .collect())
}
