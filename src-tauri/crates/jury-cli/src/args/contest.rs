//! `jury contest …`: making a contest, and what follows its merge.

use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::DeskArgs;

#[derive(Debug, Args)]
pub(crate) struct ContestArgs {
    #[command(subcommand)]
    pub(crate) command: ContestCommand,
}

#[derive(Debug, Subcommand)]
pub(crate) enum ContestCommand {
    /// Write the empty workbooks into a folder.
    Templates {
        /// Folder.
        folder: PathBuf,
    },
    /// Read the workbooks and say what is wrong with them.
    Check(ContestFiles),
    /// Make the contest and its organiser's desk.
    New(ContestNew),
    /// Enter signing keys 签名钥匙登记 of experts into the roster; organiser and supervisor together.
    Enrol {
        #[command(flatten)]
        desk: DeskArgs,
        #[command(flatten)]
        second: Second,
        /// Files that experts wrote with `letter key`, or folders of them.
        #[arg(required = true)]
        files: Vec<PathBuf>,
    },
    #[command(flatten)]
    Final(FinalCommand),
}

/// What follows the merge.
#[derive(Debug, Subcommand)]
pub(crate) enum FinalCommand {
    /// What stands in the way of 定稿, track by track.
    Open {
        #[command(flatten)]
        desk: DeskArgs,
        /// Track id; all without it.
        #[arg(long)]
        track: Option<String>,
    },
    /// Close 收卷 a track: a sheet revised later needs a ticket.
    Close {
        #[command(flatten)]
        desk: DeskArgs,
        /// Track id.
        #[arg(long)]
        track: String,
    },
    /// Decide one open item; organiser and supervisor together.
    Decide {
        #[command(flatten)]
        desk: DeskArgs,
        #[command(flatten)]
        second: Second,
        /// Track id.
        #[arg(long)]
        track: String,
        /// Kind of item, such as expert-missing, as `contest open` names it.
        #[arg(long)]
        kind: String,
        /// Entry id, where the kind names one.
        #[arg(long)]
        entry: Option<String>,
        /// Expert id, where the kind names one.
        #[arg(long)]
        expert: Option<String>,
        /// Digest of the sheet, where the kind names one.
        #[arg(long)]
        sheet: Option<String>,
        /// What is decided, such as accept-as-is.
        #[arg(long)]
        outcome: String,
        /// Why.
        #[arg(long)]
        reason: String,
    },
    /// Sign the result 定稿 of a track; organiser and supervisor together.
    Finalise {
        #[command(flatten)]
        desk: DeskArgs,
        #[command(flatten)]
        second: Second,
        /// Track id.
        #[arg(long)]
        track: String,
    },
    /// Reopen a final track; organiser and supervisor together.
    Reopen {
        #[command(flatten)]
        desk: DeskArgs,
        #[command(flatten)]
        second: Second,
        /// Track id.
        #[arg(long)]
        track: String,
        /// Why.
        #[arg(long)]
        reason: String,
    },
    /// Write the 操作日志: JSON with its chain, or CSV under a name in `.csv`.
    Audit {
        #[command(flatten)]
        desk: DeskArgs,
        /// File to write.
        #[arg(long)]
        out: PathBuf,
    },
}

/// The supervisor who acts together with the organiser.
#[derive(Debug, Clone, Args)]
pub(crate) struct Second {
    /// Supervisor login.
    #[arg(long, default_value = "supervisor")]
    pub(crate) supervisor: String,
    /// File with the supervisor's passphrase; else JURY_SUPERVISOR_PASSPHRASE.
    #[arg(long)]
    pub(crate) supervisor_passphrase_file: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct ContestFiles {
    /// Entries workbook 参赛项目表.
    #[arg(long)]
    pub(crate) entries: PathBuf,
    /// Experts workbook 评审专家表.
    #[arg(long)]
    pub(crate) experts: PathBuf,
    /// Rubric workbook; the built-in sample without it.
    #[arg(long)]
    pub(crate) rubric: Option<PathBuf>,
    /// Folder of materials, one folder per entry.
    #[arg(long)]
    pub(crate) materials: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct ContestNew {
    /// Folder of the organiser's desk to make.
    #[arg(long)]
    pub(crate) desk: PathBuf,
    /// Contest name.
    #[arg(long)]
    pub(crate) name: String,
    /// Edition.
    #[arg(long)]
    pub(crate) edition: String,
    #[command(flatten)]
    pub(crate) files: ContestFiles,
    /// Organiser's name.
    #[arg(long)]
    pub(crate) organiser: String,
    /// Supervisor's name.
    #[arg(long)]
    pub(crate) supervisor: String,
    /// File with the organiser's passphrase; else JURY_PASSPHRASE.
    #[arg(long)]
    pub(crate) passphrase_file: Option<PathBuf>,
    /// File with the supervisor's passphrase; else JURY_SUPERVISOR_PASSPHRASE.
    #[arg(long)]
    pub(crate) supervisor_passphrase_file: Option<PathBuf>,
    /// Experts may not copy the text of materials out of the program.
    #[arg(long)]
    pub(crate) forbid_copying: bool,
    /// Lets organiser, supervisor and chairs look at advisory figures 参考.
    #[arg(long)]
    pub(crate) advisory: bool,
}
