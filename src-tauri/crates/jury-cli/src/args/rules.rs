//! What two people decide at the command line: the rule and the shortlist.

use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::{DeskArgs, Second};

/// A rule file to begin from, shown with the help.
pub(crate) const SAMPLE: &str = r#"规则文件的样例（`jury rule show` 给出现行的一份；数字一律写成带引号的文字，名额和位数除外）：

decimals = 2
rank-basis = "published"            # 或 "exact"
ties = ["all-mean", "highest"]      # 还可用 "group:指标组"、"round:written"
minimum-sheets = 3

[aggregation]
kind = "trimmed"                    # 或 "mean"、"median"（后两种不写下面三行）
drop-high = 1
drop-low = 1
minimum-experts = 5

[[rounds]]
round = "written"
weight = "40.00"
promote = { per-track = 10, ties = "ask" }   # 或 across = 28；或 ratio = "30.00", rounding = "half-up"；ties 还可用 "all"

[[rounds]]
round = "roadshow"
weight = "60.00"

[[awards.levels]]
id = "first"
name = "一等奖"
per-track = 1

[recommendation]
limit = 28
sme-share = "10.00"
sme-of = "all"                      # 或 "enterprises"
"#;

#[derive(Debug, Args)]
#[command(after_long_help = SAMPLE, after_help = "规则文件怎样写：jury rule --help")]
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sample_of_a_rule_file_is_one() {
        let (_, text) = SAMPLE.split_once("\n\n").unwrap();
        let rule = jury_exchange::rule_file::read_rule(text).unwrap();
        assert_eq!(rule.rounds.len(), 2);
    }
}
