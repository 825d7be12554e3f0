//! Sealing: what a cursor says can be neither read nor forged by those who carry it.

use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use data_encoding::BASE64URL_NOPAD;
use sha2::{Digest as _, Sha256};

use crate::error::Error;
use crate::store::StoreError;

const NONCE: usize = 24;

/// Seals and opens with a key of the store's secret.
pub(crate) struct Seal(XChaCha20Poly1305);

impl std::fmt::Debug for Seal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Seal(…)")
    }
}

impl Seal {
    /// The seal of one purpose: what is sealed for one can't be opened for another.
    pub(crate) fn new(secret: &[u8; 32], purpose: &str) -> Self {
        let mut hash = Sha256::new();
        hash.update(secret);
        hash.update(purpose);
        Self(XChaCha20Poly1305::new(&hash.finalize()))
    }

    /// Seals bytes for one owner, in characters a URL needs no escapes for (RFC 3986 §2.3).
    pub(crate) fn close(&self, owner: &[u8], content: &[u8]) -> Result<String, Error> {
        let mut sealed = vec![0_u8; NONCE];
        getrandom::fill(&mut sealed).map_err(|source| failed(Box::new(source)))?;
        let nonce =
            XNonce::try_from(sealed.as_slice()).map_err(|source| failed(Box::new(source)))?;
        let payload = Payload { msg: content, aad: owner };
        let cipher =
            self.0.encrypt(&nonce, payload).map_err(|error| failed(error.to_string().into()))?;
        sealed.extend(cipher);
        Ok(BASE64URL_NOPAD.encode(&sealed))
    }

    /// Opens what was sealed for this owner. `None` for everything else.
    pub(crate) fn open(&self, owner: &[u8], text: &str) -> Option<Vec<u8>> {
        let sealed = BASE64URL_NOPAD.decode(text.as_bytes()).ok()?;
        let (nonce, cipher) = sealed.split_at_checked(NONCE)?;
        let nonce = XNonce::try_from(nonce).ok()?;
        self.0.decrypt(&nonce, Payload { msg: cipher, aad: owner }).ok()
    }
}

fn failed(source: Box<dyn std::error::Error + Send + Sync>) -> Error {
    Error::Store(StoreError { doing: "sealing a cursor", source })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_owner_opens_what_was_sealed_for_it() {
        let seal = Seal::new(&[7; 32], "test");
        let sealed = seal.close(b"one", b"content").unwrap();
        assert_eq!(seal.open(b"one", &sealed).unwrap(), b"content");
        assert_eq!(seal.open(b"another", &sealed), None);
        assert_eq!(Seal::new(&[7; 32], "other").open(b"one", &sealed), None);
        assert_eq!(Seal::new(&[8; 32], "test").open(b"one", &sealed), None);
    }

    #[test]
    fn what_was_changed_does_not_open() {
        let seal = Seal::new(&[7; 32], "test");
        let sealed = seal.close(b"one", b"content").unwrap();
        for at in 0..sealed.len() {
            let mut forged = sealed.clone().into_bytes();
            forged[at] = if forged[at] == b'A' { b'B' } else { b'A' };
            let forged = String::from_utf8(forged).unwrap();
            assert_eq!(seal.open(b"one", &forged), None, "at {at}");
        }
        for text in ["", "A", "é", "AAAA", &"A".repeat(40)] {
            assert_eq!(seal.open(b"one", text), None, "{text}");
        }
    }

    #[test]
    fn a_sealed_text_needs_no_escapes() {
        let sealed = Seal::new(&[7; 32], "test").close(b"one", &[0xff; 100]).unwrap();
        assert!(sealed.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_'));
    }
}
