//! `If-Match` and `If-None-Match` (RFC 7644 §3.14, RFC 9110 §13.1). Where a profile has no versions, the
//! headers mean nothing.

use axum::http::{HeaderMap, HeaderName, header};
use directory::condition::Condition;
use directory::model::Kind;
use directory::{Answer, Error, Wanted};

use super::session::Session;
use crate::problem::Problem;

/// What a request says of the version of its resource.
#[derive(Debug, Default)]
pub(super) struct Conditions {
    if_match: Option<Condition>,
    if_none_match: Option<Condition>,
}

impl Conditions {
    /// Reads the headers.
    pub(super) fn of(session: &Session) -> Result<Self, Problem> {
        if !session.caller.profile().features.etag {
            return Ok(Self::default());
        }
        let headers = &session.parts.headers;
        Ok(Self {
            if_match: condition(headers, &header::IF_MATCH)?,
            if_none_match: condition(headers, &header::IF_NONE_MATCH)?,
        })
    }

    /// The version a change must find: it is compared inside the commit.
    pub(super) fn if_match(&self) -> Option<&Condition> {
        self.if_match.as_ref()
    }

    /// Whether the client has what was read already. 412 if it is not what the client would have.
    pub(super) fn not_modified(
        &self,
        session: &Session,
        kind: Kind,
        answer: &Answer,
    ) -> Result<bool, Problem> {
        let Answer { id, version, .. } = *answer;
        if self.if_match.as_ref().is_some_and(|wanted| !wanted.names(version)) {
            return Err(session.refuse(&Error::Precondition { kind, id, version }));
        }
        Ok(self.if_none_match.as_ref().is_some_and(|known| known.names(version)))
    }

    /// Refuses a change of a version that `If-None-Match` names. A version that was passed does not come back,
    /// so that looking before the change is enough.
    pub(super) async fn refuse_named(
        &self,
        session: &Session,
        kind: Kind,
        id: &str,
    ) -> Result<(), Problem> {
        let Some(unwanted) = &self.if_none_match else { return Ok(()) };
        let found = session.service().read(&session.caller, kind, id, &Wanted::nothing()).await;
        let Answer { id, version, .. } = found.map_err(|error| session.refuse(&error))?;
        if unwanted.names(version) {
            return Err(session.refuse(&Error::Precondition { kind, id, version }));
        }
        Ok(())
    }
}

/// A header that is sent several times is one list (RFC 9110 §5.3).
fn condition(headers: &HeaderMap, name: &HeaderName) -> Result<Option<Condition>, Problem> {
    let lines: Vec<_> = headers.get_all(name).iter().map(|line| line.to_str().ok()).collect();
    if lines.is_empty() {
        return Ok(None);
    }
    let list = lines.into_iter().collect::<Option<Vec<_>>>().map(|lines| lines.join(","));
    let condition = list.as_deref().and_then(Condition::parse);
    condition.map(Some).ok_or_else(|| Problem::bad_condition(name))
}
