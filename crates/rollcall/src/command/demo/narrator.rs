//! The voice of the demo: numbered steps, facts, requests and responses.

use std::fmt::Display;
use std::io::Write;
use std::time::Duration;

use secrecy::{ExposeSecret, SecretString};
use serde_json::Value;

use crate::failure::Failure;
use crate::terminal::{Paint, laid_out};

/// Where the text of a step begins.
const INDENT: usize = 4;

/// Tells the story.
pub(super) struct Narrator<'a> {
    out: &'a mut dyn Write,
    paint: Paint,
    step: usize,
}

impl<'a> Narrator<'a> {
    /// A narrator who has told nothing yet.
    pub(super) fn new(out: &'a mut dyn Write, paint: Paint) -> Self {
        Self { out, paint, step: 0 }
    }

    /// The title.
    pub(super) fn title(&mut self, text: &str) -> Result<(), Failure> {
        Ok(writeln!(self.out, "{}", self.paint.strong(text))?)
    }

    /// The next step.
    pub(super) fn step(&mut self, text: &str) -> Result<(), Failure> {
        self.step += 1;
        let heading = format!("{}. {text}", self.step);
        Ok(writeln!(self.out, "\n{}", self.paint.strong(heading))?)
    }

    /// Something that is so.
    pub(super) fn fact(&mut self, name: &str, value: impl Display) -> Result<(), Failure> {
        Ok(writeln!(self.out, "{:INDENT$}{:<17}{value}", "", name)?)
    }

    /// Something that was checked.
    pub(super) fn checked(&mut self, text: impl Display) -> Result<(), Failure> {
        Ok(writeln!(self.out, "\n{:INDENT$}{} {text}", "", self.paint.good("✓"))?)
    }

    /// A request as it is sent.
    pub(super) fn request(
        &mut self,
        method: &str,
        path: &str,
        key: &SecretString,
        body: Option<&Value>,
    ) -> Result<(), Failure> {
        let line = format!("{method} {path}");
        writeln!(self.out, "\n{:INDENT$}{}", "", self.paint.strong(line))?;
        let authorization = format!("Authorization: Bearer {}", masked(key));
        writeln!(self.out, "{:INDENT$}{}", "", self.paint.faint(authorization))?;
        self.body(body)
    }

    /// A response as it came.
    pub(super) fn response(
        &mut self,
        status: u16,
        location: Option<&str>,
        body: &Value,
        took: Duration,
    ) -> Result<(), Failure> {
        let line = format!("{status} {}", reason(status));
        let paint = self.paint;
        let line = if status < 400 { paint.good(line) } else { paint.refused(line) };
        let milliseconds = format!("in {:.1} ms", took.as_secs_f64() * 1_000.0);
        writeln!(self.out, "\n{:INDENT$}→ {line} {}", "", paint.faint(milliseconds))?;
        if let Some(location) = location {
            writeln!(self.out, "{:INDENT$}{}", "", paint.faint(format!("Location: {location}")))?;
        }
        self.body(Some(body).filter(|body| !body.is_null()))
    }

    /// Text for after the show, as it stands.
    pub(super) fn plain(&mut self, text: impl Display) -> Result<(), Failure> {
        write!(self.out, "{text}")?;
        Ok(self.out.flush()?)
    }

    fn body(&mut self, body: Option<&Value>) -> Result<(), Failure> {
        if let Some(body) = body {
            writeln!(self.out, "{:INDENT$}{}", "", laid_out(body, INDENT))?;
        }
        Ok(())
    }
}

/// Enough of a key to know it again, and too little to use.
pub(super) fn masked(key: &SecretString) -> String {
    let key = key.expose_secret();
    let last = key.len().checked_sub(4).and_then(|start| key.get(start..)).unwrap_or_default();
    format!("rc_…{last}")
}

/// What the demo's statuses are called (RFC 9110 §15).
const fn reason(status: u16) -> &'static str {
    match status {
        200 => "OK",
        201 => "Created",
        204 => "No Content",
        409 => "Conflict",
        _ => "",
    }
}
