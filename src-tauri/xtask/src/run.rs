//! `cargo xtask run`: the app on a fresh demo contest, or, without a display, the main job walked through the real window.

use std::path::PathBuf;

use crate::error::XtaskError;
use crate::files::build;
use crate::tool::{Tool, root, say};
use crate::{checks, setup};

/// Opens the app, or walks it.
pub(crate) fn run() -> Result<(), XtaskError> {
    setup::everything()?;
    setup::ui()?;
    let out = next_run();
    if has_display() {
        open(&out)
    } else {
        walk(&out)
    }
}

fn has_display() -> bool {
    let set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    !cfg!(target_os = "linux") || set("DISPLAY") || set("WAYLAND_DISPLAY")
}

/// `build/run-1`, `build/run-2`, …: an earlier run's files are left alone.
fn next_run() -> PathBuf {
    let numbered = (1_u32..).map(|number| build(&format!("run-{number}")));
    numbered
        .into_iter()
        .find(|folder| !folder.exists())
        .expect("not every number is taken")
}

fn open(out: &std::path::Path) -> Result<(), XtaskError> {
    let programs = ["build", "-p", "jurybench", "-p", "jury-cli"];
    Tool::cargo(&programs).run_saying("building the app")?;
    let demo = out.join("demo");
    let program = |name: &str| {
        root()
            .join("target/debug")
            .join(format!("{name}{}", std::env::consts::EXE_SUFFIX))
    };
    let make_demo = Tool::new(program("jury"), ["demo".as_ref(), demo.as_os_str()]);
    make_demo.run_saying(&format!("making a demo contest in {}", demo.display()))?;
    say("opening the window; every passphrase of the demo is: demo");
    let desks = ["organiser", "experts", "fresh"].map(|folder| demo.join(folder));
    let arguments = desks
        .iter()
        .flat_map(|desk| ["--desks".as_ref(), desk.as_os_str()]);
    Tool::new(program("jurybench"), arguments).run()
}

fn walk(out: &std::path::Path) -> Result<(), XtaskError> {
    say("no display: walking the main job through the real window, on a display in memory");
    checks::end_to_end("test(/^walk/)", out)?;
    say(&format!(
        "screenshots and exported files are in {}",
        out.display()
    ));
    for file in crate::files::below(out, &["desks", "demo"])? {
        println!("{}", file.display());
    }
    Ok(())
}
