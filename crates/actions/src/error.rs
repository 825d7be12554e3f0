//! Why an action was not done.

use client::Fault;

use crate::mail::{MailError, Stage};
use crate::{Need, Problems};

/// Any reason an action does not end well.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ActionError {
    /// The inputs are wrong. Nothing was sent.
    #[error(transparent)]
    Inputs(#[from] Problems),
    /// What it runs with is missing. Nothing was sent.
    #[error("{action} needs {need}, and there is none")]
    Missing {
        /// The action.
        action: String,
        /// What it needs.
        need: Need,
    },
    /// The service refused, or could not be asked.
    #[error("{action} failed")]
    Client {
        /// The action.
        action: String,
        /// What went wrong.
        source: client::Error,
    },
    /// The mail was not sent, or is not known to be.
    #[error("{action} failed")]
    Mail {
        /// The action.
        action: String,
        /// What went wrong.
        source: MailError,
    },
    /// An address that was asked over HTTP gave no answer, or may not be asked.
    #[error("{action} failed: {method} {address}")]
    Fetch {
        /// The action.
        action: String,
        /// The method.
        method: String,
        /// The address, without its path and query, which may hold a secret.
        address: String,
        /// What went wrong.
        source: client::TransportError,
    },
    /// An address that was asked over HTTP answered that it was not done.
    #[error("{action} failed: {method} {address} was answered with {status}{}", of_body(.body))]
    Answered {
        /// The action.
        action: String,
        /// The method.
        method: String,
        /// The address, without its path and query.
        address: String,
        /// The status.
        status: u16,
        /// The beginning of what it said.
        body: String,
    },
    /// An input can't be sent. Nothing was sent.
    #[error("{action}: {message}")]
    Unsendable {
        /// The action.
        action: String,
        /// What is wrong, and what to write instead.
        message: String,
    },
    /// Nobody has that name.
    #[error("there is no {what} whose {attribute} is `{value}`")]
    NotFound {
        /// What was looked for: `user`.
        what: &'static str,
        /// The attribute it was looked for by.
        attribute: String,
        /// The value that none has.
        value: String,
    },
    /// Several have that name.
    #[error(
        "there are {count} {what}s whose {attribute} is `{value}`, and it is not known which is meant"
    )]
    Ambiguous {
        /// What was looked for: `user`.
        what: &'static str,
        /// The attribute it was looked for by.
        attribute: String,
        /// The value that several have.
        value: String,
        /// How many.
        count: u64,
    },
    /// The service answered with something that can't be read.
    #[error("{action}: the service answered with something that has no {missing}")]
    Unreadable {
        /// The action.
        action: String,
        /// What is missing in it.
        missing: &'static str,
    },
}

/// What kind of failure it is: exit codes and statuses are made from it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ErrorKind {
    /// The inputs are wrong; nothing was sent.
    Invalid,
    /// A connection, or a way to send mail, is missing; nothing was sent.
    NotConnected,
    /// The service does not know the key, or the key may not do this.
    Unauthorized,
    /// What it is about is not there.
    NotFound,
    /// There is one already, or another change came first.
    Conflict,
    /// The service refused what was asked.
    Refused,
    /// The service asks to come back later.
    Busy,
    /// The service could not be reached, or did not answer.
    Unreachable,
    /// The service failed, or answered with something that can't be understood.
    Failed,
}

impl ErrorKind {
    /// The word for it: `not_found`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Invalid => "invalid",
            Self::NotConnected => "not_connected",
            Self::Unauthorized => "unauthorized",
            Self::NotFound => "not_found",
            Self::Conflict => "conflict",
            Self::Refused => "refused",
            Self::Busy => "busy",
            Self::Unreachable => "unreachable",
            Self::Failed => "failed",
        }
    }
}

impl ActionError {
    /// What kind of failure it is.
    pub fn kind(&self) -> ErrorKind {
        match self {
            Self::Inputs(_) | Self::Unsendable { .. } => ErrorKind::Invalid,
            Self::Missing { .. } => ErrorKind::NotConnected,
            Self::Client { source, .. } => of_client(source),
            Self::Mail { source, .. } => of_mail(source),
            Self::Fetch { source, .. } if source.fault() == Fault::Forbidden => ErrorKind::Refused,
            Self::Fetch { .. } => ErrorKind::Unreachable,
            Self::Answered { status, .. } => of_status(*status),
            Self::NotFound { .. } => ErrorKind::NotFound,
            Self::Ambiguous { .. } => ErrorKind::Conflict,
            Self::Unreadable { .. } => ErrorKind::Failed,
        }
    }

    /// The status the service refused with, if it did.
    pub fn status(&self) -> Option<u16> {
        match self {
            Self::Answered { status, .. } => Some(*status),
            _ => self.refusal().map(|refusal| refusal.status),
        }
    }

    /// What the service said, if it refused.
    pub fn refusal(&self) -> Option<&client::Refusal> {
        match self {
            Self::Client { source, .. } => source.refusal(),
            _ => None,
        }
    }

    /// Whether it is not known if it was done: the request may have arrived, and no answer that tells came.
    pub fn maybe_done(&self) -> bool {
        match self {
            Self::Client { source, .. } => source.maybe_done(),
            Self::Mail { source, .. } => source.maybe_sent(),
            Self::Fetch { source, .. } => !source.fault().before_sending(),
            _ => false,
        }
    }

    /// What to do about it, where something can be said.
    pub fn hint(&self) -> Option<String> {
        match self {
            Self::Inputs(_)
            | Self::Unreadable { .. }
            | Self::Answered { .. }
            | Self::Unsendable { .. } => None,
            Self::Mail { source, .. } => source.hint().map(str::to_owned),
            Self::Fetch { source, .. } => of_fetch(source.fault()).map(str::to_owned),
            Self::Missing { need, .. } => Some(of_need(*need).to_owned()),
            Self::Client { source, .. } => source.hint(),
            Self::NotFound { .. } => {
                Some("check how it is written; a list shows who is there".to_owned())
            }
            Self::Ambiguous { .. } => Some("name it by its id; a list shows it".to_owned()),
        }
    }

    /// The words for people, from the outermost to the cause.
    pub fn words(&self) -> Vec<String> {
        let mut words = vec![self.to_string()];
        let mut cause = std::error::Error::source(self);
        while let Some(error) = cause {
            words.push(error.to_string());
            cause = error.source();
        }
        words
    }
}

fn of_client(error: &client::Error) -> ErrorKind {
    use client::Error;

    match error {
        Error::BaseUrl { .. } | Error::Key | Error::SetUp(_) => ErrorKind::NotConnected,
        Error::Id { .. } | Error::HeaderName { .. } | Error::Header { .. } => ErrorKind::Invalid,
        Error::NoAnswer { source, .. } => match source.fault() {
            Fault::Forbidden => ErrorKind::Refused,
            _ => ErrorKind::Unreachable,
        },
        Error::Refused { source, .. } => of_status(source.status),
        _ => ErrorKind::Failed,
    }
}

const fn of_status(status: u16) -> ErrorKind {
    match status {
        401 | 403 => ErrorKind::Unauthorized,
        404 | 410 => ErrorKind::NotFound,
        409 | 412 => ErrorKind::Conflict,
        429 | 503 => ErrorKind::Busy,
        500.. => ErrorKind::Failed,
        _ => ErrorKind::Refused,
    }
}

const fn of_mail(error: &MailError) -> ErrorKind {
    match error {
        MailError::Draft(_) => ErrorKind::Invalid,
        MailError::Refused { stage: Stage::Authentication, .. } => ErrorKind::Unauthorized,
        MailError::Refused { later: true, .. } => ErrorKind::Busy,
        MailError::Refused { .. } => ErrorKind::Refused,
        MailError::Unreachable { .. }
        | MailError::Tls { .. }
        | MailError::NoTls { .. }
        | MailError::Lost { .. } => ErrorKind::Unreachable,
        _ => ErrorKind::Failed,
    }
}

const fn of_fetch(fault: Fault) -> Option<&'static str> {
    Some(match fault {
        Fault::Forbidden => {
            "ask an https:// address of the public internet; whoever runs this can allow others in ROLLCALL_HTTP_ALLOW"
        }
        Fault::Name | Fault::Connect => "check the host and the port in the address",
        Fault::TimedOut | Fault::Lost => {
            "it may have been done, or not: find out before you repeat it"
        }
        _ => return None,
    })
}

/// The words of an answer, if it has any.
fn of_body(body: &str) -> String {
    if body.is_empty() { String::new() } else { format!(": {body}") }
}

const fn of_need(need: Need) -> &'static str {
    match need {
        Need::Scim => "name a connection, or set ROLLCALL_SCIM_URL and ROLLCALL_SCIM_KEY",
        Need::Admin => {
            "name a connection that has an organization key, or set ROLLCALL_ORG_ID and ROLLCALL_ORG_KEY"
        }
        Need::Mailer => "set ROLLCALL_SMTP_URL and ROLLCALL_SMTP_FROM",
        Need::Fetcher => "allow HTTP requests where this runs",
    }
}
