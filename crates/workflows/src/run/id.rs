//! Ids of runs.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// What stands before the id of a run in those of its requests.
const REQUEST: &str = "run-";

/// The id of a run: a UUIDv7, so that ids sort by the time of the start.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct RunId(Uuid);

impl RunId {
    /// The UUID itself.
    pub const fn as_uuid(&self) -> &Uuid {
        &self.0
    }

    /// The id under which the requests of the run go: the log of the directory tells by it what a run has done.
    pub fn as_request(&self) -> String {
        format!("{REQUEST}{self}")
    }

    /// The run whose requests go under an id, if it is one of a run.
    pub(crate) fn of_request(id: &str) -> Option<Self> {
        id.strip_prefix(REQUEST)?.parse().ok()
    }
}

impl From<Uuid> for RunId {
    fn from(uuid: Uuid) -> Self {
        Self(uuid)
    }
}

impl fmt::Display for RunId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.hyphenated().fmt(f)
    }
}

impl FromStr for RunId {
    type Err = uuid::Error;

    fn from_str(text: &str) -> Result<Self, uuid::Error> {
        Uuid::try_parse(text).map(Self)
    }
}
