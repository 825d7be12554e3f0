//! Mail over a mail server (RFC 5321).

mod conversation;
mod settings;
mod stage;

use std::time::Duration;

use futures_util::future::BoxFuture;
use secrecy::SecretString;

pub use settings::{SmtpSettings, SmtpUrlError};
pub use stage::Stage;

use super::mime::{self, BlindCopies, Written};
use super::{MailError, Mailer, Message, Receipt};

/// How long the server may be silent. RFC 5321 §4.5.3.2 would have minutes; whoever waits for a step would not.
const TIMEOUT: Duration = Duration::from_mins(1);

/// Sends every mail over a mail server, on a connection of its own.
#[derive(Clone, Debug)]
pub struct Smtp {
    settings: SmtpSettings,
    timeout: Duration,
}

impl Smtp {
    /// A mail server, by its settings.
    pub const fn new(settings: SmtpSettings) -> Self {
        Self { settings, timeout: TIMEOUT }
    }

    /// With a server that may be silent for so long.
    #[must_use]
    pub const fn with_timeout(mut self, timeout: Duration) -> Self {
        self.timeout = timeout;
        self
    }
}

impl Mailer for Smtp {
    fn send<'a>(&'a self, message: &'a Message) -> BoxFuture<'a, Result<Receipt, MailError>> {
        Box::pin(async move {
            let from = &self.settings.from;
            let Written { message_id, bytes } = mime::write(message, from, BlindCopies::Hidden)?;
            let said = conversation::send(&self.settings, self.timeout, message, &bytes).await?;
            Ok(Receipt { message_id, said })
        })
    }

    fn secrets(&self) -> Vec<SecretString> {
        self.settings.secrets()
    }
}
