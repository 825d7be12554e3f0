//! The unique keys and index entries of a resource in one blob, kept in its row.
//!
//! Each is a tag (`attribute << 3 | whether it repeats a value << 2 | what it is`), then the length of the value and the
//! value, or which earlier value it repeats: a name is often unique, indexed, and an e-mail too. Numbers are
//! LEB128, so that an entry costs two bytes more than its value.

use directory::store::{IndexEntry, UniqueKey, UniqueScope};

use super::Damaged;

const INDEX: u64 = 0;
const UNIQUE_IN_DIRECTORY: u64 = 1;
const UNIQUE_IN_ORGANIZATION: u64 = 2;
const REPEATS: u64 = 1 << 2;

const DAMAGED: Damaged = Damaged("keys");

/// What a resource can be found by.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Keys {
    /// Its unique keys.
    pub(crate) unique: Vec<UniqueKey>,
    /// Its index entries.
    pub(crate) index: Vec<IndexEntry>,
}

impl Keys {
    /// The blob.
    pub(crate) fn pack(&self) -> Vec<u8> {
        let unique = self.unique.iter().map(|key| {
            let what = match key.scope {
                UniqueScope::Directory => UNIQUE_IN_DIRECTORY,
                UniqueScope::Organization => UNIQUE_IN_ORGANIZATION,
            };
            (what, key.attribute, &key.value)
        });
        let index = self.index.iter().map(|entry| (INDEX, entry.attribute, &entry.value));

        let mut blob = Vec::with_capacity(32 * (self.unique.len() + self.index.len()));
        let mut values: Vec<&Vec<u8>> = Vec::new();
        for (what, attribute, value) in unique.chain(index) {
            let tag = u64::from(attribute) << 3 | what;
            if let Some(earlier) = values.iter().position(|earlier| *earlier == value) {
                put_number(&mut blob, tag | REPEATS);
                put_number(&mut blob, earlier as u64);
            } else {
                put_number(&mut blob, tag);
                put_number(&mut blob, value.len() as u64);
                blob.extend_from_slice(value);
                values.push(value);
            }
        }
        blob
    }

    /// What the blob holds.
    pub(crate) fn unpack(mut blob: &[u8]) -> Result<Self, Damaged> {
        let mut keys = Self::default();
        let mut values: Vec<&[u8]> = Vec::new();
        while !blob.is_empty() {
            let tag = take_number(&mut blob)?;
            let attribute = u16::try_from(tag >> 3).map_err(|_| DAMAGED)?;
            let number = usize::try_from(take_number(&mut blob)?).map_err(|_| DAMAGED)?;
            let value = if tag & REPEATS == 0 {
                let (value, rest) = blob.split_at_checked(number).ok_or(DAMAGED)?;
                blob = rest;
                values.push(value);
                value
            } else {
                values.get(number).copied().ok_or(DAMAGED)?
            };
            let value = value.to_vec();
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
                _ => return Err(DAMAGED),
            }
        }
        Ok(keys)
    }
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
        let (&byte, rest) = blob.split_first().ok_or(DAMAGED)?;
        *blob = rest;
        number |= u64::from(byte & 0x7f) << shift;
        if byte & 0x80 == 0 {
            return Ok(number);
        }
    }
    Err(DAMAGED)
}

#[cfg(test)]
mod tests;
