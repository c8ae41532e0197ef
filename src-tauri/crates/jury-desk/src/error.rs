//! The one error that crosses the door: a code, the values its sentence needs, and the sentence.
//!
//! Lower crates have typed errors of their own; the `From` impls in [`crate::error`]'s sibling `blame` decide which code each becomes. The one rule: every code has a
//! Chinese sentence that says what is wrong and how to mend it, in [`ErrorCode::template`]; window, command line and papers say the same.

use std::collections::BTreeMap;
use std::fmt;

macro_rules! codes {
    ($($(#[$doc:meta])* $name:ident = $template:literal;)*) => {
        /// What went wrong, for branching and for looking up words.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize, ts_rs::TS)]
        #[serde(rename_all = "camelCase")]
        #[ts(export)]
        pub enum ErrorCode { $($(#[$doc])* $name,)* }

        impl ErrorCode {
            /// Every code.
            pub const ALL: &'static [Self] = &[$(Self::$name),*];

            /// The sentence, with `{name}` where a parameter goes.
            #[must_use]
            pub const fn template(self) -> &'static str {
                match self { $(Self::$name => $template,)* }
            }
        }
    };
}

codes! {
    /// The program itself failed.
    Internal = "程序内部出错，已保存的评分不受影响。请重试；若再次出现，请把日志交给技术支持。";
    /// No such operation.
    UnknownOperation = "程序的两部分版本不一致（{name}）。请重新安装同一版本。";
    /// A request that does not fit its operation.
    BadRequest = "程序的两部分版本不一致（{detail}）。请重新安装同一版本。";
    /// The asker gave up.
    Cancelled = "已取消，未完成的部分没有写入，可以稍后继续。";
    /// No desk is open.
    NotSignedIn = "尚未打开工作台，请先输入口令。";
    /// The role may not ask for this.
    NotAllowed = "当前登录身份不能做这一步，请由{who}登录后操作。";
    /// The file token is not known.
    UnknownFile = "没有找到所选文件，请重新选择。";
    /// No such desk.
    UnknownDesk = "没有找到这个工作台，请返回首页重新选择。";

    /// Wrong passphrase.
    WrongPassphrase = "口令不对，请重新输入。若确实忘记，请锁定后在登录页点“忘记口令”。";
    /// No such login.
    UnknownLogin = "这个工作台没有“{login}”这个登录，请重新选择。";
    /// The passphrase is too short.
    WeakPassphrase = "口令太短：至少 {least} 个字符（一个汉字算两个）。建议用几个不相关的词语连起来。";
    /// Another program has the desk.
    DeskInUse = "这个工作台已在另一个窗口中打开，请先关闭那个窗口。";
    /// The store is of a newer program.
    DeskNewer = "这个工作台由更新版本的程序写过，请安装新版本后再打开。";
    /// The store is damaged.
    DeskDamaged = "工作台数据文件损坏，原文件已保留为 {kept}。请用最近的备份恢复，或联系组织方。";
    /// A file of the desk cannot be opened or written.
    DeskFileUnusable = "工作台文件夹里的“{file}”打不开或写不进去。请确认它没有被换成文件夹、设为只读或被其他程序占用，并且您对工作台文件夹有读写权限，再重试。";
    /// Not a desk, or one that is incomplete.
    NotADesk = "所选文件夹不是工作台：缺少 {missing}。请选择正确的文件夹。";
    /// A desk is there already.
    DeskExists = "这里已有一个工作台，请换一个空文件夹。";
    /// Not a recovery code.
    RecoveryCodeMistyped = "恢复码应为 36 位（0 至 9 和 A 至 F），末 4 位用于校验。请检查是否输错或漏输。";
    /// A recovery code of another desk.
    RecoveryCodeWrong = "恢复码与这个工作台不符，口令没有改动。请核对信封上的赛事名称。";
    /// Not a backup.
    BackupForeign = "“{file}”不是评审台的备份文件，请选择 .jurybackup 文件。";
    /// A backup that is incomplete or damaged.
    BackupDamaged = "备份文件“{file}”不完整或已损坏，未作恢复。请换用另一份备份，或重新拷贝后再试。";
    /// No copy in the desk's folder can be used.
    NoBackup = "工作台文件夹里没有可用的备份。请用 U 盘上的备份文件恢复，或联系组织方。";
    /// The disk is full.
    DiskFull = "磁盘已满或不让文件再变大，这次没有保存成功，已保存的内容不受影响。请腾出空间（或解除文件大小限制）后再试。";
    /// A file could not be read.
    CannotRead = "无法读取文件“{file}”，请确认文件存在且没有被其他程序占用。";
    /// The target is a folder or a device.
    NotAFile = "“{file}”不是文件（可能是文件夹），请写明要导出的文件名。";
    /// A file could not be written.
    CannotWrite = "无法写入“{file}”，请确认磁盘未满、U盘未拔出且没有写保护，然后重新导出。";

    /// Not a letter at all.
    LetterForeign = "“{file}”不是任务函，请选择组织方发来的 .jurytask 文件。";
    /// Wrong opening code.
    LetterWrongCode = "开启码不对，请核对组织方电话告知的 16 位数字。";
    /// Not an opening code.
    OpeningCodeMistyped = "开启码应为 16 位数字，并且末位校验不符。请检查是否输错或漏输。";
    /// Letter damaged.
    LetterDamaged = "任务函不完整或被改动过，请组织方重新发送。";
    /// Letter signed by a stranger.
    LetterStranger = "这份任务函不是本赛事组织方签发的：核对码与首次任务函不同。请勿使用，并向组织方核实。";
    /// Letter for someone else.
    LetterOtherExpert = "这份任务函是发给{expert}的，与本工作台不符。请向组织方索取自己的任务函。";
    /// Letter older than the one in use.
    LetterOlder = "这份任务函（第 {given} 号）比正在使用的（第 {current} 号）旧，未作改动。";
    /// Letter asks too much work of the computer.
    LetterHostile = "任务函的加密参数异常，已拒绝打开。请向组织方核实来源。";
    /// The commitment has not been accepted.
    NotCommitted = "请先阅读并接受保密与回避承诺，再开始评审。";

    /// Pack not readable.
    PackForeign = "“{file}”不是材料包，请选择组织方发来的 .jurymat 文件。";
    /// Pack of another contest or track.
    PackOther = "“{file}”是别的赛事或赛道的材料包，请选择本赛道的材料包。";
    /// Pack truncated.
    PackTruncated = "“{file}”不完整（可能没有拷完），已导入的部分有效。请重新拷贝后继续导入。";
    /// Pack damaged.
    PackDamaged = "“{file}”里有的材料已损坏，或与任务函登记的不一致，这些材料没有导入。请重新拷贝材料包后再添加；若仍如此，请向组织方索取最新的材料包。";
    /// Pack does not match the letter.
    PackMismatch = "“{file}”里的材料与任务函登记的不一致，未导入。请向组织方索取最新的材料包。";
    /// A link where a file should be handed in.
    LinkGiven = "“{file}”是链接，不是文件，没有读取。请交来文件本身。";
    /// Material not here.
    MaterialAbsent = "这份材料还没有导入，请先添加材料包。";
    /// A file of the secretariat's library is gone or another.
    MaterialMoved = "“{file}”不在登记时的位置，或已被改动，无法打开。请把原文件放回原处后再打开。";
    /// Materials that were imported are not in the store any more.
    MaterialsGone = "材料库里少了 {count} 份已导入的材料（dossiers.db 可能被删除或换过），评分不受影响。请重新添加材料包。";
    /// No pack in the folder.
    NoPacksInFolder = "所选文件夹里没有材料包（.jurymat），请选择材料包所在的文件夹或文件。";
    /// Material cannot be shown.
    MaterialUnreadable = "这份材料无法显示：{why}。可在评语中说明，或标记“材料缺失”。";

    /// No such entry.
    UnknownEntry = "没有这个参赛项目（{entry}），请核对项目编号。";
    /// No such criterion.
    UnknownCriterion = "没有这个指标（{criterion}），请核对指标编号。";
    /// No such gate.
    UnknownGate = "没有这个门槛项（{gate}），请刷新后再试。";
    /// Who recuses finds nothing at gates either.
    EntryRecused = "{entry} 已申报回避，不判断门槛项。如申报有误，请先撤销回避。";
    /// Not a decimal.
    MarkNotANumber = "“{given}”不是分数，请输入数字，最多两位小数。";
    /// Out of range.
    MarkOutOfRange = "{given} 超出范围：这一项为 0 至 {maximum} 分。";
    /// Off the step.
    MarkOffStep = "{given} 不在档上：本指标以 {step} 为一档，可填 {below} 或 {above}。";
    /// An entry that is recused or lacks materials gets no marks.
    EntryNotJudged = "{entry} 已申报回避或标记材料缺失，不评分。";
    /// Only complete entries are ranked.
    EntryUnranked = "{entry} 还没有评完，或是不参加排名的校准项目，不能排入本人排名。请先评完它，或选别的项目。";
    /// Text too long.
    TextTooLong = "文字过长（{given} 字），请精简到 {most} 字以内。";
    /// Nothing to keep as a phrase.
    PhraseEmpty = "常用语不能为空，请先写好或选中一段评语。";
    /// Too many phrases.
    PhrasesFull = "常用语已有 {most} 条，请先删去不用的再添加。";
    /// No such note.
    UnknownNote = "没有这条批注，可能已经删除，请刷新后再试。";
    /// A place no note can stand at.
    UnknownNotePlace = "批注的位置不在这个项目的申报材料里，请重新选择位置。";
    /// More evidence than a sheet may carry.
    EvidenceTooMuch = "附入评分表的依据过多：每个项目至多 {most} 条，全部文字至多 2 MB。请先把不需要的改回仅自己可见。";
    /// A name is needed.
    NameNeeded = "请填写名称或姓名，不能为空。";
    /// A reason is needed.
    ReasonNeeded = "请写明理由。";
    /// The sheet is signed.
    SheetSigned = "评分表已签名，只能查看。如需修改，请先“重新修订”并写明理由。";
    /// Sheet incomplete.
    SheetIncomplete = "还有 {count} 处未处理，暂不能签名。请到“总览”逐一处理。";
    /// Nothing signed yet.
    NothingSigned = "还没有签名的评分表，请先签名。";
    /// A ticket is needed.
    TicketNeeded = "已收卷或已开始汇总，修订须先取得组织方签发的复评单。";
    /// A ticket that is not for this sheet.
    TicketForeign = "“{file}”不是签给本人目前这一版评分表的复评单，未作改动。请向组织方核对。";

    /// Nothing a receipt could be written for.
    NothingReceived = "还没有收到能确认是谁的评分表，暂无回执可写。";
    /// A receipt nobody this desk knows has signed.
    ReceiptForeign = "“{file}”不是本赛事组织方或本组组长签发的回执，未作改动。请向对方核实。";
    /// A receipt for another sheet.
    ReceiptOther = "“{file}”里没有本机签名的评分表的回执，未作改动。请确认是发给本人的文件。";

    /// Chair has not signed.
    ChairNotSigned = "组长须先签名交回本人的评分表，才能汇总本组（CHAIR-NOT-SIGNED）。";
    /// Files empty.
    NoFiles = "没有选择文件，请选择或拖入评分表。";
    /// No sheet in the folder.
    NoSheetsInFolder = "文件夹里没有评分表（.xlsx 或 .sheet.json），请选择评分表所在的文件夹或文件。";
    /// Paper code wrong.
    PaperCodeMismatch = "核对码与该专家已交的评分表不符。请核对纸质表；若无误，说明电子文件不是这张表，请专家重新交。";
    /// Paper code mistyped.
    PaperCodeMistyped = "核对码应为 16 个字母或数字，请检查是否输错或漏输。";
    /// Nothing to confirm.
    NothingToConfirm = "该专家没有等待纸质确认的评分表。";
    /// Nobody lies beyond the limits who was not asked yet.
    NothingToAsk = "没有超出界限、还没有请复看的评分，不必签发复评单。";
    /// No sheet a ticket could allow to revise.
    NothingToRevise = "{name}还没有交来评分表，不必签发复评单：签名前可以直接修改。";
    /// The clerk's own typing is not complete.
    TranscriptIncomplete = "本人还有 {count} 处没有录入，请先看着纸质表录完。";
    /// The other clerk has not typed everything.
    TranscriptOther = "另一位录入人还没有录完。请对方登录后，不看本人的录入，独立录一遍。";
    /// The two clerks differ.
    TranscriptDiffers = "两人的录入有 {count} 处不一致，不能签名。请先“比对”，再各自看纸质表重新录入这些格。";
    /// Nothing changed since it was signed.
    TranscriptUnchanged = "这份代录已经签名，之后没有改动，不必再签。";
    /// Not a scan.
    ScanForeign = "“{file}”不是扫描件，请选择纸质评分表的 PDF、JPEG 或 PNG 文件。";
    /// Unknown expert.
    UnknownExpert = "没有这位专家（{expert}），请核对专家编号。";
    /// Unknown track.
    UnknownTrack = "没有这个赛道（{track}），请核对赛道编号。";

    /// Something still stands in the way of 定稿.
    StillOpen = "{round}还有 {count} 项未处理，不能定稿：{items}。请逐项处理，或登记认定后再定稿。";
    /// The track is final.
    Finalised = "{track}已定稿（第 {version} 版），只能查看。如需更改，请由组织方和监督员先重开并写明理由。";
    /// The track is not final.
    NotFinal = "{track}还没有定稿，无须重开。";
    /// A later round was made from this one.
    LaterRoundFinal = "{track}的{later}已定稿（第 {version} 版），它以这一阶段的结果为依据。请先重开{later}，再重开这一阶段。";
    /// An item that is not open any more.
    NothingToDecide = "这一项已经不在待处理之列，请刷新后再看。";
    /// Two people signed again what they had signed already.
    SameAsInForce = "{what}与现行的完全相同，没有重新签发，现行的继续有效。要改变什么，请改了再签。";
    /// A decision the item does not allow.
    DecisionImpossible = "不能这样认定：{why}。";
    /// More votes than people.
    TooManyVotes = "表决共 {votes} 票，多于到会的 {present} 人。请先核对到会名单和票数。";
    /// Minutes of a meeting nobody was at.
    NobodyPresent = "请先勾选到会专家，再签名合议纪要。";
    /// No minutes signed yet.
    NoMinutes = "还没有签名的合议纪要，请先签名再导出。";
    /// The contest did not switch advisory figures on.
    AdvisoryOff = "本届赛事冻结指标时没有开启“参考”，不提供这些数字。如确有需要，请组织方在规则中开启并经监督员确认。";
    /// No such award.
    UnknownAward = "规则中没有这个奖项（{award}），请核对计分规则。";
    /// No tie to settle.
    AwardNotAsked = "这条奖项线上没有等待处理的并列，或排名已有变化。请刷新后重新处理。";
    /// A choice that does not fill the places.
    AwardTieCount = "线上还有 {room} 个名额，请从并列项目中恰好选择 {room} 项；允许空缺的等次可以少选。";
    /// A level that must be filled.
    AwardNotVacant = "规则不允许“{level}”空缺，未作改动。如需空缺，请先修改规则。";
    /// No more of a special prize.
    SpecialFull = "“{prize}”共 {places} 项，已经给满。请先撤回一项。";
    /// One special prize per entry.
    SpecialOnce = "{entry} 已有特色单项奖，每个项目至多一个。请先撤回原来的。";
    /// A paper cannot be written yet.
    PaperNotReady = "这份文书暂时不能导出：{why}。";
    /// A paper of one entry, and none was named.
    EntryNotNamed = "“{paper}”是单个项目的文书，请指明是哪个参赛项目：在“文书”里选好项目再导出，命令行用 --entry 写项目编号（如 --entry {entry}）。";
    /// A folder would be written over.
    FolderTaken = "“{folder}”已经存在，不会覆盖。请换一个名称再导出。";
    /// No such paper.
    UnknownPaper = "没有这种文书或格式（{paper} {format}），请从文书一览中选择。";
    /// The rule has no list.
    NoRecommendation = "规则中没有推荐名单，请先在规则中写明推荐名额与中小企业比例。";
    /// A change by hand no list could satisfy.
    RecommendationImpossible = "这样调整后，没有名单能同时满足各项约束，未作改动。请换一种调整。";
    /// The list was published.
    RecommendationPublished = "推荐名单已经公示，不能再直接调整。项目退出时请按递补办理。";
    /// The list has open questions.
    RecommendationOpen = "推荐名单上还有并列或约束没有处理，暂不能公示。请先处理。";
    /// Nobody to substitute for.
    NothingToSubstitute = "公示的推荐名单没有空出的名额，不必递补。";
    /// Not the next in order.
    SubstituteOrder = "递补须按顺序：下一项是 {next}。";
    /// No such substitute.
    UnknownSubstitute = "{entry} 没有待补齐的递补，请刷新后再试。";
    /// Too many of another contest.
    ChannelFull = "“{contest}”已登记 {most} 项，每个赛事推荐不超过 {most} 项。请核对后再登记。";
    /// Recommended twice.
    ChannelTwice = "“{title}”已经由{other}推荐，不允许通过多个推荐渠道重复取得总决赛参赛资格。请核对后再登记。";
    /// Not a day.
    BadDay = "“{given}”不是有效的日期，请写成 2025-09-30 的格式。";
    /// Notices have at least so many days.
    NoticeTooShort = "公示期不少于 {least} 天，请重新填写。";
    /// No such notice.
    UnknownNotice = "没有这种公示（{what}），请刷新后再试。";
    /// No shortlist to publish.
    NoShortlist = "还没有签发入围名单，不能公示。请先在“晋级”里由两人签发入围名单。";
    /// An anonymous objection.
    ObjectionAnonymous = "举报实行实名制，匿名举报无效。请填写举报人的真实姓名和联系方式。";
    /// An objection without evidence.
    ObjectionEvidence = "举报须提供相应的证据。请写明举报内容和证据材料。";
    /// An objection to nothing.
    ObjectionEntries = "请选择举报涉及的参赛项目。";
    /// No such objection, or one decided already.
    ObjectionDecided = "没有这件待处理的举报，可能已经作出决定。请刷新后再试。";

    /// Workbook cannot be used.
    WorkbookUnreadable = "“{file}”无法读取：{why}。";
    /// Contest files have faults.
    ContestFaults = "文件中有 {count} 处问题，未导入任何内容。请按提示逐条修改后重新选择。";
    /// No such round.
    UnknownRound = "没有这个评审阶段（{round}），请查看规则文件里的 [[rounds]]。";
    /// The last round leads nowhere.
    NoNextRound = "{round}是最后一个评审阶段，之后没有可晋级的阶段。";
    /// The ranking of a round is not complete.
    RoundOpen = "{track}的{round}还有未了事项（{what}），排名未定，不能确定入围名单。请先处理或作出认定。";
    /// A tie stands across a cut.
    CutTied = "{where}的晋级线上有 {count} 项并列（{entries}），只剩 {open} 个名额，规则要求由人决定。请选定晋级的项目并写明理由。";
    /// Somebody was chosen who does not tie at a cut.
    CutNotAsked = "{entry} 不在晋级线上的并列项目之中，无须选定，请去掉。";
    /// A cut across all tracks is drawn once.
    CutAcross = "晋级名额由全部赛道合计，请不要只选一个赛道。";
    /// A letter of another round.
    LetterOtherRound = "这份任务函属于“{given}”，本工作台属于“{current}”。请在原工作台旁边另建一个文件夹来打开它，口令用原工作台的；签名仍用原来的钥匙。";
    /// A final result keeps its rule.
    RuleLocked = "{why}，计分规则不能再改。如确需更改，请先重开该结果并写明理由。";
    /// Another rule was previewed.
    RuleNotSeen = "要采用的规则与预览过的不是同一份，未作改动。请重新预览后再采用。";
    /// Rule file cannot be used.
    RuleFaults = "规则文件有误：{why}。";
    /// Not a time.
    BadDeadline = "“{given}”不是有效的评分截止时间，请写成 2025-06-12T18:00:00+08:00 这样的格式。";
    /// The passphrase chosen for a later round's desk is not that of the earlier one.
    EarlierPassphrase = "您前面阶段的工作台也在这里，请用那个工作台的口令打开这份任务函，不要另设口令。";
    /// A key that is another expert's already.
    EnrolmentTaken = "“{file}”里的签名钥匙已是专家 {expert} 的，没有登记任何钥匙。请向交来这份文件的人核实。";
    /// A letter about nothing.
    NothingToJudge = "{name}（{expert}）在{round}没有要评审的参赛项目，没有生成任何任务函。请先分配（后续阶段在“晋级”里选定由谁评审），或从名单里去掉这位专家。";
    /// Packs come before letters.
    PacksMissing = "请先生成{track}的材料包，再生成任务函（任务函要登记材料包的校验值）。";
    /// Roster file cannot be used.
    RosterForeign = "“{file}”不是专家名册，或签名不成立。请选择归档中 documents/roster 里的文件。";
    /// Enrolment file cannot be used.
    EnrolmentForeign = "“{file}”不是本届专家的签名钥匙登记文件，请专家重新导出。";
    /// Rescue file cannot be used.
    RescueForeign = "“{file}”不是本工作台的口令救援文件，请选择正确的文件。";
    /// Rescue code does not fit.
    RescueCodeMismatch = "核对码与救援文件不符，未作答复。请与专家电话重新核对。";
    /// A bad number on the command line.
    BadNumber = "“{given}”不是有效的数字（{what}）。";
    /// A bad table.
    BadTable = "表格有误：{why}。";
    /// Unknown industry.
    UnknownIndustry = "没有“{industry}”这个行业，请使用划型办法中的行业名称，例如：{examples}。";
    /// The amount of the file is beyond limits.
    TooLarge = "“{file}”太大（上限 {limit}），未读取。";
}

/// An error as it crosses the door.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize, ts_rs::TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct DeskError {
    /// What went wrong.
    pub code: ErrorCode,
    /// Values the sentence needs.
    pub params: BTreeMap<String, String>,
    /// The Chinese sentence, filled in.
    pub sentence: String,
}

impl DeskError {
    /// An error without parameters yet.
    #[must_use]
    pub fn new(code: ErrorCode) -> Self {
        Self {
            code,
            params: BTreeMap::new(),
            sentence: code.template().to_owned(),
        }
    }

    /// Adds a parameter and fills it into the sentence.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl fmt::Display) -> Self {
        let value = value.to_string();
        self.sentence = self.sentence.replace(&format!("{{{name}}}"), &value);
        self.params.insert(name.to_owned(), value);
        self
    }

    /// A fault of the program itself; `source` goes into the parameters for the log and is never shown.
    #[must_use]
    pub fn internal(source: &dyn std::error::Error) -> Self {
        Self::new(ErrorCode::Internal).with("source", source)
    }
}

impl fmt::Display for DeskError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.sentence)
    }
}

impl std::error::Error for DeskError {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_ends_in_a_full_chinese_sentence() {
        for code in ErrorCode::ALL {
            let template = code.template();
            assert!(template.ends_with('。'), "{code:?}: {template}");
            assert!(
                template
                    .chars()
                    .any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c)),
                "{code:?}"
            );
        }
    }

    #[test]
    fn a_parameter_lands_in_the_sentence() {
        let error = DeskError::new(ErrorCode::MarkOutOfRange)
            .with("given", "41")
            .with("maximum", "40.00");
        assert_eq!(error.sentence, "41 超出范围：这一项为 0 至 40.00 分。");
    }
}
