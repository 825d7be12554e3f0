//! The token: what a client presents.

use std::fmt;

use secrecy::{ExposeSecret, SecretString};
use sha2::{Digest as _, Sha256};
use uuid::Uuid;

use crate::model::{Digest, KeyId};

const PREFIX: &str = "rc_";
const ID_LENGTH: usize = 32;
const SECRET_BYTES: usize = 32;
const CHECKSUM_LENGTH: usize = 8;

/// A bearer token. It can't be printed by accident: `Debug` hides it, and there is no `Display`.
pub struct Token(SecretString);

impl Token {
    /// A new token for the key of that id, with 256 bits of the system's randomness. Fails if the
    /// system gives none.
    pub(crate) fn generate(id: KeyId) -> Result<Self, getrandom::Error> {
        let mut secret = [0_u8; SECRET_BYTES];
        getrandom::fill(&mut secret)?;
        let unchecked = format!("{PREFIX}{}_{}", id.as_uuid().simple(), hex::encode(secret));
        let checksum = crc32fast::hash(unchecked.as_bytes());
        Ok(Self(format!("{unchecked}{checksum:08x}").into()))
    }

    /// Reads what a client presented. `None` if it is not of the form of a token, or mistyped.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let unchecked = text.get(..text.len().checked_sub(CHECKSUM_LENGTH)?)?;
        let checksum = u32::from_str_radix(text.get(unchecked.len()..)?, 16).ok()?;
        let secret = unchecked.strip_prefix(PREFIX)?.get(ID_LENGTH..)?.strip_prefix('_')?;
        let well_formed =
            secret.len() == 2 * SECRET_BYTES && crc32fast::hash(unchecked.as_bytes()) == checksum;
        well_formed.then(|| Self(text.to_owned().into()))
    }

    /// The key it names.
    pub(crate) fn key(&self) -> Option<KeyId> {
        let id = self.reveal().strip_prefix(PREFIX)?.get(..ID_LENGTH)?;
        Uuid::try_parse(id).ok().map(KeyId::from)
    }

    /// The SHA-256 of it: what is kept.
    pub(crate) fn digest(&self) -> Digest {
        Digest::new(Sha256::digest(self.reveal()).into())
    }

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

#[cfg(test)]
mod tests {
    use super::*;

    fn token() -> (KeyId, Token) {
        let id = KeyId::from(Uuid::from_u128(7));
        (id, Token::generate(id).unwrap())
    }

    #[test]
    fn a_token_names_its_key_and_reads_back() {
        let (id, token) = token();
        let read = Token::parse(token.reveal()).unwrap();
        assert_eq!(read.key(), Some(id));
        assert_eq!(read.digest(), token.digest());
    }

    #[test]
    fn two_tokens_of_one_key_differ() {
        let ((_, one), (_, other)) = (token(), token());
        assert_ne!(one.reveal(), other.reveal());
    }

    #[test]
    fn a_token_with_any_character_changed_is_no_token() {
        let (_, token) = token();
        for at in 0..token.reveal().len() {
            let mut mistyped = token.reveal().to_owned().into_bytes();
            mistyped[at] = if mistyped[at] == b'0' { b'1' } else { b'0' };
            assert!(Token::parse(&String::from_utf8(mistyped).unwrap()).is_none(), "at {at}");
        }
    }

    #[test]
    fn nothing_else_is_a_token() {
        for text in ["", "rc_", "non-token", "rc_\u{e9}", &"é".repeat(60), &"0".repeat(108)] {
            assert!(Token::parse(text).is_none(), "{text}");
        }
    }

    #[test]
    fn a_token_is_not_printed_by_accident() {
        let (_, token) = token();
        assert_eq!(format!("{token:?}"), "Token(…)");
    }
}
