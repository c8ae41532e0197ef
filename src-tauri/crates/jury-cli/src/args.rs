//! The command line as people type it. Stable: adding is fine, renaming is not.

mod contest;
mod papers;
mod rules;

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};

pub(crate) use contest::{
    ContestArgs, ContestCommand, ContestFiles, ContestNew, FinalCommand, Second,
};
pub(crate) use papers::{PapersArgs, PapersCommand};
pub(crate) use rules::{RoundArgs, RoundCommand, RuleArgs, RuleCommand};

/// Jurybench 评审台 without a window.
#[derive(Debug, Parser)]
#[command(name = "jury", version, about = "Jurybench 评审台：命令行")]
pub(crate) struct Arguments {
    /// Print one JSON document instead of a table.
    #[arg(long, global = true)]
    pub(crate) json: bool,
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Size class of an enterprise by the 2017 standard.
    Size(Size),
    /// Weighted total of scores.
    Total(Total),
    /// Tally and rank a table of scores.
    Tally(Tally),
    /// How far experts agree: ICC, Kendall's W, Krippendorff's alpha (advisory).
    Agreement(MarksTable),
    /// How strict each expert is, and entries adjusted for it (advisory).
    Severity(MarksTable),
    /// Make a whole made-up contest on disk.
    Demo(Demo),
    /// Make a contest from a secretariat's workbooks.
    Contest(ContestArgs),
    /// Build or inspect material packs.
    Pack(PackArgs),
    /// Build or open assignment letters.
    Letter(LetterArgs),
    /// Sign, verify or extract a score sheet.
    Sheet(SheetArgs),
    /// The panel return of a chair.
    Panel(PanelArgs),
    /// Confirm a sheet from its ink-signed form (as a supervisor).
    Confirm(Confirm),
    /// Merge sheets and panel returns into a desk.
    Merge(Merge),
    /// Ranking of everything merged.
    Results(Results),
    /// The rule file: show it, see what another would change, adopt one.
    Rule(RuleArgs),
    /// The rounds: show the cut after one, draw the shortlist 入围名单.
    Round(RoundArgs),
    /// Write the archive 归档 of a contest: everything results are made from, and the independent verifier.
    Archive(Archive),
    /// Papers 文书: list what can be written and why the rest cannot, write one.
    Papers(PapersArgs),
    /// Look for words in all materials of an expert's desk.
    Search(Search),
    /// Write or take in receipts for sheets.
    Receipt(ReceiptArgs),
    /// Rescue a forgotten passphrase.
    Rescue(RescueArgs),
    /// A desk in one encrypted file, and back.
    Backup(BackupArgs),
    /// Named invariant checks over a desk.
    Doctor(Doctor),
}

/// Whose desk, and how it is unlocked.
#[derive(Debug, Clone, Args)]
pub(crate) struct DeskArgs {
    /// Folder of the desk.
    #[arg(long)]
    pub(crate) desk: PathBuf,
    #[command(flatten)]
    pub(crate) unlock: Unlock,
    /// Round to work in on an organiser's desk: written, roadshow, roadshow-final; else the one that is under way.
    #[arg(long)]
    pub(crate) round: Option<String>,
}

#[derive(Debug, Clone, Args)]
pub(crate) struct Unlock {
    /// File with the passphrase in its first line; else JURY_PASSPHRASE.
    #[arg(long)]
    pub(crate) passphrase_file: Option<PathBuf>,
    /// Login to sign in as; the organiser (or the only login) without it.
    #[arg(long = "as")]
    pub(crate) login: Option<String>,
}

#[derive(Debug, Args)]
pub(crate) struct Size {
    /// Industry as the 2017 table names it.
    #[arg(long, required_unless_present = "csv")]
    pub(crate) industry: Option<String>,
    /// 从业人员, 人.
    #[arg(long)]
    pub(crate) employees: Option<String>,
    /// 营业收入, 万元.
    #[arg(long)]
    pub(crate) revenue: Option<String>,
    /// 资产总额, 万元.
    #[arg(long)]
    pub(crate) assets: Option<String>,
    /// A table with columns industry,employees,revenue,assets; empty means unknown.
    #[arg(long, conflicts_with_all = ["industry", "employees", "revenue", "assets"])]
    pub(crate) csv: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct Total {
    /// Weights in percent, summing to 100.
    #[arg(
        long,
        value_delimiter = ',',
        required = true,
        allow_hyphen_values = true
    )]
    pub(crate) weights: Vec<String>,
    /// Scores 0–100.
    #[arg(
        long,
        value_delimiter = ',',
        required = true,
        allow_hyphen_values = true
    )]
    pub(crate) scores: Vec<String>,
}

#[derive(Debug, Args)]
pub(crate) struct Tally {
    /// Table with header entry,<expert>,…; an empty cell is a missing score.
    pub(crate) table: PathBuf,
    /// Rule file.
    #[arg(long)]
    pub(crate) rule: Option<PathBuf>,
    /// Drop this many highest and lowest.
    #[arg(long)]
    pub(crate) drop_extremes: Option<u32>,
    /// Decimals of the published score.
    #[arg(long)]
    pub(crate) decimals: Option<u8>,
}

#[derive(Debug, Args)]
pub(crate) struct MarksTable {
    /// Table with header entry,<expert>,…; an empty cell is a missing mark.
    pub(crate) table: PathBuf,
}

#[derive(Debug, Args)]
pub(crate) struct Demo {
    /// Folder to make; must be empty or absent.
    pub(crate) folder: PathBuf,
    /// Entries in all.
    #[arg(long, default_value_t = 44)]
    pub(crate) entries: u32,
    /// Experts per panel.
    #[arg(long, default_value_t = 5)]
    pub(crate) experts: u32,
    /// Same seed, same materials, marks and ranking.
    #[arg(long, default_value_t = 1)]
    pub(crate) seed: u64,
}

#[derive(Debug, Args)]
pub(crate) struct PackArgs {
    #[command(subcommand)]
    pub(crate) command: PackCommand,
}

#[derive(Debug, Subcommand)]
pub(crate) enum PackCommand {
    /// Build one pack per track.
    Build {
        #[command(flatten)]
        desk: DeskArgs,
        /// Track ids; all without it.
        #[arg(long)]
        track: Vec<String>,
        /// Folder to write into.
        #[arg(long)]
        out: PathBuf,
    },
    /// Say what a volume holds.
    Inspect {
        /// The volume.
        file: PathBuf,
    },
    /// Add packs to an expert's desk.
    Add {
        #[command(flatten)]
        desk: DeskArgs,
        /// Read where it lies instead of copying.
        #[arg(long)]
        in_place: bool,
        /// Volumes or folders.
        #[arg(required = true)]
        packs: Vec<PathBuf>,
    },
}

#[derive(Debug, Args)]
pub(crate) struct LetterArgs {
    #[command(subcommand)]
    pub(crate) command: LetterCommand,
}

#[derive(Debug, Subcommand)]
pub(crate) enum LetterCommand {
    /// Build letters.
    Build {
        #[command(flatten)]
        desk: DeskArgs,
        /// Expert ids; all without it.
        #[arg(long)]
        expert: Vec<String>,
        /// 评分截止, RFC 3339.
        #[arg(long)]
        deadline: Option<String>,
        /// Let experts see the reference of a calibration entry once all their own marks of it are given.
        #[arg(long)]
        feedback: bool,
        /// Folder to write into.
        #[arg(long)]
        out: PathBuf,
    },
    /// Write an expert's signing key into a file 签名钥匙登记 for the organiser.
    Key {
        #[command(flatten)]
        desk: DeskArgs,
        /// File to write, such as `王某.juryenrol`.
        #[arg(long)]
        out: PathBuf,
    },
    /// Open a letter and make the expert's desk, or renew it.
    Open {
        /// The letter.
        file: PathBuf,
        /// The sixteen-digit 开启码.
        #[arg(long)]
        code: String,
        /// Folder of the desk to make or renew.
        #[arg(long)]
        desk: PathBuf,
        /// File with the passphrase; else JURY_PASSPHRASE.
        #[arg(long)]
        passphrase_file: Option<PathBuf>,
        /// Accept the confidentiality and conflict-of-interest commitment at once.
        #[arg(long)]
        accept_commitment: bool,
    },
}

#[derive(Debug, Args)]
pub(crate) struct SheetArgs {
    #[command(subcommand)]
    pub(crate) command: SheetCommand,
}

#[derive(Debug, Subcommand)]
pub(crate) enum SheetCommand {
    /// Give marks from a table with header entry,criterion,value.
    Mark {
        #[command(flatten)]
        desk: DeskArgs,
        /// The table.
        table: PathBuf,
    },
    /// Sign the sheet and write its workbook.
    Sign {
        #[command(flatten)]
        desk: DeskArgs,
        /// Workbook to write.
        #[arg(long)]
        out: PathBuf,
    },
    /// Print the signed sheet as PDF for the signature in ink, or blank forms.
    Print {
        #[command(flatten)]
        desk: DeskArgs,
        /// Without marks, to be filled in by hand.
        #[arg(long)]
        blank: bool,
        /// PDF to write.
        #[arg(long)]
        out: PathBuf,
    },
    /// Check the signatures in a file, and whose they are where a desk or a roster is named.
    Verify {
        /// Workbook or bare envelope.
        file: PathBuf,
        /// Folder of an organiser's or a chair's desk, which knows whose keys are whose.
        #[arg(long, conflicts_with = "roster")]
        desk: Option<PathBuf>,
        /// A roster 专家名册, such as `documents/roster/….json` of an archive.
        #[arg(long)]
        roster: Option<PathBuf>,
        #[command(flatten)]
        unlock: Unlock,
    },
    /// Write the parts of a signed sheet for other tools.
    Extract {
        /// Workbook or bare envelope.
        file: PathBuf,
        /// Folder to write into.
        #[arg(long)]
        out: PathBuf,
    },
}

#[derive(Debug, Args)]
pub(crate) struct PanelArgs {
    #[command(subcommand)]
    pub(crate) command: PanelCommand,
}

#[derive(Debug, Subcommand)]
pub(crate) enum PanelCommand {
    /// Sign the panel return and write its workbook.
    Return {
        #[command(flatten)]
        desk: DeskArgs,
        /// Minutes 合议纪要.
        #[arg(long, default_value = "")]
        minutes: String,
        /// Workbook to write.
        #[arg(long)]
        out: PathBuf,
    },
}

#[derive(Debug, Args)]
pub(crate) struct Confirm {
    #[command(flatten)]
    pub(crate) desk: DeskArgs,
    /// Expert id.
    #[arg(long)]
    pub(crate) expert: String,
    /// The 核对码 on the ink-signed form.
    #[arg(long)]
    pub(crate) code: String,
}

#[derive(Debug, Args)]
pub(crate) struct Merge {
    #[command(flatten)]
    pub(crate) desk: DeskArgs,
    /// Sheets, panel returns or folders of them.
    #[arg(required = true)]
    pub(crate) files: Vec<PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct Results {
    #[command(flatten)]
    pub(crate) desk: DeskArgs,
    /// Also write the results workbook 评分汇总表.
    #[arg(long)]
    pub(crate) xlsx: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct Archive {
    #[command(flatten)]
    pub(crate) desk: DeskArgs,
    /// Where to write it, such as `归档.zip`.
    pub(crate) out: PathBuf,
}

#[derive(Debug, Args)]
pub(crate) struct Search {
    #[command(flatten)]
    pub(crate) desk: DeskArgs,
    /// Only in the materials of this entry.
    #[arg(long)]
    pub(crate) entry: Option<String>,
    /// Pages to show at most, 1 to 500.
    #[arg(long, default_value_t = 100)]
    pub(crate) most: u32,
    /// Words; all of them must stand on a page.
    #[arg(required = true)]
    pub(crate) words: Vec<String>,
}

#[derive(Debug, Args)]
pub(crate) struct ReceiptArgs {
    #[command(subcommand)]
    pub(crate) command: ReceiptCommand,
}

#[derive(Debug, Subcommand)]
pub(crate) enum ReceiptCommand {
    /// Organiser or chair: write signed receipts for the sheets merged.
    Write {
        #[command(flatten)]
        desk: DeskArgs,
        /// File to write.
        #[arg(long)]
        out: PathBuf,
    },
    /// Expert: take in a receipt.
    Add {
        #[command(flatten)]
        desk: DeskArgs,
        /// The receipts.
        file: PathBuf,
    },
}

#[derive(Debug, Args)]
pub(crate) struct BackupArgs {
    #[command(subcommand)]
    pub(crate) command: BackupCommand,
}

#[derive(Debug, Subcommand)]
pub(crate) enum BackupCommand {
    /// Write the desk, without its materials, into one file as locked as the desk itself.
    Save {
        #[command(flatten)]
        desk: DeskArgs,
        /// File to write, *.jurybackup.
        #[arg(long)]
        out: PathBuf,
    },
    /// What a backup says of itself; needs no passphrase.
    Inspect {
        /// The backup.
        file: PathBuf,
    },
    /// Make a new desk from a backup, under the passphrase it had then.
    Restore {
        /// The backup.
        file: PathBuf,
        /// Folder of the desk to make; must be empty or absent.
        #[arg(long)]
        desk: PathBuf,
        #[command(flatten)]
        unlock: Unlock,
    },
}

#[derive(Debug, Args)]
pub(crate) struct RescueArgs {
    #[command(subcommand)]
    pub(crate) command: RescueCommand,
}

#[derive(Debug, Subcommand)]
pub(crate) enum RescueCommand {
    /// Expert: write a rescue request.
    Request {
        /// Folder of the desk.
        #[arg(long)]
        desk: PathBuf,
        /// File to write.
        #[arg(long)]
        out: PathBuf,
    },
    /// Organiser and supervisor: answer it.
    Answer {
        #[command(flatten)]
        desk: DeskArgs,
        /// The request.
        file: PathBuf,
        /// 核对码 heard by phone.
        #[arg(long)]
        code: String,
        /// Supervisor login.
        #[arg(long)]
        supervisor: String,
        /// File with the supervisor's passphrase; else JURY_SUPERVISOR_PASSPHRASE.
        #[arg(long)]
        supervisor_passphrase_file: Option<PathBuf>,
        /// File to write.
        #[arg(long)]
        out: PathBuf,
    },
    /// Expert: apply the answer and choose a new passphrase.
    Apply {
        /// Folder of the desk.
        #[arg(long)]
        desk: PathBuf,
        /// The answer.
        file: PathBuf,
        /// File with the new passphrase; else JURY_PASSPHRASE.
        #[arg(long)]
        passphrase_file: Option<PathBuf>,
    },
}

#[derive(Debug, Args)]
pub(crate) struct Doctor {
    /// Folder of the desk.
    pub(crate) desk: PathBuf,
    #[command(flatten)]
    pub(crate) unlock: Unlock,
}
