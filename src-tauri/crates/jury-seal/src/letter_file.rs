//! The `*.jurytask` file: a signed letter inside an age file.
//!
//! Not a check of the letter: [`crate::verify::open_letter`] does that with the bytes that come out. The one rule: the signature is
//! inside, because age says nothing about who made a file.

use age::x25519;

use crate::age_box::{self, BoxFault, WORK};
use crate::envelope::Envelope;
use crate::opening_code::OpeningCode;

/// How to lock a letter.
#[derive(Debug, Clone, Copy)]
pub enum Lock<'a> {
    /// With a code told by phone.
    Code(&'a OpeningCode),
    /// With a code and less scrypt work, so that a thousand test letters take seconds. Never for a real contest: log₂ N 10 is
    /// 256 times easier to guess than [`WORK`].
    CodeForTests(&'a OpeningCode),
    /// To the expert's enrolled key.
    Key(&'a x25519::Recipient),
}

/// log₂ N of [`Lock::CodeForTests`].
const WORK_FOR_TESTS: u8 = 10;

/// What opens a letter.
#[derive(Clone, Copy)]
pub enum Key<'a> {
    /// The code.
    Code(&'a OpeningCode),
    /// The expert's age identity, out of the vault.
    Identity(&'a x25519::Identity),
}

/// Locks a signed letter.
#[must_use]
pub fn seal_letter(letter: &Envelope, lock: Lock<'_>) -> Vec<u8> {
    let plain = letter.to_bytes();
    match lock {
        Lock::Code(code) => age_box::lock_with_code(&plain, code.passphrase(), WORK),
        Lock::CodeForTests(code) => {
            age_box::lock_with_code(&plain, code.passphrase(), WORK_FOR_TESTS)
        }
        Lock::Key(recipient) => age_box::lock_to_key(&plain, recipient),
    }
}

/// Opens a letter file; out come the envelope's bytes, whose signature is checked next.
///
/// # Errors
/// [`BoxFault`] says whether the file, the code or the amount of work is wrong.
pub fn open_letter(file: &[u8], key: Key<'_>) -> Result<Vec<u8>, BoxFault> {
    match key {
        Key::Code(code) => age_box::unlock_with_code(file, code.passphrase()),
        Key::Identity(identity) => age_box::unlock_with_key(file, identity),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::age_box::{LockKind, MAX_WORK, lock_kind};
    use crate::document::seal;
    use crate::samples;

    fn code(seed: u8) -> OpeningCode {
        OpeningCode::generate(&mut |bytes: &mut [u8]| bytes.fill(seed))
    }

    fn letter() -> Envelope {
        seal(&samples::letter(), &[&samples::key(1)]).unwrap()
    }

    #[test]
    fn a_letter_opens_with_its_code_and_with_no_other() {
        let file = seal_letter(&letter(), Lock::CodeForTests(&code(1)));
        assert_eq!(lock_kind(&file), Ok(LockKind::Code));
        assert_eq!(
            open_letter(&file, Key::Code(&code(1))),
            Ok(letter().to_bytes())
        );
        assert_eq!(
            open_letter(&file, Key::Code(&code(2))),
            Err(BoxFault::WrongKey)
        );
    }

    #[test]
    fn a_letter_opens_with_the_key_it_was_made_for_and_with_no_other() {
        let (mine, other) = (x25519::Identity::generate(), x25519::Identity::generate());
        let file = seal_letter(&letter(), Lock::Key(&mine.to_public()));
        assert_eq!(lock_kind(&file), Ok(LockKind::Key));
        assert_eq!(
            open_letter(&file, Key::Identity(&mine)),
            Ok(letter().to_bytes())
        );
        assert_eq!(
            open_letter(&file, Key::Identity(&other)),
            Err(BoxFault::WrongKey)
        );
        assert_eq!(
            open_letter(&file, Key::Code(&code(1))),
            Err(BoxFault::OtherLock)
        );
    }

    #[test]
    fn a_real_letter_costs_two_to_the_eighteenth() {
        let file = seal_letter(&letter(), Lock::Code(&code(1)));
        let header = String::from_utf8_lossy(&file[..120]).into_owned();
        assert!(header.lines().nth(1).unwrap().ends_with(" 18"), "{header}");
        assert!(open_letter(&file, Key::Code(&code(1))).is_ok());
    }

    #[test]
    fn more_work_than_is_reasonable_is_refused_before_any_of_it() {
        // Made with little work; only the number in the header asks for more. It is refused before the header's MAC is looked at.
        let file = age_box::lock_with_code(b"x", code(1).passphrase(), 9);
        let text: Vec<u8> = {
            let at = file
                .windows(3)
                .position(|window| window == b" 9\n")
                .unwrap();
            [
                &file[..at],
                format!(" {}\n", MAX_WORK + 1).as_bytes(),
                &file[at + 3..],
            ]
            .concat()
        };
        assert_eq!(
            open_letter(&text, Key::Code(&code(1))),
            Err(BoxFault::TooMuchWork {
                log_n: MAX_WORK + 1
            })
        );
    }

    #[test]
    fn foreign_truncated_and_changed_files_are_told_apart() {
        let file = seal_letter(&letter(), Lock::CodeForTests(&code(1)));
        let open = |bytes: &[u8]| open_letter(bytes, Key::Code(&code(1)));
        assert_eq!(
            open(b"PK\x03\x04 something else"),
            Err(BoxFault::NotAgeFile)
        );
        assert_eq!(open(b""), Err(BoxFault::Truncated));
        assert_eq!(
            open(&vec![0; age_box::MAX_FILE + 1]),
            Err(BoxFault::TooLarge)
        );
        for end in [10, 30, 100, 200, file.len() / 2, file.len() - 1] {
            assert!(open(&file[..end]).is_err(), "{end}");
        }
        for place in (0..file.len()).step_by(file.len() / 60) {
            let mut changed = file.clone();
            changed[place] ^= 0x10;
            assert!(open(&changed).is_err(), "{place}");
        }
    }
}
