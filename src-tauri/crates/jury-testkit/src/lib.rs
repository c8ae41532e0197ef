//! Builders, fixed clocks and keys for tests; a dev-dependency only.
