//! Why a mail was not sent.

use std::io;
use std::path::PathBuf;

use super::{MailProblems, Stage};

/// Any reason a mail is not known to be sent.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum MailError {
    /// The draft is no mail.
    #[error(transparent)]
    Draft(#[from] MailProblems),
    /// The server refused.
    #[error("the mail server {server} refused {stage}: {words}")]
    Refused {
        /// The server: `smtp.example.com:587`.
        server: String,
        /// What it refused.
        stage: Stage,
        /// Its answer, code first.
        words: String,
        /// Whether it asks to try later.
        later: bool,
    },
    /// The server can't be reached.
    #[error("the mail server {server} can't be reached")]
    Unreachable {
        /// The server.
        server: String,
        /// What went wrong.
        source: Box<dyn std::error::Error + Send + Sync>,
    },
    /// The server offers no TLS.
    #[error("the mail server {server} offers no STARTTLS, and mail is not sent in clear")]
    NoTls {
        /// The server.
        server: String,
    },
    /// The server is not whom it should be, or speaks no TLS.
    #[error("no safe connection to the mail server {server} could be made (TLS)")]
    Tls {
        /// The server.
        server: String,
        /// What went wrong.
        source: Box<dyn std::error::Error + Send + Sync>,
    },
    /// The server can't do what this mail, or the settings, ask of it.
    #[error("the mail server {server} does not offer {what}")]
    NotOffered {
        /// The server.
        server: String,
        /// What is missing.
        what: &'static str,
    },
    /// The connection ended, or was silent for too long, or what came was no SMTP.
    #[error("the connection to the mail server {server} was lost at {stage}")]
    Lost {
        /// The server.
        server: String,
        /// Where on the way.
        stage: Stage,
        /// What went wrong.
        source: Box<dyn std::error::Error + Send + Sync>,
    },
    /// The file can't be written.
    #[error("the mail can't be written to {}", path.display())]
    File {
        /// The file, or the folder.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// An attachment is of no media type.
    #[error("an attachment has no media type")]
    MediaType(#[source] lettre::message::header::ContentTypeErr),
    /// The message can't be written.
    #[error("the mail can't be written")]
    Unwritable(#[source] lettre::error::Error),
    /// The system gives no randomness.
    #[error("the system gave no randomness for the id of the mail")]
    Chance(#[source] getrandom::Error),
}

impl MailError {
    /// Whether the mail may have been sent all the same: its content had gone out, and no answer came.
    pub const fn maybe_sent(&self) -> bool {
        matches!(self, Self::Lost { stage: Stage::Content, .. })
    }

    /// Whether it may go better in a moment, and nothing was sent.
    pub const fn passing(&self) -> bool {
        match self {
            Self::Refused { later, .. } => *later,
            Self::Unreachable { .. } => true,
            Self::Lost { stage, .. } => !matches!(stage, Stage::Content),
            _ => false,
        }
    }

    /// What to do about it, where something can be said.
    pub const fn hint(&self) -> Option<&'static str> {
        Some(match self {
            Self::Unreachable { .. } => {
                "check the host and the port in ROLLCALL_SMTP_URL, and that the server can be reached from here"
            }
            Self::NoTls { .. } => {
                "use a port with TLS: smtps://HOST:465, or smtp://HOST:587 for STARTTLS; for a server on this machine or in your own network, add ?tls=none"
            }
            Self::Tls { .. } => {
                "smtps:// is for TLS from the start (port 465), smtp:// for STARTTLS (port 587); if the certificate is from your own authority, name that in SSL_CERT_FILE"
            }
            Self::Refused { stage: Stage::Authentication, .. } => {
                "check the user and the password in ROLLCALL_SMTP_URL; encode what is special in a URL, as %40 for @"
            }
            Self::Refused { stage: Stage::Sender, .. } => {
                "check that the server lets this user send as ROLLCALL_SMTP_FROM"
            }
            Self::Refused { later: true, .. } => "nothing was sent; try again later",
            Self::Lost { stage: Stage::Content, .. } => {
                "the mail may have been sent, or not: ask a recipient before you send it again"
            }
            Self::Lost { .. } => "nothing was sent; try again",
            _ => return None,
        })
    }
}
