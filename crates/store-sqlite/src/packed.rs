//! The unique keys and index entries of a resource in one blob, kept in its row.
//!
//! Each is a tag (`attribute << 2 | what it is`), the length of the value, and the value; tag and length
//! are LEB128 numbers, so that an entry costs two bytes more than its value.

use directory::store::{IndexEntry, UniqueKey, UniqueScope};

const INDEX: u64 = 0;
const UNIQUE_IN_DIRECTORY: u64 = 1;
const UNIQUE_IN_ORGANIZATION: u64 = 2;

/// What a resource can be found by.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Keys {
    /// Its unique keys.
    pub(crate) unique: Vec<UniqueKey>,
    /// Its index entries.
    pub(crate) index: Vec<IndexEntry>,
}

/// The blob in the row is not what [`Keys::pack`] writes.
#[derive(Debug, thiserror::Error)]
#[error("a resource's packed keys are damaged")]
pub(crate) struct Damaged;

impl Keys {
    /// The blob.
    pub(crate) fn pack(&self) -> Vec<u8> {
        let mut blob = Vec::with_capacity(32 * (self.unique.len() + self.index.len()));
        for key in &self.unique {
            let what = match key.scope {
                UniqueScope::Directory => UNIQUE_IN_DIRECTORY,
                UniqueScope::Organization => UNIQUE_IN_ORGANIZATION,
            };
            put(&mut blob, what, key.attribute, &key.value);
        }
        for entry in &self.index {
            put(&mut blob, INDEX, entry.attribute, &entry.value);
        }
        blob
    }

    /// What the blob holds.
    pub(crate) fn unpack(mut blob: &[u8]) -> Result<Self, Damaged> {
        let mut keys = Self::default();
        while !blob.is_empty() {
            let tag = take_number(&mut blob)?;
            let attribute = u16::try_from(tag >> 2).map_err(|_| Damaged)?;
            let length = usize::try_from(take_number(&mut blob)?).map_err(|_| Damaged)?;
            let (value, rest) = blob.split_at_checked(length).ok_or(Damaged)?;
            let value = value.to_vec();
            blob = rest;
            match tag & 3 {
                INDEX => keys.index.push(IndexEntry { attribute, value }),
                UNIQUE_IN_DIRECTORY => {
                    keys.unique.push(UniqueKey { scope: UniqueScope::Directory, attribute, value });
                }
                UNIQUE_IN_ORGANIZATION => {
                    keys.unique.push(UniqueKey {
                        scope: UniqueScope::Organization,
                        attribute,
                        value,
                    });
                }
                _ => return Err(Damaged),
            }
        }
        Ok(keys)
    }
}

fn put(blob: &mut Vec<u8>, what: u64, attribute: u16, value: &[u8]) {
    put_number(blob, u64::from(attribute) << 2 | what);
    put_number(blob, value.len() as u64);
    blob.extend_from_slice(value);
}

fn put_number(blob: &mut Vec<u8>, mut number: u64) {
    loop {
        let [low, ..] = number.to_le_bytes();
        number >>= 7;
        if number == 0 {
            blob.push(low & 0x7f);
            return;
        }
        blob.push(low | 0x80);
    }
}

fn take_number(blob: &mut &[u8]) -> Result<u64, Damaged> {
    let mut number = 0_u64;
    for shift in (0..63).step_by(7) {
        let (&byte, rest) = blob.split_first().ok_or(Damaged)?;
        *blob = rest;
        number |= u64::from(byte & 0x7f) << shift;
        if byte & 0x80 == 0 {
            return Ok(number);
        }
    }
    Err(Damaged)
}

#[cfg(test)]
mod tests;
