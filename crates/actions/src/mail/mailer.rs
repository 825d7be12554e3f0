//! The port that mail leaves through.

use std::fmt;

use futures_util::future::BoxFuture;
use secrecy::SecretString;

use super::{MailError, Message};

/// Sends mail.
///
/// One call sends a message to all its recipients, or to none. When it fails, [`MailError::maybe_sent`] says whether it
/// may have been sent all the same; sending again is for whoever knows that it may arrive twice.
pub trait Mailer: fmt::Debug + Send + Sync {
    /// Sends a message, once.
    fn send<'a>(&'a self, message: &'a Message) -> BoxFuture<'a, Result<Receipt, MailError>>;

    /// What it logs in with, in each form that a server may repeat: it is hidden in whatever is shown.
    fn secrets(&self) -> Vec<SecretString> {
        Vec::new()
    }
}

/// What is known of a mail that was sent.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Receipt {
    /// The `Message-ID` it went under.
    pub message_id: String,
    /// What the server said when it took it, or the file it is in.
    pub said: String,
}
