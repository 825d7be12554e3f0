//! A check: what is claimed, where it is written, and how it is found out.

use std::pin::Pin;

use crate::need::Need;
use crate::probe::Probe;
use crate::section::Section;
use crate::stop::Stop;

/// How a check ends: well, or for a reason.
pub(crate) type Verdict = Result<(), Stop>;

/// A check at work.
pub(crate) type Running<'a> = Pin<Box<dyn Future<Output = Verdict> + Send + 'a>>;

/// How binding the sentence of the RFC is (RFC 2119).
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum Strength {
    /// A server that does otherwise does not conform.
    Must,
    /// A server may have a reason to do otherwise; clients are better off if it does not.
    Should,
}

/// One check.
#[derive(Clone, Copy, Debug)]
pub struct Case {
    /// What it is called: its subject, a slash, and a name.
    pub id: &'static str,
    /// How binding it is.
    pub strength: Strength,
    /// Where it is written.
    pub section: Section,
    /// What it claims, as a sentence about the server.
    pub says: &'static str,
    pub(crate) needs: &'static [Need],
    pub(crate) check: for<'a> fn(&'a mut Probe) -> Running<'a>,
}

impl Case {
    /// The first part of its id.
    pub fn subject(&self) -> &'static str {
        self.id.split_once('/').map_or(self.id, |(subject, _)| subject)
    }

    /// The same check, made only if the server offers all of these.
    pub(crate) const fn needs(mut self, needs: &'static [Need]) -> Self {
        self.needs = needs;
        self
    }
}

/// A check of what a server must do.
pub(crate) const fn must(
    id: &'static str,
    section: Section,
    says: &'static str,
    check: for<'a> fn(&'a mut Probe) -> Running<'a>,
) -> Case {
    Case { id, strength: Strength::Must, section, says, needs: &[], check }
}

/// A check of what a server should do.
pub(crate) const fn should(
    id: &'static str,
    section: Section,
    says: &'static str,
    check: for<'a> fn(&'a mut Probe) -> Running<'a>,
) -> Case {
    Case { id, strength: Strength::Should, section, says, needs: &[], check }
}
