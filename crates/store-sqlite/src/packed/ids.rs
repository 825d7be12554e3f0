//! JSON with ids in it: each string that is a UUID becomes a mark and its 16 bytes.
//!
//! The log says who joined and left a group, by ids that take 39 bytes each as text. The mark is a byte that UTF-8
//! never holds, so that JSON without ids is its own packed form.

use uuid::Uuid;

use super::Damaged;

const MARK: u8 = 0xff;

const DAMAGED: Damaged = Damaged("ids");

/// Packs JSON, of which every byte comes back.
pub(crate) fn pack(json: &str) -> Vec<u8> {
    let mut blob = Vec::with_capacity(json.len());
    let mut rest = json;
    while let Some((before, after_quote)) = rest.split_once('"') {
        blob.extend_from_slice(before.as_bytes());
        if let Some((id, after)) = id_and_quote(after_quote) {
            blob.push(MARK);
            blob.extend_from_slice(id.as_bytes());
            rest = after;
        } else {
            blob.push(b'"');
            rest = after_quote;
        }
    }
    blob.extend_from_slice(rest.as_bytes());
    blob
}

/// The JSON that was packed.
pub(crate) fn unpack(blob: &[u8]) -> Result<String, Damaged> {
    let mut json = Vec::with_capacity(2 * blob.len());
    let mut rest = blob;
    while let Some((&byte, after)) = rest.split_first() {
        rest = after;
        if byte == MARK {
            let (id, after) = rest.split_first_chunk().ok_or(DAMAGED)?;
            rest = after;
            json.push(b'"');
            json.extend_from_slice(text_of(Uuid::from_bytes(*id), &mut Uuid::encode_buffer()));
            json.push(b'"');
        } else {
            json.push(byte);
        }
    }
    String::from_utf8(json).map_err(|_| DAMAGED)
}

/// The id that a text begins with, up to a quotation mark, and what comes after. Only the form in which it is written back
/// counts: one of capital letters, say, is left as it is.
fn id_and_quote(text: &str) -> Option<(Uuid, &str)> {
    let (id, rest) = text.split_at_checked(36)?;
    let after = rest.strip_prefix('"')?;
    let parsed = Uuid::try_parse(id).ok()?;
    (text_of(parsed, &mut Uuid::encode_buffer()) == id.as_bytes()).then_some((parsed, after))
}

fn text_of(id: Uuid, buffer: &mut [u8; 45]) -> &[u8] {
    id.hyphenated().encode_lower(buffer).as_bytes()
}

#[cfg(test)]
mod tests;
