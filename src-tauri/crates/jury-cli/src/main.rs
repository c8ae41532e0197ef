//! `jury`: the same desk without a window.
//!
//! Argument parsing and printing only: every command asks jury-desk's operations, the two advisory ones jury-stats. The one rule: exit 0 all
//! well, 1 something was held, rejected or a check failed, 2 bad usage or bad input, 3 internal.

mod advisory_commands;
mod args;
mod backup_command;
mod bench;
mod demo_command;
mod desk_commands;
mod figure_commands;
mod file_commands;
mod final_commands;
mod help;
mod outcome;
mod papers_command;
mod passphrase;
mod reading;
mod round_commands;
mod search_command;
mod terminal;
mod usage;
mod words;

use std::process::ExitCode;

fn main() -> ExitCode {
    if let Some(code) = jury_desk::render_worker() {
        return code;
    }
    let arguments = match usage::parse() {
        Ok(arguments) => arguments,
        Err(code) => return code,
    };
    let json = arguments.json;
    outcome::finish(run(arguments), json)
}

fn run(arguments: args::Arguments) -> Result<outcome::Outcome, outcome::Failure> {
    use args::Command;
    match arguments.command {
        Command::Size(size) => figure_commands::size(&size),
        Command::Total(total) => figure_commands::total(&total),
        Command::Tally(tally) => figure_commands::tally(&tally),
        Command::Agreement(table) => advisory_commands::agreement(&table),
        Command::Severity(table) => advisory_commands::severity(&table),
        Command::Demo(demo) => demo_command::demo(&demo),
        Command::Contest(contest) => desk_commands::contest(&contest),
        Command::Pack(pack) => desk_commands::pack(&pack),
        Command::Letter(letter) => desk_commands::letter(&letter),
        Command::Sheet(sheet) => file_commands::sheet(&sheet),
        Command::Panel(panel) => desk_commands::panel(&panel),
        Command::Confirm(confirm) => desk_commands::confirm(&confirm),
        Command::Merge(merge) => desk_commands::merge(&merge),
        Command::Results(results) => desk_commands::results(&results),
        Command::Rule(rule) => round_commands::rule(&rule),
        Command::Round(round) => round_commands::round(&round),
        Command::Archive(archive) => desk_commands::archive(&archive),
        Command::Papers(papers) => papers_command::papers(&papers),
        Command::Search(search) => search_command::search(&search),
        Command::Receipt(receipt) => file_commands::receipt(&receipt),
        Command::Rescue(rescue) => file_commands::rescue(&rescue),
        Command::Backup(backup) => backup_command::backup(&backup),
        Command::Doctor(doctor) => file_commands::doctor(&doctor),
    }
}
