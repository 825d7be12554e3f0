//! Where the mail server is, and who we are to it.

use std::fmt;

use client::Url;
use data_encoding::BASE64;
use percent_encoding::percent_decode_str;
use secrecy::{ExposeSecret, SecretString};

use crate::Mask;
use crate::mail::Address;

/// Where the mail server is, and who we are to it.
#[derive(Clone)]
pub struct SmtpSettings {
    pub(super) host: String,
    pub(super) port: u16,
    pub(super) security: Security,
    pub(super) login: Option<Login>,
    pub(super) from: Address,
}

/// How the connection is kept private.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Security {
    /// TLS from the first byte (RFC 8314): `smtps`.
    Implicit,
    /// TLS after STARTTLS, or nothing is sent (RFC 3207): `smtp`.
    StartTls,
    /// No TLS, as was asked for.
    None,
}

/// A user and a password.
#[derive(Clone)]
pub(super) struct Login {
    pub(super) user: String,
    pub(super) password: SecretString,
}

impl Login {
    /// The password, alone and as AUTH PLAIN says it (RFC 4616).
    fn secrets(&self) -> [SecretString; 2] {
        let plain = format!("\0{}\0{}", self.user, self.password.expose_secret());
        [self.password.clone(), BASE64.encode(plain.as_bytes()).into()]
    }
}

/// Why a text is not the URL of a mail server. It never repeats the URL, which may hold a password.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum SmtpUrlError {
    /// It is no URL of a mail server.
    #[error(
        "this is not the URL of a mail server: write smtp://USER:PASSWORD@HOST:587, or smtps://USER:PASSWORD@HOST:465"
    )]
    NotSmtp,
    /// A password without a user, or a user without a password.
    #[error("the URL of the mail server names a user or a password, and not both")]
    HalfALogin,
    /// The user or the password is not what a URL can hold.
    #[error(
        "the user or the password in the URL of the mail server is not UTF-8, or has control characters"
    )]
    Login,
    /// A path, or a setting that is none.
    #[error(
        "after the port, the URL of the mail server may say ?tls=required or ?tls=none, and nothing else"
    )]
    Extra,
    /// `tls` is neither `required` nor `none`, or contradicts `smtps`.
    #[error(
        "tls in the URL of the mail server is `required` (STARTTLS, or nothing is sent) or `none`; with smtps:// it is always there"
    )]
    Tls,
    /// A password would go over the network in clear.
    #[error(
        "the URL of the mail server says ?tls=none and has a password, which anyone on the way could read: only for a server on this machine"
    )]
    PasswordInClear,
}

impl SmtpSettings {
    /// The settings a URL says: `smtp://USER:PASSWORD@HOST:587` with STARTTLS, `smtps://USER:PASSWORD@HOST:465` with TLS
    /// from the start. Without TLS only if it says `?tls=none`.
    pub fn new(url: &SecretString, from: Address) -> Result<Self, SmtpUrlError> {
        let url = Url::parse(url.expose_secret()).map_err(|_| SmtpUrlError::NotSmtp)?;
        let security = security(&url)?;
        let host = match url.host_str() {
            Some(host) if !host.is_empty() => host.trim_matches(['[', ']']).to_owned(),
            _ => return Err(SmtpUrlError::NotSmtp),
        };
        let login = login(&url)?;
        if login.is_some() && security == Security::None && !is_this_machine(&host) {
            return Err(SmtpUrlError::PasswordInClear);
        }
        let usual = match security {
            Security::Implicit => 465,
            Security::StartTls => 587,
            Security::None => 25,
        };
        Ok(Self { host, port: url.port().unwrap_or(usual), security, login, from })
    }

    /// The password, in each form that the server may repeat.
    pub(super) fn secrets(&self) -> Vec<SecretString> {
        self.login.iter().flat_map(Login::secrets).collect()
    }

    /// Hides them.
    pub(super) fn mask(&self) -> Mask {
        Mask::new(&self.secrets())
    }

    /// Whom mail is from.
    pub const fn from(&self) -> &Address {
        &self.from
    }

    /// The server, for people: `smtp.example.com:587`.
    pub fn server(&self) -> String {
        if self.host.contains(':') {
            format!("[{}]:{}", self.host, self.port)
        } else {
            format!("{}:{}", self.host, self.port)
        }
    }
}

fn security(url: &Url) -> Result<Security, SmtpUrlError> {
    let mut asked = None;
    for (name, value) in url.query_pairs() {
        if name != "tls" || asked.is_some() {
            return Err(SmtpUrlError::Extra);
        }
        asked = Some(value.into_owned());
    }
    if !matches!(url.path(), "" | "/") || url.fragment().is_some() {
        return Err(SmtpUrlError::Extra);
    }
    match (url.scheme(), asked.as_deref()) {
        ("smtps", None | Some("required")) => Ok(Security::Implicit),
        ("smtp", None | Some("required")) => Ok(Security::StartTls),
        ("smtp", Some("none")) => Ok(Security::None),
        ("smtp" | "smtps", Some(_)) => Err(SmtpUrlError::Tls),
        _ => Err(SmtpUrlError::NotSmtp),
    }
}

fn login(url: &Url) -> Result<Option<Login>, SmtpUrlError> {
    let decoded = |text: &str| {
        let decoded = percent_decode_str(text).decode_utf8().map_err(|_| SmtpUrlError::Login)?;
        if decoded.chars().any(char::is_control) {
            return Err(SmtpUrlError::Login);
        }
        Ok(decoded.into_owned())
    };
    match (url.username(), url.password()) {
        ("", None) => Ok(None),
        ("", Some(_)) | (_, None) => Err(SmtpUrlError::HalfALogin),
        (user, Some(password)) => {
            Ok(Some(Login { user: decoded(user)?, password: decoded(password)?.into() }))
        }
    }
}

fn is_this_machine(host: &str) -> bool {
    let address = host.parse::<std::net::IpAddr>();
    host == "localhost" || address.is_ok_and(|address| address.is_loopback())
}

impl fmt::Debug for SmtpSettings {
    /// Without the password.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SmtpSettings")
            .field("server", &self.server())
            .field("security", &self.security)
            .field("from", &self.from.email())
            .finish_non_exhaustive()
    }
}
