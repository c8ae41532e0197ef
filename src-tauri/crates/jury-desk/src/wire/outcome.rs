//! After the ranking: awards, the recommendation list, substitution, public notices and objections.

use super::merge::TrackName;
use super::wire;

wire! {
    /// An entry, named.
    pub struct EntryName {
        /// Entry id.
        pub entry: String,
        /// Track name.
        pub track: String,
        /// Title.
        pub title: String,
        /// Lead entrant.
        pub entrant: String,
    }
    /// Awards of one track.
    pub struct AwardsLook {
        /// The track.
        pub track: String,
        /// Levels, the highest first; empty where the rule has none.
        pub levels: Vec<AwardLine>,
        /// What every ranked entry of the track gets.
        pub standings: Vec<AwardOf>,
        /// Ties that cross a line of this track, or one across all tracks.
        pub questions: Vec<AwardQuestion>,
        /// Ties that cross a line in other tracks.
        pub questions_elsewhere: Vec<TrackName>,
        /// What was decided about lines of this track.
        pub decisions: Vec<AwardDecision>,
        /// Special prizes.
        pub specials: Vec<SpecialLine>,
    }
    /// One level as it stands in a track.
    pub struct AwardLine {
        /// Id of the level.
        pub id: String,
        /// Name 一等奖.
        pub name: String,
        /// How places are counted, in words: 参赛项目的 10%，四舍五入.
        pub quota: String,
        /// Places.
        pub places: u32,
        /// Places taken.
        pub taken: u32,
        /// Why places stay empty; empty text when none does.
        pub vacancy: String,
        /// Whether places may stay empty by decision.
        pub may_be_vacant: bool,
        /// Whether the level is across all tracks: then it has no line in this one.
        pub across: bool,
        /// Ranked entries above the line, this level's and higher ones'.
        pub above: u32,
        /// Whether a tie crosses the line and is not settled.
        pub open: bool,
        /// Whether an answer was given for another tie than the one that stands now.
        pub stale: bool,
    }
    /// What an entry gets.
    pub struct AwardOf {
        /// Entry id.
        pub entry: String,
        /// Index in `levels`; none for no award.
        pub level: Option<u32>,
        /// Whether that is open, for a tie crosses the level's line.
        pub open: bool,
        /// Names of special prizes.
        pub specials: Vec<String>,
        /// Why the entry takes no part in awards any more; empty text when it does.
        pub out: String,
    }
    /// A tie across a line.
    pub struct AwardQuestion {
        /// Id of the level.
        pub level: String,
        /// Its name.
        pub name: String,
        /// Whether the line is across all tracks.
        pub across: bool,
        /// The rank shared.
        pub rank: u32,
        /// How many have room above the line.
        pub room: u32,
        /// Whether fewer may be chosen, leaving places empty.
        pub fewer: bool,
        /// The tied entries.
        pub among: Vec<EntryName>,
    }
    /// A decision about a line.
    pub struct AwardDecision {
        /// Id of the level.
        pub level: String,
        /// In words: 并列取 01-003；至多取 1 项.
        pub text: String,
        /// Why.
        pub reason: String,
        /// Who.
        pub who: String,
        /// When.
        pub at: String,
    }
    /// A special prize.
    pub struct SpecialLine {
        /// Id.
        pub id: String,
        /// Name.
        pub name: String,
        /// How many there are.
        pub count: u32,
        /// Entries that have it.
        pub gifts: Vec<SpecialGift>,
    }
    /// An entry that has a special prize.
    pub struct SpecialGift {
        /// The entry.
        pub entry: EntryName,
        /// Why.
        pub reason: String,
    }
    /// Settles a tie at a line, leaves places empty, or takes such a decision back (neither given).
    pub struct AwardSettle {
        /// The track shown.
        pub track: String,
        /// Id of the level.
        pub level: String,
        /// Tied entries that stand above the line.
        pub above: Option<Vec<String>>,
        /// At most so many places are filled.
        pub fill_at_most: Option<u32>,
        /// Why.
        pub reason: String,
    }
    /// Gives or takes back a special prize.
    pub struct SpecialPrizePut {
        /// The track shown.
        pub track: String,
        /// Id of the prize.
        pub prize: String,
        /// Entry id.
        pub entry: String,
        /// Whether it gets the prize.
        pub given: bool,
        /// Why.
        pub reason: String,
    }
    /// The recommendation list.
    pub struct RecommendationLook {
        /// The rule in words; empty where the rule file has no list.
        pub rule: String,
        /// At most so many.
        pub limit: u32,
        /// The share in words: 中小企业 3 项，占 10.7%（至少 10%）.
        pub share: String,
        /// Whether the list was published and changes only by substitution.
        pub published: bool,
        /// Tracks whose ranking is not final yet, by name.
        pub not_final: Vec<String>,
        /// The list in order.
        pub rows: Vec<RecommendedRow>,
        /// The next ones that are not on it.
        pub next: Vec<RecommendedRow>,
        /// What each constraint cost.
        pub proof: Vec<ProofLine>,
        /// Equals at the edge.
        pub questions: Vec<EdgeQuestion>,
        /// Ways out where no list is possible, each a sentence; empty otherwise.
        pub ways_out: Vec<String>,
        /// Decisions by hand in force.
        pub decisions: Vec<WishLine>,
        /// Entries that withdrew or were excluded.
        pub withdrawn: Vec<WithdrawnLine>,
        /// Substitutes with their clocks.
        pub substitutes: Vec<SubstituteLine>,
        /// Who moves up next, one for every free place; empty when nobody can.
        pub moving_up: Vec<EntryName>,
        /// Places of the published list that are free.
        pub free: u32,
        /// Entries recommended through other contests.
        pub channel: Vec<ChannelLine>,
    }
    /// An entry on the list, or the next one off it.
    pub struct RecommendedRow {
        /// The entry.
        pub entry: EntryName,
        /// Kind of entrant.
        pub kind: String,
        /// Size class.
        pub size_class: String,
        /// Whether it counts as a small or medium enterprise.
        pub sme: bool,
        /// Rank in its track.
        pub rank: u32,
        /// Published score.
        pub score: String,
        /// Award; empty for none.
        pub award: String,
        /// Why it is on the list although the order alone would not have it, or the other way; empty otherwise.
        pub why: String,
        /// Whether an undecided objection holds it.
        pub held: bool,
    }
    /// A constraint and what it cost.
    pub struct ProofLine {
        /// In words.
        pub constraint: String,
        /// Whether the list would be another without it.
        pub bound: bool,
        /// Entries that would be on the list without it.
        pub given_up: Vec<EntryName>,
        /// Entries that are on it only because of it.
        pub let_in: Vec<EntryName>,
    }
    /// Equals of which some are on the list.
    pub struct EdgeQuestion {
        /// The entries.
        pub among: Vec<EntryName>,
        /// How many of them have room.
        pub room: u32,
    }
    /// A decision by hand.
    pub struct WishLine {
        /// The entry.
        pub entry: EntryName,
        /// Whether it is on the list by it.
        pub inside: bool,
        /// Why.
        pub reason: String,
        /// Who.
        pub who: String,
        /// When.
        pub at: String,
    }
    /// Puts entries on the list, keeps them off, or leaves them to the rule again.
    pub struct RecommendationSettle {
        /// Entries to be on it.
        pub inside: Vec<String>,
        /// Entries to be off it.
        pub outside: Vec<String>,
        /// Entries about which nothing is decided any more.
        pub free: Vec<String>,
        /// Why.
        pub reason: String,
    }
    /// An entry that left.
    pub struct WithdrawnLine {
        /// The entry.
        pub entry: EntryName,
        /// On which day.
        pub day: String,
        /// Why.
        pub reason: String,
    }
    /// Takes an entry out of awards and list, or takes that back.
    pub struct WithdrawalPut {
        /// Entry id.
        pub entry: String,
        /// The day it withdrew, 2025-09-30.
        pub day: String,
        /// Whether it is withdrawn.
        pub withdrawn: bool,
        /// Why.
        pub reason: String,
    }
    /// A substitute.
    pub struct SubstituteLine {
        /// The entry.
        pub entry: EntryName,
        /// The day it was told.
        pub notified: String,
        /// The last day for its materials.
        pub due: String,
        /// 待补齐, 已补齐, 逾期, 弃权.
        pub state: String,
        /// Whether it still waits.
        pub waiting: bool,
        /// Whether the last day is over.
        pub overdue: bool,
    }
    /// Tells the one who moves up.
    pub struct SubstitutePut {
        /// Entry id.
        pub entry: String,
        /// The day it was told.
        pub notified: String,
    }
    /// Notes that materials came, or that the substitute gave up.
    pub struct SubstituteSettle {
        /// Entry id.
        pub entry: String,
        /// Whether the materials are complete.
        pub complete: bool,
        /// Why.
        pub reason: String,
    }
    /// An entry recommended through another contest.
    pub struct ChannelLine {
        /// Its number.
        pub no: u32,
        /// That contest.
        pub contest: String,
        /// Title.
        pub title: String,
        /// Entrant.
        pub entrant: String,
        /// Track name.
        pub track: String,
        /// What it clashes with; empty for nothing.
        pub clash: String,
    }
    /// Adds an entry recommended through another contest, or removes it.
    pub struct ChannelPut {
        /// Its number when it is to be removed.
        pub remove: Option<u32>,
        /// That contest.
        pub contest: String,
        /// Title.
        pub title: String,
        /// Entrant.
        pub entrant: String,
        /// Track id.
        pub track: String,
    }
    /// Public notices and objections.
    pub struct NoticesLook {
        /// The day it is.
        pub today: String,
        /// Notices, the newest of each kind.
        pub notices: Vec<NoticeLine>,
        /// Objections.
        pub objections: Vec<ObjectionLine>,
        /// Entries an objection may concern.
        pub entries: Vec<EntryName>,
    }
    /// A public notice.
    pub struct NoticeLine {
        /// `shortlist`, `awards` or `recommendation`.
        pub what: String,
        /// In words.
        pub name: String,
        /// First day.
        pub starts: String,
        /// Days.
        pub days: u32,
        /// Last day.
        pub ends: String,
        /// Where it was published.
        pub place: String,
        /// 未开始, 公示中 (第 3 天), 已期满.
        pub state: String,
        /// Entries listed.
        pub entries: u32,
    }
    /// Begins a public notice.
    pub struct NoticePut {
        /// `shortlist`, `awards` or `recommendation`.
        pub what: String,
        /// First day.
        pub starts: String,
        /// Days.
        pub days: u32,
        /// Where it is published.
        pub place: String,
    }
    /// An objection.
    pub struct ObjectionLine {
        /// Its number.
        pub no: u32,
        /// Who objects.
        pub name: String,
        /// How to reach them.
        pub contact: String,
        /// What is objected.
        pub text: String,
        /// The evidence.
        pub evidence: String,
        /// Entries concerned.
        pub entries: Vec<EntryName>,
        /// The day it came.
        pub received: String,
        /// Whether it is decided.
        pub decided: bool,
        /// Whether it was upheld.
        pub upheld: bool,
        /// Why.
        pub reason: String,
    }
    /// Registers an objection.
    pub struct ObjectionPut {
        /// Real name of who objects.
        pub name: String,
        /// How to reach them.
        pub contact: String,
        /// What is objected.
        pub text: String,
        /// The evidence.
        pub evidence: String,
        /// Entries concerned.
        pub entries: Vec<String>,
        /// The day it came.
        pub received: String,
    }
    /// Decides an objection.
    pub struct ObjectionSettle {
        /// Its number.
        pub no: u32,
        /// Upheld: the entries leave awards and list.
        pub upheld: bool,
        /// Why.
        pub reason: String,
    }
}
