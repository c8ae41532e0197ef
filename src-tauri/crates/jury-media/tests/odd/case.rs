//! One odd document and what may become of it; the dice that make one.
//!
//! The one rule: the same name is the same bytes on every run.

use jury_media::Refusal;

/// What may become of a document. In every case: pixels of the right size or a typed fault, in time, and the worker is
/// well afterwards.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Expect {
    /// Its first page shows, with something on it.
    Ink,
    /// Its first page comes, be it white.
    Page,
    /// Its first page comes, and if nothing is on it the judge is told that characters are missing.
    InkOrTold,
    /// It is refused with this word.
    Refused(Refusal),
    /// A page or a word.
    Either,
}

pub(crate) struct Case {
    /// Family and place in it: `xref/3`.
    pub(crate) name: String,
    pub(crate) bytes: Vec<u8>,
    pub(crate) expect: Expect,
}

/// The cases of one family, numbered as they come.
pub(crate) struct Family {
    name: &'static str,
    pub(crate) cases: Vec<Case>,
}

impl Family {
    pub(crate) const fn new(name: &'static str) -> Self {
        Self {
            name,
            cases: Vec::new(),
        }
    }

    pub(crate) fn add(&mut self, what: impl std::fmt::Display, expect: Expect, bytes: Vec<u8>) {
        self.cases.push(Case {
            name: format!("{}/{} {what}", self.name, self.cases.len()),
            bytes,
            expect,
        });
    }
}

/// Small deterministic randomness: xorshift64*, Vigna 2016.
pub(crate) struct Dice(u64);

impl Dice {
    pub(crate) const fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    const fn next(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_f491_4f6c_dd1d)
    }

    /// A number below `bound`, which is small and not 0.
    pub(crate) fn below(&mut self, bound: usize) -> usize {
        usize::try_from((self.next() >> 16) % bound as u64).unwrap_or(0)
    }

    pub(crate) fn byte(&mut self) -> u8 {
        self.next().to_be_bytes()[0]
    }

    pub(crate) fn of<T: Copy>(&mut self, choices: &[T]) -> T {
        choices[self.below(choices.len())]
    }

    pub(crate) fn bytes(&mut self, length: usize) -> Vec<u8> {
        (0..length).map(|_| self.byte()).collect()
    }
}
