//! What the program is started with: `--desks FOLDER`, any number of times.

use std::ffi::OsString;
use std::path::PathBuf;

/// The start's options.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Options {
    /// Folders of desks; new ones are made in the first. Empty for the usual one.
    pub(crate) desks: Vec<PathBuf>,
}

/// Why the arguments are not understood.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum OptionsError {
    /// `--desks` at the end of the line.
    #[error("--desks needs a folder")]
    NoFolder,
    /// Something else.
    #[error("unknown argument {given:?}; usage: jurybench [--desks FOLDER]…")]
    Unknown {
        /// As it was given.
        given: OsString,
    },
}

impl Options {
    /// Reads the arguments after the program's name.
    pub(crate) fn read(
        arguments: impl IntoIterator<Item = OsString>,
    ) -> Result<Self, OptionsError> {
        let mut arguments = arguments.into_iter();
        let mut options = Self::default();
        while let Some(argument) = arguments.next() {
            if argument != "--desks" {
                return Err(OptionsError::Unknown { given: argument });
            }
            options
                .desks
                .push(arguments.next().ok_or(OptionsError::NoFolder)?.into());
        }
        Ok(options)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(arguments: &[&str]) -> Result<Options, OptionsError> {
        Options::read(arguments.iter().map(OsString::from))
    }

    #[test]
    fn several_folders_of_desks_are_taken_in_order() {
        let options = read(&["--desks", "a", "--desks", "b"]).unwrap();
        assert_eq!(options.desks, [PathBuf::from("a"), PathBuf::from("b")]);
        assert_eq!(read(&[]).unwrap(), Options::default());
    }

    #[test]
    fn what_is_not_understood_is_said() {
        assert_eq!(read(&["--desks"]), Err(OptionsError::NoFolder));
        assert_eq!(
            read(&["x.jurytask"]),
            Err(OptionsError::Unknown {
                given: "x.jurytask".into()
            })
        );
    }
}
