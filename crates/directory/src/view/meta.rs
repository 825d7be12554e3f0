//! The `meta` of a resource (RFC 7643 §3.1).

use super::location;
use crate::caller::Caller;
use crate::condition;
use crate::model::Record;

/// Appends it.
pub(super) fn write(caller: &Caller, record: &Record, out: &mut Vec<u8>) {
    let Record { kind, id, version, created, modified, .. } = *record;
    out.extend_from_slice(b",\"meta\":{\"resourceType\":\"");
    out.extend_from_slice(kind.name().as_bytes());
    out.extend_from_slice(b"\",\"location\":\"");
    location::write(caller.base(), kind, id, out);
    out.extend_from_slice(b"\",\"lastModified\":\"");
    scim::datetime::write(out, modified);
    out.extend_from_slice(b"\",\"created\":\"");
    scim::datetime::write(out, created);
    out.push(b'"');
    if caller.profile.features.etag {
        out.extend_from_slice(b",\"version\":");
        condition::write_tag(out, version);
    }
    out.push(b'}');
}
