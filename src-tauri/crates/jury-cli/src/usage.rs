//! Arguments that do not parse, in words: clap knows what is wrong, the sentence is ours. Help with Chinese headings as well.
//!
//! The one rule: a script that asked for JSON gets a document for bad usage too, even though its `--json` never came to be parsed.

use std::process::ExitCode;

use clap::builder::StyledStr;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Arg, ArgAction, Command, CommandFactory as _, FromArgMatches as _};
use serde_json::json;

use crate::args::Arguments;
use crate::{help, outcome};

/// What clap says of each command, in the order of its own help, under Chinese headings.
const HELP: &str = "{about-with-newline}\n用法：{usage}\n\n{all-args}{after-help}";

/// The arguments, or the exit code after help was shown or the mistake was said.
pub(crate) fn parse() -> Result<Arguments, ExitCode> {
    let command = in_chinese(Arguments::command(), "", true);
    let matches = command.try_get_matches().map_err(|error| said(&error))?;
    Arguments::from_arg_matches(&matches).map_err(|error| said(&error))
}

/// Headings and lines of a command and of those below it; `path`: its names from the first on.
fn in_chinese(command: Command, path: &str, is_root: bool) -> Command {
    let command = match help::about(path) {
        Some(about) => command.about(about),
        None => command,
    };
    let help = Arg::new("help")
        .short('h')
        .long("help")
        .action(ArgAction::Help)
        .help("显示用法")
        .help_heading("选项");
    let version = Arg::new("version")
        .short('V')
        .long("version")
        .action(ArgAction::Version)
        .help("显示版本")
        .help_heading("选项");
    let command = command
        .help_template(HELP)
        .subcommand_help_heading("命令")
        .disable_help_flag(true)
        .disable_help_subcommand(true)
        .disable_version_flag(true)
        .mut_args(|arg| {
            let heading = if arg.is_positional() {
                "文件和文件夹"
            } else {
                "选项"
            };
            let said = help::option(path, arg.get_id().as_str());
            let arg = arg.help_heading(heading);
            match said {
                Some(said) => arg.help(said),
                None => arg,
            }
        })
        .mut_subcommands(|one| {
            let path = format!("{path} {}", one.get_name());
            in_chinese(one, path.trim_start(), false)
        })
        .arg(help);
    if is_root {
        command.arg(version)
    } else {
        command
    }
}

fn said(error: &clap::Error) -> ExitCode {
    if matches!(
        error.kind(),
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion
    ) {
        outcome::emit(error.render().to_string().trim_end());
        return ExitCode::SUCCESS;
    }
    let sentence = format!("{}，请用 --help 查看用法。", what_is_wrong(error));
    let detail = detail(error);
    let wants_json = std::env::args_os().any(|argument| argument == "--json");
    if wants_json {
        outcome::complain(&sentence);
        let document = json!({"error": {"code": "usage", "sentence": sentence, "detail": detail}});
        outcome::emit(&document.to_string());
    } else {
        outcome::complain(&format!("{sentence}\n\n{detail}"));
    }
    ExitCode::from(2)
}

/// What could be written instead, and how the command is used.
fn detail(error: &clap::Error) -> String {
    let named = |kind| error.get(kind).map(listed).filter(|text| !text.is_empty());
    let similar = [
        ContextKind::SuggestedArg,
        ContextKind::SuggestedSubcommand,
        ContextKind::SuggestedValue,
    ];
    let mut lines = Vec::new();
    lines.extend(
        similar
            .into_iter()
            .filter_map(named)
            .map(|text| format!("也许是：{text}")),
    );
    lines.extend(named(ContextKind::ValidValue).map(|text| format!("可以写：{text}")));
    lines.extend(named(ContextKind::ValidSubcommand).map(|text| format!("可用的命令：{text}")));
    lines.extend(named(ContextKind::Usage).map(|text| text.replace("Usage:", "用法：")));
    lines.join("\n")
}

fn what_is_wrong(error: &clap::Error) -> String {
    let named = |kind| error.get(kind).map(listed).unwrap_or_default();
    let argument = named(ContextKind::InvalidArg);
    match error.kind() {
        ErrorKind::MissingRequiredArgument => format!("缺少必填的参数 {argument}"),
        ErrorKind::MissingSubcommand | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            "没有写明要执行的命令".to_owned()
        }
        ErrorKind::InvalidSubcommand => {
            format!("没有“{}”这个命令", named(ContextKind::InvalidSubcommand))
        }
        ErrorKind::UnknownArgument => format!("没有“{argument}”这个参数，或它写错了位置"),
        ErrorKind::ArgumentConflict => format!(
            "参数 {argument} 与 {} 不能同时使用，或重复了",
            named(ContextKind::PriorArg)
        ),
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            match named(ContextKind::InvalidValue) {
                empty if empty.is_empty() => format!("参数 {argument} 后面缺少内容"),
                value => format!("参数 {argument} 不能是“{value}”"),
            }
        }
        ErrorKind::TooManyValues | ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues => {
            format!("参数 {argument} 的个数不对")
        }
        ErrorKind::NoEquals => format!("参数 {argument} 要写成“参数=值”"),
        ErrorKind::InvalidUtf8 => "参数里有不是 UTF-8 编码的文字".to_owned(),
        _ => "命令写法不对".to_owned(),
    }
}

fn listed(value: &ContextValue) -> String {
    match value {
        ContextValue::String(text) => text.clone(),
        ContextValue::Strings(texts) => texts.join("、"),
        ContextValue::StyledStr(text) => plain(text),
        ContextValue::StyledStrs(texts) => texts.iter().map(plain).collect::<Vec<_>>().join("、"),
        _ => String::new(),
    }
}

fn plain(text: &StyledStr) -> String {
    text.to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every command with everything that can be said to it.
    fn lines(command: &Command, path: &str, found: &mut Vec<(String, String)>) {
        let text = |said: Option<&StyledStr>| said.map(plain).unwrap_or_default();
        found.push((path.to_owned(), text(command.get_about())));
        for arg in command.get_arguments() {
            found.push((format!("{path} {}", arg.get_id()), text(arg.get_help())));
        }
        for one in command.get_subcommands() {
            lines(one, &format!("{path} {}", one.get_name()), found);
        }
    }

    #[test]
    fn every_command_and_option_is_explained_in_chinese() {
        let mut found = Vec::new();
        lines(
            &in_chinese(Arguments::command(), "", true),
            "jury",
            &mut found,
        );
        let in_chinese = |text: &str| text.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
        let left: Vec<_> = found.iter().filter(|(_, said)| !in_chinese(said)).collect();
        assert!(left.is_empty(), "{left:?}");
        assert!(found.len() > 150, "{}", found.len());
    }
}
