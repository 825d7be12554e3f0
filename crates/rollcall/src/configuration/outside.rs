//! The ways out of the house besides directories: mail, and HTTP.

use std::env;
use std::path::PathBuf;
use std::sync::Arc;

use actions::Context;
use actions::mail::{Address, Folder, Mailer, Smtp, SmtpSettings};
use client::guard::{AllowList, Fetcher};
use secrecy::SecretString;
use serde::{Deserialize, Deserializer};

use crate::failure::Failure;

const SMTP_URL: &str = "ROLLCALL_SMTP_URL";
const SMTP_FROM: &str = "ROLLCALL_SMTP_FROM";
const MAIL_FOLDER: &str = "ROLLCALL_MAIL_FOLDER";
const HTTP_ALLOW: &str = "ROLLCALL_HTTP_ALLOW";

/// Whom mail is from if nobody says: it goes into a folder, and to nobody.
const NOBODY: &str = "Rollcall <rollcall@localhost.localdomain>";

/// How mail leaves, and which addresses may be asked beyond the public internet.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct Outside {
    #[serde(deserialize_with = "secret")]
    smtp_url: Option<SecretString>,
    smtp_from: Option<String>,
    mail_folder: Option<PathBuf>,
    http_allow: Option<Vec<String>>,
}

impl Outside {
    /// What the environment says.
    pub(crate) fn of_environment() -> Self {
        let text = |name| env::var(name).ok().filter(|text| !text.trim().is_empty());
        let list = |text: String| text.split(',').map(|entry| entry.trim().to_owned()).collect();
        Self {
            smtp_url: text(SMTP_URL).map(SecretString::from),
            smtp_from: text(SMTP_FROM),
            mail_folder: text(MAIL_FOLDER).map(PathBuf::from),
            http_allow: text(HTTP_ALLOW).map(list),
        }
    }

    /// Mail into a folder, and nothing else.
    pub(crate) fn mail_into(folder: PathBuf) -> Self {
        Self { mail_folder: Some(folder), ..Self::default() }
    }

    /// The same, with what another says where this says nothing. A way for mail is taken whole.
    pub(crate) fn or(self, other: Self) -> Self {
        let mail = self.smtp_url.is_some() || self.mail_folder.is_some();
        let (ours, theirs) = (self, other);
        let (smtp_url, mail_folder) = if mail {
            (ours.smtp_url, ours.mail_folder)
        } else {
            (theirs.smtp_url, theirs.mail_folder)
        };
        Self {
            smtp_url,
            mail_folder,
            smtp_from: ours.smtp_from.or(theirs.smtp_from),
            http_allow: ours.http_allow.or(theirs.http_allow),
        }
    }

    /// What actions run with.
    pub(crate) fn context(&self) -> Result<Context, Failure> {
        let allowed = AllowList::new(self.http_allow.iter().flatten())
            .map_err(|source| Failure::Outside { setting: HTTP_ALLOW, source: Box::new(source) })?;
        let context = Context::new().with_fetcher(Arc::new(Fetcher::new(allowed)));
        Ok(match self.mailer()? {
            Some(mailer) => context.with_mailer(mailer),
            None => context,
        })
    }

    /// Where mail goes, in words: no user and no password.
    pub(crate) fn mail_goes_to(&self) -> Result<Option<String>, Failure> {
        if let Some(settings) = self.smtp()? {
            return Ok(Some(format!("the mail server {}", settings.server())));
        }
        let Some(folder) = &self.mail_folder else { return Ok(None) };
        let folder = std::path::absolute(folder).unwrap_or_else(|_| folder.clone());
        Ok(Some(format!("the mail folder {}", folder.display())))
    }

    fn smtp(&self) -> Result<Option<SmtpSettings>, Failure> {
        let Some(url) = &self.smtp_url else { return Ok(None) };
        let from = self.smtp_from.as_deref().ok_or(Failure::NoSender)?;
        let settings = SmtpSettings::new(url, address(from)?);
        settings
            .map(Some)
            .map_err(|source| Failure::Outside { setting: SMTP_URL, source: Box::new(source) })
    }

    fn mailer(&self) -> Result<Option<Arc<dyn Mailer>>, Failure> {
        if let Some(settings) = self.smtp()? {
            return Ok(Some(Arc::new(Smtp::new(settings))));
        }
        let Some(folder) = &self.mail_folder else { return Ok(None) };
        let from = address(self.smtp_from.as_deref().unwrap_or(NOBODY))?;
        Ok(Some(Arc::new(Folder::new(folder, from))))
    }
}

fn address(text: &str) -> Result<Address, Failure> {
    text.parse().map_err(|source: actions::mail::NotAnAddress| Failure::Outside {
        setting: SMTP_FROM,
        source: Box::new(source),
    })
}

fn secret<'de, D: Deserializer<'de>>(from: D) -> Result<Option<SecretString>, D::Error> {
    Ok(Option::<String>::deserialize(from)?.map(SecretString::from))
}
