//! Papers at the command line.

use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::DeskArgs;

#[derive(Debug, Args)]
pub(crate) struct PapersArgs {
    #[command(subcommand)]
    pub(crate) command: PapersCommand,
}

#[derive(Debug, Subcommand)]
pub(crate) enum PapersCommand {
    /// Which papers can be written now, and why the others cannot.
    List {
        #[command(flatten)]
        desk: DeskArgs,
        /// The track of papers of one track; the first when absent.
        #[arg(long)]
        track: Option<String>,
    },
    /// Write one paper.
    Write {
        #[command(flatten)]
        desk: DeskArgs,
        /// Which one, as `list` names it.
        kind: String,
        /// Where; its ending says the format (.docx, .xlsx, .pdf), none a folder.
        out: PathBuf,
        /// The track of a paper of one track.
        #[arg(long)]
        track: Option<String>,
        /// The entry of a paper of one entry, which is refused without.
        #[arg(long)]
        entry: Option<String>,
        /// People by pinyin instead of 姓氏笔画.
        #[arg(long)]
        pinyin: bool,
    },
}
