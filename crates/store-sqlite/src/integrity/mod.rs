//! Verification of what only the store can see.
//!
//! Each invariant has a code. Of one code at most [`MOST`] findings are told: they are enough to see what is wrong.

mod emails;
mod file;
mod memory;
mod packed;
mod rows;

use directory::store::Finding;
use rusqlite::Connection;

use crate::memory::Memory;

/// The most findings of one code.
const MOST: usize = 100;

/// Checks every invariant, of the file and of what is in memory of it.
pub(crate) fn check(connection: &Connection, memory: &Memory) -> rusqlite::Result<Vec<Finding>> {
    let mut findings = file::check(connection)?;
    findings.extend(rows::check(connection)?);
    findings.extend(emails::check(connection)?);
    findings.extend(packed::check(connection)?);
    findings.extend(memory::check(connection, memory)?);
    Ok(findings)
}
