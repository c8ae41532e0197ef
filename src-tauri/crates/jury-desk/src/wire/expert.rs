//! An expert's own work: the list, the form, the overview, signing and handing back.

use super::{wire, wire_enum};

wire_enum! {
    /// Where an entry stands with this expert.
    pub enum EntryState {
        /// 未开始.
        Untouched,
        /// 进行中: some marks are missing.
        Partial,
        /// 已完成.
        Done,
        /// 材料缺失: cannot be judged, with the reason.
        MaterialMissing,
        /// 回避, with the reason.
        Recused,
    }
    /// What an expert finds at a gate 门槛项.
    pub enum GateState {
        /// 通过.
        Pass,
        /// 待补, with the reason.
        Doubt,
        /// 不通过, with the reason.
        Fail,
    }
    /// Where the materials of a pack go.
    pub enum Keep {
        /// Copied into this desk.
        Copy,
        /// Read where the pack lies, on a disk that stays.
        InPlace,
    }
    /// Kinds of material.
    pub enum MaterialKind {
        /// 申报书.
        ApplicationForm,
        /// 证明材料.
        Proof,
        /// 视频.
        Video,
        /// 其他.
        Other,
    }
    /// Whether a material can be looked at.
    pub enum MaterialState {
        /// In this desk, or readable in place.
        Present,
        /// The pack that holds it has not been added.
        Absent,
        /// Named in the dossier but never handed in, or unreadable when the pack was built.
        Missing,
    }
}

wire! {
    /// The expert's desk at a glance.
    pub struct ExpertHome {
        /// Contest name.
        pub contest: String,
        /// Track name.
        pub track: String,
        /// Round name.
        pub round: String,
        /// Expert's name.
        pub expert: String,
        /// Whether the letter appoints this expert as chair.
        pub chair: bool,
        /// When the confidentiality commitment was accepted.
        pub committed_at: Option<String>,
        /// 核对码 of the contest key pinned by the first letter.
        pub contest_code: String,
        /// 评分截止, a warning and never a lock.
        pub deadline: Option<String>,
        /// Label of the rubric, such as 内置示例指标（非官方）.
        pub rubric_label: String,
        /// Entries in reading order.
        pub entries: Vec<EntryRow>,
        /// Entries done; recused ones are not counted.
        pub done: u32,
        /// Entries to do; recused ones are not counted.
        pub total: u32,
        /// Materials that can be looked at.
        pub materials_present: u32,
        /// All materials the letter names.
        pub materials_total: u32,
        /// Time of the last mark saved.
        pub saved_at: Option<String>,
        /// The sheet signed last, if any.
        pub signed: Option<SignedSheet>,
        /// Whether marks can be changed now; after signing only a new revision can.
        pub read_only: bool,
        /// The ticket 复评单 for the next revision, if one was taken in.
        pub ticket: Option<TicketHeld>,
    }
    /// What a ticket asks of the expert.
    pub struct TicketHeld {
        /// Entries to look at again; none for the whole sheet.
        pub entries: Vec<String>,
        /// Who asked.
        pub asked_by: String,
        /// Why.
        pub reason: String,
        /// When.
        pub at: String,
    }
    /// One entry in the list.
    pub struct EntryRow {
        /// Entry id.
        pub id: String,
        /// Title.
        pub title: String,
        /// Lead entrant 牵头单位.
        pub entrant: String,
        /// State.
        pub state: EntryState,
        /// Total of the marks there are, two decimals; none when there are none.
        pub total: Option<String>,
        /// How many criteria have no mark.
        pub missing: u32,
        /// My own rank among my complete entries.
        pub rank: Option<u32>,
        /// Weight profile name.
        pub profile: String,
        /// Size class label.
        pub size_class: String,
        /// 校准项目: comes first, is judged like any other and counts for nothing.
        pub calibration: bool,
    }
    /// A signed sheet of mine.
    pub struct SignedSheet {
        /// Revision, from 1.
        pub seq: u32,
        /// When it was signed.
        pub at: String,
        /// 核对码 of the sheet, 4×4 characters.
        pub code: String,
        /// Digest, for 详情.
        pub digest: String,
        /// File name proposed for handing back.
        pub suggested_name: String,
    }
    /// Accepts the confidentiality and conflict-of-interest commitment.
    pub struct CommitmentAccept {
        /// Entries recused at once, with reasons.
        pub recusals: Vec<RecusalPut>,
    }
    /// Adds material packs.
    pub struct PackAdd {
        /// Tokens of the `*.jurymat` volumes, or of a folder that holds them.
        pub packs: Vec<String>,
        /// Copy or use in place.
        pub keep: Keep,
    }
    /// What the packs brought.
    pub struct PackAdded {
        /// Volumes read.
        pub volumes: u32,
        /// Materials that can be looked at now.
        pub present: u32,
        /// Materials the letter names.
        pub total: u32,
        /// Names of volumes still missing, in words.
        pub missing: Vec<String>,
        /// What was wrong with some file, one sentence each.
        pub problems: Vec<String>,
    }
    /// Names one entry.
    pub struct EntryAsk {
        /// Entry id.
        pub entry: String,
    }
    /// One entry with its form.
    pub struct EntryLook {
        /// The row of the list.
        pub row: EntryRow,
        /// Team.
        pub team: String,
        /// Topic.
        pub topic: String,
        /// Kind of entrant, in words.
        pub entrant_kind: String,
        /// Why the size class is what it is.
        pub size_basis: String,
        /// Weight profile note, why it applies.
        pub profile_note: String,
        /// Whether some maximum differs from the entry before in reading order, and that entry's id.
        pub maxima_differ_from: Option<String>,
        /// Rubric label.
        pub rubric_label: String,
        /// Gates, above the form; none where the rubric has none.
        pub gates: Vec<GateForm>,
        /// Form, group by group.
        pub groups: Vec<GroupForm>,
        /// Reason when recused or material missing.
        pub reason: String,
        /// Comment on the whole entry.
        pub comment: String,
        /// Materials in order.
        pub materials: Vec<MaterialRow>,
        /// Whether marks can be changed now.
        pub read_only: bool,
        /// For a calibration entry: what my marks may be compared with.
        pub calibration: Option<CalibrationLook>,
    }
    /// What my marks of a calibration entry may be compared with. Never another expert's marks.
    pub struct CalibrationLook {
        /// Whether the letter lets me see the reference.
        pub feedback: bool,
        /// Whether it is shown now: all my marks of the entry are given.
        pub shown: bool,
        /// What the reference rests on; empty until shown.
        pub remark: String,
    }
    /// A gate in the form. Never part of a number.
    pub struct GateForm {
        /// Gate id.
        pub id: String,
        /// Name.
        pub name: String,
        /// What to look for.
        pub guidance: String,
        /// What was found; nothing as long as nothing was said.
        pub finding: Option<GateState>,
        /// Why; may still be missing.
        pub reason: String,
    }
    /// Says what was found at a gate, or takes that back.
    pub struct GatePut {
        /// Entry id.
        pub entry: String,
        /// Gate id.
        pub gate: String,
        /// What was found; nothing takes it back.
        pub finding: Option<GateState>,
        /// Why, at most 2,000 characters; needed before signing unless passed, and not kept when passed.
        pub reason: String,
    }
    /// A group of criteria in the form.
    pub struct GroupForm {
        /// Group id.
        pub id: String,
        /// Name.
        pub name: String,
        /// Sum of the maxima.
        pub maximum: String,
        /// Sum of the marks there are.
        pub total: Option<String>,
        /// Maximum of this group under the profile of the entry before, when it differs.
        pub previous_maximum: Option<String>,
        /// Criteria.
        pub criteria: Vec<CriterionForm>,
    }
    /// A criterion in the form.
    pub struct CriterionForm {
        /// Criterion id.
        pub id: String,
        /// Name.
        pub name: String,
        /// What to look for.
        pub guidance: String,
        /// Highest mark.
        pub maximum: String,
        /// Marks are multiples of this.
        pub step: String,
        /// Highest mark under the profile of the entry before, when it differs.
        pub previous_maximum: Option<String>,
        /// Level bands, best first.
        pub bands: Vec<BandForm>,
        /// The mark, if given.
        pub mark: Option<String>,
        /// The reference mark 参考分 of a calibration entry, once it may be seen.
        pub reference: Option<String>,
    }
    /// A level band of a criterion.
    pub struct BandForm {
        /// 优秀, 良好, …
        pub name: String,
        /// Lowest mark of the band.
        pub from: String,
        /// Highest mark of the band.
        pub to: String,
        /// Descriptor; may be empty.
        pub text: String,
    }
    /// A material of the dossier.
    pub struct MaterialRow {
        /// Material id.
        pub id: String,
        /// Kind.
        pub kind: MaterialKind,
        /// Name to show.
        pub name: String,
        /// Bytes.
        pub size: u64,
        /// Whether it can be looked at.
        pub state: MaterialState,
    }
    /// Gives or clears a mark.
    pub struct MarkPut {
        /// Entry id.
        pub entry: String,
        /// Criterion id.
        pub criterion: String,
        /// Decimal, or nothing to clear.
        pub value: Option<String>,
    }
    /// Gives several marks at once, as pasting a column does: all of them or none.
    pub struct MarksPut {
        /// The marks.
        pub marks: Vec<MarkPut>,
    }
    /// Writes the comment on an entry.
    pub struct CommentPut {
        /// Entry id.
        pub entry: String,
        /// Text, at most 2,000 characters.
        pub text: String,
    }
    /// Recuses from an entry, or takes the recusal back.
    pub struct RecusalPut {
        /// Entry id.
        pub entry: String,
        /// Reason; nothing takes the recusal back.
        pub reason: Option<String>,
    }
    /// Says that an entry cannot be judged for want of materials, or takes that back.
    pub struct MaterialMissingPut {
        /// Entry id.
        pub entry: String,
        /// What is missing; nothing takes it back.
        pub reason: Option<String>,
    }
    /// Something was saved: COMMIT has returned.
    pub struct Saved {
        /// When.
        pub at: String,
        /// The entry as it stands now.
        pub row: EntryRow,
        /// Sums by group, in form order.
        pub group_totals: Vec<Option<String>>,
        /// Entries done.
        pub done: u32,
        /// Entries to do.
        pub total: u32,
    }
    /// The overview: all my entries side by side.
    pub struct Overview {
        /// Column heads.
        pub groups: Vec<GroupHead>,
        /// Rows in reading order.
        pub rows: Vec<OverviewRow>,
        /// Histogram of my complete totals.
        pub histogram: Vec<HistogramBar>,
        /// Mean and median of my complete totals.
        pub mean: Option<String>,
        /// Median.
        pub median: Option<String>,
        /// What is missing before signing, click jumps there.
        pub gaps: Vec<Gap>,
        /// Groups of equal totals, in words, which do not stop signing.
        pub remarks: Vec<String>,
        /// Whether the sheet can be signed now.
        pub can_sign: bool,
        /// Why it cannot.
        pub why_not: String,
    }
    /// A column of the overview.
    pub struct GroupHead {
        /// Group id.
        pub id: String,
        /// Name.
        pub name: String,
    }
    /// A row of the overview.
    pub struct OverviewRow {
        /// The entry.
        pub row: EntryRow,
        /// One cell per group.
        pub cells: Vec<OverviewCell>,
        /// Short hint such as 缺 D 3 项 or 与第 5 名同分.
        pub hint: String,
    }
    /// Marks of a group of one entry.
    pub struct OverviewCell {
        /// Sum of marks there are.
        pub total: Option<String>,
        /// Maximum under this entry's profile.
        pub maximum: String,
        /// Criteria without a mark.
        pub missing: u32,
    }
    /// A bar of the histogram.
    pub struct HistogramBar {
        /// Lower bound, points.
        pub from: u32,
        /// Upper bound, points.
        pub to: u32,
        /// Entries.
        pub count: u32,
    }
    /// Something missing before signing.
    pub struct Gap {
        /// Entry id.
        pub entry: String,
        /// Title.
        pub title: String,
        /// What is missing, in words.
        pub what: String,
        /// First criterion to go to.
        pub criterion: Option<String>,
    }
    /// Signs the sheet.
    pub struct SheetSign {
        /// The passphrase, asked again for every signature.
        pub passphrase: String,
    }
    /// Begins a new revision after signing.
    pub struct RevisionStart {
        /// Why.
        pub reason: String,
    }
    /// Names a file to write.
    pub struct SaveTo {
        /// Token of the target file.
        pub target: String,
    }
}
