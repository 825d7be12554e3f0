//! What to do about an error.

use crate::{Error, Fault, Refusal};

impl Error {
    /// What to do about it, where something can be said.
    pub fn hint(&self) -> Option<String> {
        let text = match self {
            Self::BaseUrl { .. } => {
                "give the SCIM base URL that the service shows, what /Users is appended to: https://HOST/scim/v2"
            }
            Self::Key => "copy the key again, whole and on one line",
            Self::Id { .. } => "give the `id` that the service gave it; a list shows it",
            Self::NoAnswer { source, .. } => of_fault(source.fault()),
            Self::Refused { source, lost, .. } => return of_refusal(source, *lost),
            Self::NotJson { .. } | Self::NotAList { .. } => {
                "check the base URL: what answers there speaks no SCIM"
            }
            Self::HeaderName { .. } | Self::Header { .. } | Self::SetUp(_) => return None,
        };
        Some(text.to_owned())
    }
}

const fn of_fault(fault: Fault) -> &'static str {
    match fault {
        Fault::Name => {
            "check the name of the host in the base URL, and that this machine can resolve names"
        }
        Fault::Connect => {
            "check the base URL and its port, and that the service runs and can be reached from here"
        }
        Fault::Tls => {
            "if the service speaks plain HTTP, begin the URL with http://; if its certificate is from your own authority, name that in SSL_CERT_FILE"
        }
        Fault::TimedOut | Fault::Lost => {
            "it may have been done, or not: read what it was about before you repeat it"
        }
        Fault::TooLarge => "ask for smaller pages, or for fewer attributes",
        Fault::Forbidden => {
            "ask an https:// address of the public internet; whoever runs this can allow others in ROLLCALL_HTTP_ALLOW"
        }
    }
}

fn of_refusal(refusal: &Refusal, lost: bool) -> Option<String> {
    let text = match (refusal.status, refusal.scim_type.as_deref()) {
        (404, _) if lost => {
            "an answer was lost on the way: it may have been deleted by this very request".to_owned()
        }
        (409 | 412, _) if lost => {
            "an answer was lost on the way: it may be this very request that was done before".to_owned()
        }
        (301 | 302 | 303 | 307 | 308, _) => match &refusal.location {
            Some(location) => format!("the service is elsewhere: check the base URL against {location}"),
            None => "check the base URL: the service is elsewhere".to_owned(),
        },
        (401, _) => {
            "the key is not known there: it may be mistyped, expired or revoked; `rollcall connection test` says more".to_owned()
        }
        (403, _) => {
            "the key may not do this: it may be an organization's or another directory's, or may only read; `rollcall connection test` says more".to_owned()
        }
        (404, _) => "check the id, and the base URL: nothing is there".to_owned(),
        (409, Some("uniqueness") | None) => {
            "there is one with that name already: find it and change it, or choose another name".to_owned()
        }
        (412, _) => "it was changed in the meantime: read it again, and decide anew".to_owned(),
        (413, _) | (_, Some("tooMany" | "tooLarge")) => {
            "send or ask for less at once: smaller pages, fewer operations, a narrower filter".to_owned()
        }
        (429, _) => match refusal.retry_after {
            Some(wait) => format!("the service asks to wait {} seconds before the next request", wait.as_secs()),
            None => "send fewer requests at a time".to_owned(),
        },
        (501, _) => "the service does not offer this; its ServiceProviderConfig says what it does".to_owned(),
        (400, Some("invalidFilter")) => "check the filter: `userName eq \"ada@example.com\"` is one".to_owned(),
        (400, Some("expiredCursor" | "invalidCursor")) => "begin the list anew: the place in it is gone".to_owned(),
        (status, _) if status >= 500 => of_failure(refusal),
        _ => return None,
    };
    Some(text)
}

fn of_failure(refusal: &Refusal) -> String {
    match &refusal.request_id {
        Some(id) => format!("the service failed; its operator finds why by the request id {id}"),
        None => "the service failed: try again later, or ask its operator".to_owned(),
    }
}
