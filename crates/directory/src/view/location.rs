//! The URL of a resource.

use uuid::Uuid;

use crate::model::{Kind, ResourceId};

/// The URL of a resource.
pub(crate) fn location(base: &str, kind: Kind, id: ResourceId) -> String {
    parts(base, kind, id, &mut Uuid::encode_buffer()).concat()
}

/// Appends the URL of a resource.
pub(super) fn write(base: &str, kind: Kind, id: ResourceId, out: &mut Vec<u8>) {
    for part in parts(base, kind, id, &mut Uuid::encode_buffer()) {
        out.extend_from_slice(part.as_bytes());
    }
}

/// What it is put together from, without formatting: there are some in every answer.
fn parts<'a>(base: &'a str, kind: Kind, id: ResourceId, buffer: &'a mut [u8]) -> [&'a str; 4] {
    [base, kind.endpoint(), "/", id.as_uuid().hyphenated().encode_lower(buffer)]
}
