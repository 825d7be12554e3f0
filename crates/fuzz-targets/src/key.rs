//! Bearer keys.

use directory::error::Unauthenticated::{Malformed, Unknown};
use directory::{Error, RequestInfo};

use crate::world::{World, tampered, wait};

/// Text that is not the key admits nobody; neither does the key with one byte changed, another secret under its
/// id, or the key at another directory.
pub fn key(data: &[u8]) {
    let Some((choice, rest)) = data.split_first() else { return };
    let World { own, other, .. } = World::get();
    match choice % 4 {
        0 => {
            let text = String::from_utf8_lossy(rest);
            if text != own.token && text != other.token {
                refused(&text);
            }
        }
        1 => {
            if let Some(forged) = tampered(&own.token, rest) {
                refused(&forged);
            }
        }
        2 => refused(&well_formed(&own.token, rest)),
        _ => {
            let directory = &*String::from_utf8_lossy(rest);
            let admitted = admit(&own.token, directory);
            let is_own = directory == own.directory;
            assert!(is_own || matches!(admitted, Err(Error::Forbidden(_))), "{admitted:?}");
            assert!(matches!(admit(&own.token, &other.directory), Err(Error::Forbidden(_))));
            assert!(admit(&own.token, &own.directory).is_ok(), "the key itself is refused");
        }
    }
}

/// A token with the key's id, a secret of the fuzzer's, and a checksum that is right.
fn well_formed(token: &str, data: &[u8]) -> String {
    const BEFORE_SECRET: usize = "rc_".len() + 32 + "_".len();
    let mut secret = [0_u8; 32];
    secret.iter_mut().zip(data).for_each(|(byte, given)| *byte = *given);
    let before = token.get(..BEFORE_SECRET).unwrap_or_default();
    let unchecked = format!("{before}{}", hex::encode(secret));
    format!("{unchecked}{:08x}", crc32fast::hash(unchecked.as_bytes()))
}

fn refused(text: &str) {
    let admitted = admit(text, &World::get().own.directory);
    let refused = matches!(admitted, Err(Error::Unauthenticated(Malformed | Unknown)));
    assert!(refused, "{admitted:?}");
}

fn admit(token: &str, directory: &str) -> Result<(), Error> {
    wait(World::get().service.admit(Some(token), directory, RequestInfo::default())).map(drop)
}
