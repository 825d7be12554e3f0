//! JSON with ids in it: each string that is a UUID becomes a mark and its 16 bytes.
//!
//! The log says who joined and left a group, by ids that take 39 bytes each as text. The mark is a byte that UTF-8
//! never holds, so that JSON without ids is its own packed form.

use uuid::Uuid;

use super::Damaged;

const MARK: u8 = 0xff;

/// JSON, packed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct PackedIds(pub(crate) Vec<u8>);

impl PackedIds {
    /// Packs JSON, of which every byte comes back.
    pub(crate) fn pack(json: &str) -> Self {
        let mut blob = Vec::with_capacity(json.len());
        let mut rest = json;
        while let Some((before, from_quote)) =
            rest.find('"').and_then(|at| rest.split_at_checked(at))
        {
            blob.extend_from_slice(before.as_bytes());
            let (quote, after_quote) = from_quote.split_at(1);
            if let Some((id, after)) = quoted_id(from_quote) {
                blob.push(MARK);
                blob.extend_from_slice(id.as_bytes());
                rest = after;
            } else {
                blob.extend_from_slice(quote.as_bytes());
                rest = after_quote;
            }
        }
        blob.extend_from_slice(rest.as_bytes());
        Self(blob)
    }

    /// The JSON that was packed.
    pub(crate) fn unpack(&self) -> Result<String, Damaged> {
        let mut json = Vec::with_capacity(2 * self.0.len());
        let mut rest = self.0.as_slice();
        while let Some((&byte, after)) = rest.split_first() {
            rest = after;
            if byte == MARK {
                let (id, after) = rest.split_first_chunk().ok_or(Damaged("ids"))?;
                rest = after;
                json.push(b'"');
                json.extend_from_slice(text_of(Uuid::from_bytes(*id), &mut Uuid::encode_buffer()));
                json.push(b'"');
            } else {
                json.push(byte);
            }
        }
        String::from_utf8(json).map_err(|_| Damaged("ids"))
    }
}

/// The id that a text begins with, between quotation marks, and what comes after. Only the form in which it is written back
/// counts: one of capital letters, say, is left as it is.
fn quoted_id(text: &str) -> Option<(Uuid, &str)> {
    let (id, rest) = text.strip_prefix('"')?.split_at_checked(36)?;
    let after = rest.strip_prefix('"')?;
    let parsed = Uuid::try_parse(id).ok()?;
    (text_of(parsed, &mut Uuid::encode_buffer()) == id.as_bytes()).then_some((parsed, after))
}

fn text_of(id: Uuid, buffer: &mut [u8; 45]) -> &[u8] {
    id.hyphenated().encode_lower(buffer).as_bytes()
}

#[cfg(test)]
mod tests;
