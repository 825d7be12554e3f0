//! Where a key is taken from: never from an argument, and never shown.

use std::env;
use std::fmt;
use std::fs;
use std::io::{self, BufRead as _, IsTerminal as _, Read as _};
use std::path::Path;

use console::Term;
use secrecy::SecretString;

use crate::failure::Failure;

/// The longest key that is read.
const MAX_LENGTH: u64 = 64 * 1024;

/// Whose key is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Whose {
    Directory,
    Organization,
}

/// The keys that are given to one command, one after the other.
#[derive(Debug)]
pub(super) struct KeyInput {
    /// Whether standard input is a person.
    terminal: bool,
}

impl KeyInput {
    pub(super) fn new() -> Self {
        Self { terminal: io::stdin().is_terminal() }
    }

    /// The next key: from a file, a variable, a question, or the next line of standard input.
    pub(super) fn key(
        &mut self,
        whose: Whose,
        file: Option<&Path>,
        variable: Option<&str>,
    ) -> Result<SecretString, Failure> {
        let text = match (file, variable) {
            (Some(path), _) if path.as_os_str() == "-" => line()?,
            (Some(path), _) => from_file(path)?,
            (None, Some(name)) => env::var(name)
                .map_err(|_| Failure::NoKey { place: format!("{name} in the environment") })?,
            (None, None) if self.terminal => asked(whose)?,
            (None, None) => line()?,
        };
        // A line ends somewhere, and a copied key has spaces around it.
        let key = text.trim();
        let place = || match (file, variable) {
            (Some(path), _) if path.as_os_str() != "-" => path.display().to_string(),
            (None, Some(name)) => format!("{name} in the environment"),
            _ => "standard input".to_owned(),
        };
        if key.is_empty() {
            return Err(Failure::NoKey { place: place() });
        }
        if !key.bytes().all(|byte| byte.is_ascii_graphic()) {
            let inside = "a key has no spaces, control characters or letters beyond ASCII inside";
            return Err(unreadable(&place(), io::Error::new(io::ErrorKind::InvalidData, inside)));
        }
        Ok(SecretString::from(key))
    }
}

/// The next line of standard input, whose buffer the process shares.
fn line() -> Result<String, Failure> {
    let mut text = String::new();
    let read = io::stdin().lock().take(MAX_LENGTH).read_line(&mut text);
    read.map_err(|source| unreadable("standard input", source))?;
    Ok(text)
}

fn from_file(path: &Path) -> Result<String, Failure> {
    fs::read_to_string(path).map_err(|source| unreadable(&path.display().to_string(), source))
}

/// Asks a person, and shows nothing of the answer.
fn asked(whose: Whose) -> Result<String, Failure> {
    let terminal = Term::stderr();
    let failed = |source| unreadable("the terminal", source);
    terminal.write_str(&format!("Key of the {whose} (not shown): ")).map_err(failed)?;
    terminal.read_secure_line().map_err(failed)
}

fn unreadable(place: &str, source: io::Error) -> Failure {
    Failure::KeyUnreadable { place: place.to_owned(), source }
}

impl fmt::Display for Whose {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Directory => "directory",
            Self::Organization => "organization",
        })
    }
}
