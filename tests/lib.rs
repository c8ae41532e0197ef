//! Tests across crates; see the [[test]] entries of Cargo.toml.
