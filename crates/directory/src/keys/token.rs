//! The token: what a client presents.

use std::fmt;

use secrecy::{ExposeSecret, SecretString};

/// A bearer token. It can't be printed by accident: `Debug` hides it, and there is no `Display`.
pub struct Token(SecretString);

impl Token {
    /// The token, to be shown once.
    pub fn reveal(&self) -> &str {
        self.0.expose_secret()
    }
}

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Token(…)")
    }
}
