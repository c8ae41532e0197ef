//! What two people decide at the command line: the rule and the shortlist.

use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::{DeskArgs, Second};

#[derive(Debug, Args)]
pub(crate) struct RuleArgs {
    #[command(subcommand)]
    pub(crate) command: RuleCommand,
}

#[derive(Debug, Subcommand)]
pub(crate) enum RuleCommand {
    /// The rule in force, as the text of a rule file.
    Show {
        #[command(flatten)]
        desk: DeskArgs,
    },
    /// What a rule file would change in the ranking as it stands.
    Preview {
        #[command(flatten)]
        desk: DeskArgs,
        /// The rule file.
        file: PathBuf,
    },
    /// Put a rule file in force; organiser and supervisor together.
    Adopt {
        #[command(flatten)]
        desk: DeskArgs,
        /// The rule file.
        file: PathBuf,
        #[command(flatten)]
        second: Second,
    },
}

#[derive(Debug, Args)]
pub(crate) struct RoundArgs {
    #[command(subcommand)]
    pub(crate) command: RoundCommand,
}

#[derive(Debug, Subcommand)]
pub(crate) enum RoundCommand {
    /// The rounds, and the cut after the one worked in.
    Show {
        #[command(flatten)]
        desk: DeskArgs,
    },
    /// Draw the shortlist 入围名单 of the round worked in; organiser and supervisor together.
    Promote {
        #[command(flatten)]
        desk: DeskArgs,
        /// Track id; all without it.
        #[arg(long)]
        track: Option<String>,
        /// Of entries that tie at the cut, one that goes on; may be given again.
        #[arg(long)]
        choose: Vec<String>,
        /// Why those.
        #[arg(long, default_value = "")]
        reason: String,
        /// Id of an expert who judges those that go on, of any track; may be given again. Without any, whoever judged them until now.
        #[arg(long = "judge")]
        judges: Vec<String>,
        #[command(flatten)]
        second: Second,
    },
}
