//! The resource a request is about.

use directory::model::Kind;

use super::refusals;
use super::session::Session;
use crate::problem::Problem;

/// How a path names a resource.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Target {
    /// By its id: `/Users/{id}`, `/Groups/{id}`.
    Id(Kind),
    /// As whoever holds the key: `/Me` (RFC 7644 §3.11).
    Me,
}

impl Target {
    /// Of what kind it is, and its id as it was sent. 501 for `/Me` where it is off or the key is nobody's.
    pub(super) fn of(self, session: &Session) -> Result<(Kind, String), Problem> {
        match self {
            Self::Id(kind) => Ok((kind, session.id().to_owned())),
            Self::Me => {
                refusals::unless_offered(session, session.caller.profile().features.me)?;
                let user = session.caller.user().ok_or_else(Problem::nobody)?;
                Ok((Kind::User, user.to_string()))
            }
        }
    }
}
