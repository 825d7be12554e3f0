//! Cursors (RFC 9865): a place in a list, sealed, without any state in the service. Bound to the
//! directory, the query and its order; the caller is authorised anew on every page.

use jiff::Timestamp;
use sha2::{Digest as _, Sha256};

use super::order::Place;
use super::seal::Seal;
use crate::error::Error;
use crate::store::Position;

/// How long a cursor stays valid, in seconds.
pub(crate) const TIMEOUT_SECONDS: i64 = 24 * 60 * 60;

/// Why a cursor is refused: the keywords RFC 9865 adds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CursorError {
    /// Malformed, forged, another directory's, or of another query. Which of these is not told.
    #[error("the cursor is not one of this query; start again with an empty cursor")]
    Invalid,
    /// Waited too long.
    #[error("the cursor has expired; start again with an empty cursor")]
    Expired,
    /// `count` is not what it was on the first page.
    #[error("count must stay what it was on the first page")]
    Count,
}

/// What a cursor says.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Cursor {
    /// What the query is.
    pub(super) query: Fingerprint,
    /// The size of the page.
    pub(super) count: u32,
    /// The last resource that was sent.
    pub(super) after: Place,
}

/// All that must be the same from page to page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Fingerprint([u8; 16]);

impl Fingerprint {
    /// Of the parts of a query, told apart from each other.
    pub(super) fn of(parts: &[Option<&str>]) -> Self {
        let mut hash = Sha256::new();
        for part in parts {
            match part {
                None => hash.update([0]),
                Some(text) => {
                    hash.update([1]);
                    hash.update((text.len() as u64).to_be_bytes());
                    hash.update(text);
                }
            }
        }
        let digest: [u8; 32] = hash.finalize().into();
        let (half, _) = digest.split_at(16);
        Self(<[u8; 16]>::try_from(half).unwrap_or_default())
    }
}

impl Cursor {
    /// Seals it for a directory.
    pub(super) fn seal(&self, seal: &Seal, owner: &[u8], now: Timestamp) -> Result<String, Error> {
        let mut content = Vec::with_capacity(64);
        content.extend(self.query.0);
        content.extend(now.as_second().saturating_add(TIMEOUT_SECONDS).to_be_bytes());
        content.extend(self.count.to_be_bytes());
        content.push(self.after.rank);
        content.extend(self.after.position.0.to_be_bytes());
        if let Some(key) = &self.after.key {
            content.push(1);
            content.extend(key);
        }
        seal.close(owner, &content)
    }

    /// Opens a cursor that was sealed for the directory and the query.
    pub(super) fn open(
        seal: &Seal,
        owner: &[u8],
        text: &str,
        query: Fingerprint,
        now: Timestamp,
    ) -> Result<Self, CursorError> {
        let content = seal.open(owner, text).ok_or(CursorError::Invalid)?;
        let (cursor, until) = Self::read(&content).ok_or(CursorError::Invalid)?;
        if cursor.query != query {
            return Err(CursorError::Invalid);
        }
        if now.as_second() >= until {
            return Err(CursorError::Expired);
        }
        Ok(cursor)
    }

    fn read(content: &[u8]) -> Option<(Self, i64)> {
        let (query, rest) = content.split_first_chunk::<16>()?;
        let (until, rest) = rest.split_first_chunk::<8>()?;
        let (count, rest) = rest.split_first_chunk::<4>()?;
        let (&rank, rest) = rest.split_first()?;
        let (position, rest) = rest.split_first_chunk::<16>()?;
        let key = rest.split_first().map(|(_, key)| key.to_vec());
        let after = Place { key, rank, position: Position(u128::from_be_bytes(*position)) };
        let cursor = Self { query: Fingerprint(*query), count: u32::from_be_bytes(*count), after };
        Some((cursor, i64::from_be_bytes(*until)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cursor(key: Option<&[u8]>) -> Cursor {
        let query = Fingerprint::of(&[Some("a"), None]);
        let after = Place { key: key.map(<[u8]>::to_vec), rank: 1, position: Position(77) };
        Cursor { query, count: 100, after }
    }

    #[test]
    fn a_cursor_says_what_was_sealed_in_it_until_it_expires() {
        let seal = Seal::new(&[7; 32], "cursor");
        let now = Timestamp::from_second(1_000).unwrap();
        for key in [None, Some(&b""[..]), Some(&b"key"[..])] {
            let cursor = cursor(key);
            let text = cursor.seal(&seal, b"directory", now).unwrap();
            let open = |at| {
                let at = Timestamp::from_second(at).unwrap();
                Cursor::open(&seal, b"directory", &text, cursor.query, at)
            };
            assert_eq!(open(1_000 + TIMEOUT_SECONDS - 1).unwrap(), cursor);
            assert_eq!(open(1_000 + TIMEOUT_SECONDS).unwrap_err(), CursorError::Expired);
        }
    }

    #[test]
    fn a_cursor_of_another_query_or_directory_is_invalid() {
        let seal = Seal::new(&[7; 32], "cursor");
        let now = Timestamp::from_second(1_000).unwrap();
        let cursor = cursor(None);
        let text = cursor.seal(&seal, b"directory", now).unwrap();
        let other = Fingerprint::of(&[Some("b"), None]);
        let foreign = Cursor::open(&seal, b"another", &text, cursor.query, now);
        assert_eq!(foreign.unwrap_err(), CursorError::Invalid);
        let mismatched = Cursor::open(&seal, b"directory", &text, other, now);
        assert_eq!(mismatched.unwrap_err(), CursorError::Invalid);
    }

    #[test]
    fn parts_of_a_query_are_told_apart() {
        let differ = [
            Fingerprint::of(&[Some("ab"), Some("c")]),
            Fingerprint::of(&[Some("a"), Some("bc")]),
            Fingerprint::of(&[Some("abc"), None]),
            Fingerprint::of(&[None, Some("abc")]),
            Fingerprint::of(&[Some("abc"), Some("")]),
        ];
        for (n, one) in differ.iter().enumerate() {
            assert!(differ.iter().skip(n + 1).all(|other| one != other), "{n}");
        }
    }
}
