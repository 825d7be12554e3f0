//! `xsd:dateTime` (RFC 7643 §2.3.5), read as an instant and written in UTC.

use jiff::Timestamp;

/// Reads an `xsd:dateTime`: the offset is optional (UTC then), any number of fractional digits,
/// `24:00:00` legal.
pub fn parse(text: &str) -> Option<Timestamp> {
    let _ = text;
    todo!()
}

/// Writes an instant as the service sends it: UTC with `Z`, up to six fractional digits, trailing
/// zeros trimmed (`2021-02-16T15:05:41.185473Z`).
pub fn format(at: Timestamp) -> String {
    let _ = at;
    todo!()
}
