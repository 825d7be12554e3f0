//! Text that a person copies into a shell.

use std::path::Path;

/// A word as a POSIX shell reads it: in quotes if it needs them.
pub(crate) fn quoted(word: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || "-_./:=@%+,".contains(c);
    if !word.is_empty() && word.chars().all(plain) {
        word.to_owned()
    } else {
        format!("'{}'", word.replace('\'', r"'\''"))
    }
}

/// This program as it was called, so that a command shown works where the program is on no search path.
pub(crate) fn program() -> String {
    let called = std::env::args_os().next().unwrap_or_else(|| "rollcall".into());
    let path = Path::new(&called);
    let name =
        if path.components().count() > 1 { called.to_string_lossy() } else { "rollcall".into() };
    quoted(&name)
}

#[cfg(test)]
mod tests;
