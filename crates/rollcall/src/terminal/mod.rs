//! How text looks on a terminal.

mod json;
mod table;

pub(crate) use json::laid_out;
pub(crate) use table::Table;

use std::env;
use std::fmt;

/// Whether a terminal may be written in colours: not if `NO_COLOR` is set (no-color.org), nor on one that can't.
pub(crate) fn colours_wanted() -> bool {
    let set = |name| env::var_os(name).is_some_and(|value| !value.is_empty());
    !set("NO_COLOR") && env::var_os("TERM").is_none_or(|term| term != "dumb")
}

/// Colours, or none. No meaning is in a colour alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Paint(pub(crate) bool);

impl Paint {
    /// What a reader looks for first.
    pub(crate) fn strong<T: fmt::Display>(self, text: T) -> Painted<T> {
        self.painted("1", text)
    }

    /// What a reader may skip.
    pub(crate) fn faint<T: fmt::Display>(self, text: T) -> Painted<T> {
        self.painted("2", text)
    }

    /// What went as it should.
    pub(crate) fn good<T: fmt::Display>(self, text: T) -> Painted<T> {
        self.painted("32", text)
    }

    /// What was refused.
    pub(crate) fn refused<T: fmt::Display>(self, text: T) -> Painted<T> {
        self.painted("33", text)
    }

    /// What went wrong.
    pub(crate) fn bad<T: fmt::Display>(self, text: T) -> Painted<T> {
        self.painted("31", text)
    }

    fn painted<T>(self, code: &'static str, text: T) -> Painted<T> {
        Painted { code: self.0.then_some(code), text }
    }
}

/// A text in a colour.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Painted<T> {
    code: Option<&'static str>,
    text: T,
}

impl<T: fmt::Display> fmt::Display for Painted<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.code {
            Some(code) => write!(f, "\u{1b}[{code}m{}\u{1b}[0m", self.text),
            None => self.text.fmt(f),
        }
    }
}
