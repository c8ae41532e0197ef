//! The shape of the code as tests: who may know whom, how long a file may be, no forgotten test file.
//!
//! An edge that is missing here is forbidden; adding one is a decision about the design, not a mend of this file.

#![expect(
    clippy::unwrap_used,
    reason = "a check that cannot read the tree has failed"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

/// Package to the workspace packages it may depend on. Dev-dependencies may add jury-testkit and what lies below those.
const MAY_KNOW: &[(&str, &[&str])] = &[
    ("jury-core", &[]),
    ("jury-media", &[]),
    ("jury-stats", &[]),
    ("jury-seal", &["jury-core"]),
    ("jury-store", &["jury-core"]),
    ("jury-exchange", &["jury-core", "jury-seal"]),
    (
        "jury-desk",
        &[
            "jury-core",
            "jury-exchange",
            "jury-media",
            "jury-seal",
            "jury-stats",
            "jury-store",
        ],
    ),
    ("jury-demo", &["jury-core", "jury-desk"]),
    (
        "jury-cli",
        &["jury-core", "jury-demo", "jury-desk", "jury-stats"],
    ),
    ("jury-testkit", &["jury-core", "jury-seal"]),
    ("jurybench", &["jury-desk"]),
    ("jury-tests", &[]),
    ("xtask", &[]),
];

/// Packages whose dev-dependencies may be anything of ours: tests across crates.
const TESTS: &str = "jury-tests";
const TESTKIT: &str = "jury-testkit";

/// What only the shell may name, by the beginning of the crate's name.
const WINDOW_CRATES: &[&str] = &[
    "tauri",
    "wry",
    "tao",
    "webkit2gtk",
    "gtk",
    "gdk",
    "webview2",
    "rfd",
];

/// Lines a source file may have; and a file of tests.
const LINES: usize = 600;
const TEST_LINES: usize = 800;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .unwrap()
        .to_owned()
}

fn metadata() -> Value {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = Command::new(cargo);
    let output = command
        .args(["metadata", "--format-version=1", "--offline", "--no-deps"])
        .current_dir(root())
        .output()
        .unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    serde_json::from_slice(&output.stdout).unwrap()
}

fn list<'a>(value: &'a Value, key: &str) -> &'a [Value] {
    value[key]
        .as_array()
        .unwrap_or_else(|| panic!("cargo metadata has no {key}"))
}

fn text<'a>(value: &'a Value, key: &str) -> &'a str {
    value[key]
        .as_str()
        .unwrap_or_else(|| panic!("cargo metadata has no {key}"))
}

/// Package to the names of its dependencies of one kind.
fn dependencies(kind: &Value) -> BTreeMap<String, BTreeSet<String>> {
    let metadata = metadata();
    let of = |package: &Value| {
        let dependencies = list(package, "dependencies")
            .iter()
            .filter(|dependency| dependency["kind"] == *kind);
        dependencies
            .map(|dependency| text(dependency, "name").to_owned())
            .collect()
    };
    list(&metadata, "packages")
        .iter()
        .map(|package| (text(package, "name").to_owned(), of(package)))
        .collect()
}

fn ours(names: &BTreeSet<String>) -> impl Iterator<Item = &String> {
    names
        .iter()
        .filter(|name| MAY_KNOW.iter().any(|(package, _)| package == name))
}

#[test]
fn every_package_of_the_workspace_has_its_place() {
    let packages: Vec<String> = dependencies(&Value::Null).into_keys().collect();
    let mut placed: Vec<&str> = MAY_KNOW.iter().map(|(package, _)| *package).collect();
    placed.sort_unstable();
    assert_eq!(packages, placed);
}

#[test]
fn no_package_knows_one_it_may_not_know() {
    let normal = dependencies(&Value::Null);
    for (package, allowed) in MAY_KNOW {
        for known in ours(&normal[*package]) {
            assert!(
                allowed.contains(&known.as_str()),
                "{package} may not depend on {known}"
            );
        }
    }
}

#[test]
fn the_testkit_is_for_tests_and_tests_look_only_downwards() {
    for (package, known) in dependencies(&Value::from("dev")) {
        let below = below(&package);
        for known in ours(&known).filter(|_| package != TESTS) {
            assert!(
                known == TESTKIT || below.contains(known.as_str()),
                "the tests of {package} may not depend on {known}"
            );
        }
    }
    for (package, known) in dependencies(&Value::Null) {
        assert!(!known.contains(TESTKIT), "{package} ships the testkit");
    }
}

/// What a package may know, and what that may know, and so on: its tests may check by any of them, never by one above.
fn below(package: &str) -> BTreeSet<&'static str> {
    let allowed = MAY_KNOW.iter().find(|(name, _)| *name == package);
    let direct = allowed.into_iter().flat_map(|(_, known)| known.iter());
    direct
        .flat_map(|known| below(known).into_iter().chain([*known]))
        .collect()
}

#[test]
fn tauri_stands_in_one_manifest() {
    for kind in [Value::Null, Value::from("dev"), Value::from("build")] {
        for (package, known) in dependencies(&kind) {
            let window = known.iter().find(|name| is_window_crate(name));
            assert!(
                package == "jurybench" || window.is_none(),
                "{package} names {window:?}"
            );
        }
    }
}

fn is_window_crate(name: &str) -> bool {
    WINDOW_CRATES.iter().any(|start| {
        name == *start
            || name
                .strip_prefix(start)
                .is_some_and(|rest| rest.starts_with(['-', '_']))
    })
}

/// Read from the lock file: it holds every platform's crates, and nothing of them need be on this machine.
#[test]
fn the_command_line_reaches_no_window_crate() {
    let lock = std::fs::read_to_string(root().join("Cargo.lock")).unwrap();
    let lock: toml::Value = toml::from_str(&lock).unwrap();
    let mut graph: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for package in lock["package"].as_array().unwrap() {
        let known = package.get("dependencies").and_then(toml::Value::as_array);
        // "name", or "name version" where there are several.
        let names = known
            .into_iter()
            .flatten()
            .filter_map(|one| one.as_str()?.split(' ').next());
        graph
            .entry(package["name"].as_str().unwrap())
            .or_default()
            .extend(names);
    }
    let mut reached = BTreeSet::from(["jury-cli"]);
    let mut waiting = vec!["jury-cli"];
    while let Some(name) = waiting.pop() {
        waiting.extend(graph[name].iter().filter(|next| reached.insert(next)));
    }
    assert!(reached.len() > 20, "the graph was walked");
    for name in reached {
        assert!(!is_window_crate(name), "jury-cli reaches {name}");
    }
}

/// Files with one of the endings below the folders of our own source.
fn sources(endings: &[&str]) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![
        root().join("src-tauri"),
        root().join("ui"),
        root().join("tests"),
    ];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            if path.is_dir()
                && !["node_modules", "dist", "generated", "gen", "target"].contains(&name.as_str())
            {
                folders.push(path);
            } else if path
                .extension()
                .is_some_and(|ending| endings.iter().any(|wanted| ending == *wanted))
            {
                found.push(path);
            }
        }
    }
    assert!(!found.is_empty(), "there is source");
    found
}

fn is_test(path: &Path) -> bool {
    let text = path.to_string_lossy().replace('\\', "/");
    text.contains("/tests/") || text.contains(".test.") || text.ends_with("tests.rs")
}

#[test]
fn no_file_is_longer_than_one_can_hold_in_mind() {
    let mut too_long = Vec::new();
    for path in sources(&["rs", "ts", "tsx"]) {
        let lines = std::fs::read_to_string(&path).unwrap().lines().count();
        if lines > if is_test(&path) { TEST_LINES } else { LINES } {
            too_long.push(format!(
                "{} has {lines} lines",
                path.strip_prefix(root()).unwrap().display()
            ));
        }
    }
    assert!(too_long.is_empty(), "split these:\n{}", too_long.join("\n"));
}

#[test]
fn every_test_file_is_run() {
    let folder = root().join("tests");
    let manifest: toml::Table = std::fs::read_to_string(folder.join("Cargo.toml"))
        .unwrap()
        .parse()
        .unwrap();
    let targets = ["test", "bench"]
        .iter()
        .filter_map(|kind| manifest.get(*kind)?.as_array())
        .flatten();
    let declared: Vec<PathBuf> = targets
        .map(|target| folder.join(target["path"].as_str().unwrap()))
        .collect();
    for path in sources(&["rs"])
        .into_iter()
        .filter(|path| path.starts_with(&folder) && *path != folder.join("lib.rs"))
    {
        assert!(
            declared.contains(&path) || is_declared_module(&path),
            "{} is never compiled",
            path.display()
        );
    }
}

/// Whether the file one level up says `mod NAME;`.
fn is_declared_module(path: &Path) -> bool {
    let own_folder = path.parent().unwrap();
    // `x/mod.rs` is module `x` of the folder above.
    let (name, folder) = match path.file_name().unwrap().to_str().unwrap() {
        "main.rs" => return false,
        "mod.rs" => (
            own_folder.file_name().unwrap().to_str().unwrap(),
            own_folder.parent().unwrap(),
        ),
        file => (file.trim_end_matches(".rs"), own_folder),
    };
    let beside = folder.with_extension("rs");
    let parents = [folder.join("main.rs"), folder.join("mod.rs"), beside];
    parents
        .iter()
        .filter_map(|parent| std::fs::read_to_string(parent).ok())
        .any(|source| {
            source.lines().map(str::trim).any(|line| {
                line.strip_suffix(&format!("mod {name};"))
                    .is_some_and(|rest| rest.is_empty() || rest.starts_with("pub"))
            })
        })
}
