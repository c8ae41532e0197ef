//! A whole made-up contest on disk, with real files.
