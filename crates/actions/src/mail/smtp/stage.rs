//! Where in a conversation with a mail server something happened.

use std::fmt;

/// What was being said to the server.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Stage {
    /// The greeting.
    Greeting,
    /// The change to TLS.
    StartTls,
    /// The user and the password.
    Authentication,
    /// Whom it is from.
    Sender,
    /// One of those it goes to.
    Recipient(String),
    /// The announcement of the mail.
    Data,
    /// The mail itself. Once it is out, only the server's answer tells whether it was taken.
    Content,
}

impl fmt::Display for Stage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Greeting => f.write_str("the greeting"),
            Self::StartTls => f.write_str("STARTTLS"),
            Self::Authentication => f.write_str("the user and password"),
            Self::Sender => f.write_str("the sender"),
            Self::Recipient(address) => write!(f, "the recipient {address}"),
            Self::Data => f.write_str("the announcement of the mail"),
            Self::Content => f.write_str("the mail"),
        }
    }
}
