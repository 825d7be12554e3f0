//! What a long run sets: how much, and where chance starts.

use crate::chance::{self, Chance};

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
