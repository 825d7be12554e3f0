//! The names of connections.

use super::Error;

/// The longest name.
const MAX_LENGTH: usize = 64;

/// Refuses what can't be a name: it stands in workflow files, on command lines and in TOML as it is.
pub(super) fn check(name: &str) -> Result<(), Error> {
    let letter = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
    let begins = name.starts_with(|c: char| c.is_ascii_alphanumeric());
    if begins && name.len() <= MAX_LENGTH && name.chars().all(letter) {
        Ok(())
    } else {
        Err(Error::Name { name: name.to_owned() })
    }
}
