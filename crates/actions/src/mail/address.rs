//! Whom a mail is from or goes to.

use std::fmt;
use std::str::FromStr;

use lettre::message::Mailbox;

use super::problem::one_line;

/// The longest address that mail knows, brackets aside (RFC 5321 §4.5.3.1.3).
const LONGEST: usize = 254;

/// A mail address, with the name of whose it is if that was given: `Ada Lovelace <ada@example.com>`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Address(Mailbox);

impl Address {
    /// The address alone: `ada@example.com`.
    pub fn email(&self) -> &str {
        self.0.email.as_ref()
    }

    /// What stands after the `@`.
    pub fn domain(&self) -> &str {
        self.0.email.domain()
    }

    pub(super) const fn mailbox(&self) -> &Mailbox {
        &self.0
    }
}

/// Why a text is no address.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{}` is not a mail address: write it as ada@example.com or Ada Lovelace <ada@example.com>", input.escape_debug())]
pub struct NotAnAddress {
    /// The text as it was given.
    pub input: String,
}

impl FromStr for Address {
    type Err = NotAnAddress;

    fn from_str(text: &str) -> Result<Self, NotAnAddress> {
        let wrong = || NotAnAddress { input: text.to_owned() };
        let trimmed = text.trim();
        if !one_line(trimmed) {
            return Err(wrong());
        }
        let mailbox = match trimmed.strip_suffix('>').and_then(|rest| rest.rsplit_once('<')) {
            // A name is taken as it stands: people write dots and commas in names, and don't quote them.
            Some((name, email)) => {
                let name = name.trim().trim_matches('"').trim();
                if name.contains(['<', '>']) {
                    // Two addresses in one: nobody knows which was meant.
                    return Err(wrong());
                }
                let name = (!name.is_empty()).then(|| name.to_owned());
                Mailbox::new(name, email.trim().parse().map_err(|_| wrong())?)
            }
            None => Mailbox::new(None, trimmed.parse().map_err(|_| wrong())?),
        };
        let email: &str = mailbox.email.as_ref();
        if email.len() > LONGEST || email.contains(char::is_whitespace) {
            return Err(wrong());
        }
        Ok(Self(mailbox))
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}
