//! What the program is started with.

use std::path::PathBuf;

const USAGE: &str = "usage: cargo xtask bench [--json] [--peers] [--long] [--only NAME]…";

/// The options of one run.
#[derive(Debug, Default)]
pub(crate) struct Options {
    /// One JSON document instead of a table.
    pub(crate) json: bool,
    /// Also the same work in the Python people use today.
    pub(crate) peers: bool,
    /// Also what takes long: a whole hour's page turns instead of a fifth of them.
    pub(crate) long: bool,
    /// Take only figures whose names contain one of these; all when empty.
    only: Vec<String>,
    /// This run is the process whose memory the merge is measured in; the file holds the envelopes.
    pub(crate) merge_child: Option<PathBuf>,
}

impl Options {
    /// Reads the arguments after the program's name.
    ///
    /// # Errors
    /// A sentence for whoever typed them.
    pub(crate) fn read(arguments: impl IntoIterator<Item = String>) -> Result<Self, &'static str> {
        let mut arguments = arguments.into_iter();
        let mut options = Self::default();
        while let Some(argument) = arguments.next() {
            match argument.as_str() {
                "--json" => options.json = true,
                "--peers" => options.peers = true,
                "--long" => options.long = true,
                "--only" => options.only.push(arguments.next().ok_or(USAGE)?),
                "--merge-child" => {
                    options.merge_child = Some(arguments.next().ok_or(USAGE)?.into());
                }
                // Said by `cargo bench` to every benchmark.
                "--bench" => {}
                _ => return Err(USAGE),
            }
        }
        Ok(options)
    }

    /// Whether a measure that gives these figures is wanted.
    pub(crate) fn wants(&self, names: &[&str]) -> bool {
        self.only.is_empty()
            || self
                .only
                .iter()
                .any(|only| names.iter().any(|name| name.contains(only.as_str())))
    }
}
