//! The checks, in files by subject.

mod create;

use crate::case::Case;

/// All checks, in the order they are made.
pub fn cases() -> impl Iterator<Item = Case> {
    let subjects: [&[Case]; 1] = [create::CASES];
    subjects.into_iter().flatten().copied()
}
