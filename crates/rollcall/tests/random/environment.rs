//! What a long run sets: how much, and where chance starts.

use std::path::Path;

use crate::chance::{self, Chance};

/// Where Linux keeps files in memory.
const IN_MEMORY: &str = "/dev/shm";

/// A number from the environment, or the one of a short run.
pub(crate) fn number(variable: &str, otherwise: u64) -> u64 {
    let Ok(text) = std::env::var(variable) else { return otherwise };
    text.parse().unwrap_or_else(|_| panic!("{variable} must be a number, and is {text}"))
}

/// Chance from `ROLLCALL_RANDOM_SEED`, or from a seed nobody chose. It is printed.
pub(crate) fn chance(of: &str) -> Chance {
    let seed = number("ROLLCALL_RANDOM_SEED", chance::seed());
    println!("{of} with seed {seed}");
    Chance::new(seed)
}

/// A data folder, in memory where the system has such a place: nothing here is about disks.
pub(crate) fn folder() -> tempfile::TempDir {
    let folder = if Path::new(IN_MEMORY).is_dir() {
        tempfile::tempdir_in(IN_MEMORY)
    } else {
        tempfile::tempdir()
    };
    folder.expect("a data folder")
}
