//! Names that no other run, and nobody else, has.

use std::sync::atomic::{AtomicU32, Ordering};

/// The names of one run.
#[derive(Debug)]
pub(crate) struct Names {
    run: String,
    next: AtomicU32,
}

impl Names {
    /// New names. Two runs have the same ones once in four thousand million times.
    pub(crate) fn new() -> std::io::Result<Self> {
        let mut bytes = [0; 4];
        getrandom::fill(&mut bytes).map_err(std::io::Error::other)?;
        Ok(Self { run: format!("check-{}", hex::encode(bytes)), next: AtomicU32::new(1) })
    }

    /// What all names of this run begin with.
    pub(crate) fn run(&self) -> &str {
        &self.run
    }

    /// A new name.
    pub(crate) fn fresh(&self) -> String {
        format!("{}-{}", self.run, self.next.fetch_add(1, Ordering::Relaxed))
    }
}
