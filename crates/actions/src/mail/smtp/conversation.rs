//! One conversation with a mail server, from the connection to its answer about the mail.
//!
//! It is led step by step, and not by lettre's transport, because what a failure means depends on the step: before the
//! content is out, nothing was sent; after, only the server knows.

use std::fmt::Display;
use std::time::Duration;

use lettre::transport::smtp::Error;
use lettre::transport::smtp::authentication::{Credentials, Mechanism};
use lettre::transport::smtp::client::{AsyncSmtpConnection, TlsParameters};
use lettre::transport::smtp::commands::{Data, Mail, Rcpt};
use lettre::transport::smtp::extension::{ClientId, Extension, MailBodyParameter, MailParameter};
use lettre::transport::smtp::response::Response;
use secrecy::ExposeSecret;

use super::settings::{Login, Security, SmtpSettings};
use crate::mail::{Address, MailError, Message, Stage};

/// Sends a mail, and says what the server said when it took it.
pub(super) async fn send(
    settings: &SmtpSettings,
    timeout: Duration,
    message: &Message,
    content: &[u8],
) -> Result<String, MailError> {
    let mut conversation = Conversation::begin(settings, timeout).await?;
    let sent = conversation.mail(message, content).await;
    // Whatever it says to that, the mail was taken or refused before.
    let closing = conversation.connection.abort();
    let _ = tokio::time::timeout(Duration::from_secs(5), closing).await;
    sent
}

struct Conversation<'a> {
    settings: &'a SmtpSettings,
    timeout: Duration,
    connection: AsyncSmtpConnection,
}

impl<'a> Conversation<'a> {
    /// Connects, makes the connection private, and says who we are.
    async fn begin(settings: &'a SmtpSettings, timeout: Duration) -> Result<Self, MailError> {
        let hello = hello(settings);
        let tls = match settings.security {
            Security::None => None,
            Security::Implicit | Security::StartTls => Some(parameters(settings)?),
        };
        let implicit = tls.clone().filter(|_| settings.security == Security::Implicit);
        let address = (settings.host.as_str(), settings.port);
        let connecting =
            AsyncSmtpConnection::connect_tokio1(address, Some(timeout), &hello, implicit, None);
        let connection =
            within(timeout, connecting).await.map_err(|failed| failed.on_connecting(settings))?;
        let mut conversation = Self { settings, timeout, connection };
        if let (Security::StartTls, Some(tls)) = (settings.security, tls) {
            conversation.start_tls(tls, &hello).await?;
        }
        if let Some(login) = &settings.login {
            conversation.log_in(login).await?;
        }
        Ok(conversation)
    }

    async fn start_tls(&mut self, tls: TlsParameters, hello: &ClientId) -> Result<(), MailError> {
        if !self.connection.can_starttls() {
            return Err(MailError::NoTls { server: self.settings.server() });
        }
        let started = within(self.timeout, self.connection.starttls(tls, hello)).await;
        started.map_err(|failed| failed.at(self.settings, Stage::StartTls))
    }

    async fn log_in(&mut self, login: &Login) -> Result<(), MailError> {
        const MECHANISMS: &[Mechanism] = &[Mechanism::Plain, Mechanism::Login];
        if self.connection.server_info().get_auth_mechanism(MECHANISMS).is_none() {
            return Err(self.not_offered("a way to authenticate that is known here (PLAIN, LOGIN)"));
        }
        let password = login.password.expose_secret().to_owned();
        let credentials = Credentials::new(login.user.clone(), password);
        let authenticating = self.connection.auth(MECHANISMS, &credentials);
        let done = within(self.timeout, authenticating).await;
        done.map(drop).map_err(|failed| failed.at(self.settings, Stage::Authentication))
    }

    /// Hands one mail over.
    async fn mail(&mut self, message: &Message, content: &[u8]) -> Result<String, MailError> {
        let from = &self.settings.from;
        let recipients = message.recipients();
        let parameters = self.parameters(from, &recipients, content)?;
        let sender = Some(from.mailbox().email.clone());
        self.say(Mail::new(sender, parameters), Stage::Sender).await?;
        for recipient in recipients {
            let stage = Stage::Recipient(recipient.email().to_owned());
            self.say(Rcpt::new(recipient.mailbox().email.clone(), Vec::new()), stage).await?;
        }
        self.say(Data, Stage::Data).await?;
        let taken = within(self.timeout, self.connection.message(content)).await;
        let taken = taken.map_err(|failed| failed.at(self.settings, Stage::Content))?;
        Ok(said(self.settings, &taken))
    }

    async fn say(&mut self, command: impl Display, stage: Stage) -> Result<(), MailError> {
        let answer = within(self.timeout, self.connection.command(command)).await;
        answer.map(drop).map_err(|failed| failed.at(self.settings, stage))
    }

    /// What this mail asks of the server, if it can do it.
    fn parameters(
        &self,
        from: &Address,
        recipients: &[&Address],
        content: &[u8],
    ) -> Result<Vec<MailParameter>, MailError> {
        let offers = |extension| self.connection.server_info().supports_feature(extension);
        let mut parameters = Vec::new();
        let everyone = recipients.iter().map(|address| address.email()).chain([from.email()]);
        if everyone.into_iter().any(|email| !email.is_ascii()) {
            if !offers(Extension::SmtpUtfEight) {
                return Err(self.not_offered("addresses beyond ASCII (SMTPUTF8)"));
            }
            parameters.push(MailParameter::SmtpUtfEight);
        }
        if !content.is_ascii() {
            if !offers(Extension::EightBitMime) {
                return Err(self.not_offered("content beyond ASCII (8BITMIME)"));
            }
            parameters.push(MailParameter::Body(MailBodyParameter::EightBitMime));
        }
        Ok(parameters)
    }

    fn not_offered(&self, what: &'static str) -> MailError {
        MailError::NotOffered { server: self.settings.server(), what }
    }
}

/// What a step ended with that did not end well.
enum Failed {
    Smtp(Error),
    TimedOut,
}

impl Failed {
    fn on_connecting(self, settings: &SmtpSettings) -> MailError {
        let server = settings.server();
        match self {
            Self::TimedOut => MailError::Unreachable { server, source: timed_out() },
            Self::Smtp(error) if error.is_tls() => MailError::Tls { server, source: cause(error) },
            Self::Smtp(error) if error.status().is_some() || error.is_response() => {
                Self::Smtp(error).at(settings, Stage::Greeting)
            }
            // Behind TLS that is spoken to a port without, lettre tells of the network.
            Self::Smtp(error) if settings.security == Security::Implicit && talked(&error) => {
                MailError::Tls { server, source: cause(error) }
            }
            Self::Smtp(error) => MailError::Unreachable { server, source: cause(error) },
        }
    }

    fn at(self, settings: &SmtpSettings, stage: Stage) -> MailError {
        let server = settings.server();
        match self {
            Self::TimedOut => MailError::Lost { server, stage, source: timed_out() },
            Self::Smtp(error) => match error.status() {
                Some(code) => {
                    let later = error.is_transient();
                    let words = std::error::Error::source(&error).map(ToString::to_string);
                    let words = told(settings, &words.unwrap_or_default());
                    MailError::Refused { server, stage, words: format!("{code} {words}"), later }
                }
                None if stage == Stage::StartTls && !error.is_response() => {
                    MailError::Tls { server, source: cause(error) }
                }
                None => MailError::Lost { server, stage, source: cause(error) },
            },
        }
    }
}

async fn within<T>(
    timeout: Duration,
    step: impl Future<Output = Result<T, Error>>,
) -> Result<T, Failed> {
    match tokio::time::timeout(timeout, step).await {
        Ok(done) => done.map_err(Failed::Smtp),
        Err(_) => Err(Failed::TimedOut),
    }
}

fn parameters(settings: &SmtpSettings) -> Result<TlsParameters, MailError> {
    TlsParameters::new(settings.host.clone())
        .map_err(|error| MailError::Tls { server: settings.server(), source: cause(error) })
}

/// Who we are: the domain that mail is from, which is known to be one.
fn hello(settings: &SmtpSettings) -> ClientId {
    ClientId::Domain(settings.from.domain().to_owned())
}

/// Whether the other side was there, and broke off.
fn talked(error: &Error) -> bool {
    let mut cause = std::error::Error::source(error);
    while let Some(error) = cause {
        if let Some(io) = error.downcast_ref::<std::io::Error>() {
            return matches!(
                io.kind(),
                std::io::ErrorKind::InvalidData | std::io::ErrorKind::UnexpectedEof
            );
        }
        cause = error.source();
    }
    false
}

/// What lies behind an error of lettre's, whose own words say what its cause says.
fn cause(error: Error) -> Box<dyn std::error::Error + Send + Sync> {
    match std::error::Error::source(&error) {
        Some(source) => source.to_string().into(),
        None => error.into(),
    }
}

fn timed_out() -> Box<dyn std::error::Error + Send + Sync> {
    "no answer came in time".into()
}

/// What a server said, in one line.
fn said(settings: &SmtpSettings, response: &Response) -> String {
    let words: Vec<&str> = response.message().collect();
    told(settings, &format!("{} {}", response.code(), words.join(" ")))
}

/// The words of a server, which may repeat what it was given.
fn told(settings: &SmtpSettings, words: &str) -> String {
    settings.mask().text(&printable(words)).into_owned()
}

/// The words of a server without what a terminal or a log would obey.
fn printable(words: &str) -> String {
    words
        .chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect::<String>()
        .trim()
        .to_owned()
}
