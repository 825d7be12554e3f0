//! `xsd:dateTime` (RFC 7643 §2.3.5), read as an instant and written in UTC.

mod read;

use std::fmt::Write as _;

use jiff::Timestamp;
use jiff::tz::Offset;

/// Reads an `xsd:dateTime`: the offset is optional (UTC then), any number of fractional digits,
/// `24:00:00` legal. Digits beyond nanoseconds are dropped; years have four digits.
pub fn parse(text: &str) -> Option<Timestamp> {
    read::instant(text)
}

/// Writes an instant as the service sends it: UTC with `Z`, up to six fractional digits, trailing
/// zeros trimmed (`2021-02-16T15:05:41.185473Z`).
pub fn format(at: Timestamp) -> String {
    let utc = Offset::UTC.to_datetime(at);
    let sign = if utc.year() < 0 { "-" } else { "" };
    let (year, month, day) = (utc.year().unsigned_abs(), utc.month(), utc.day());
    let (hour, minute, second) = (utc.hour(), utc.minute(), utc.second());
    let mut text = format!("{sign}{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}");
    let microseconds = utc.subsec_nanosecond() / 1_000;
    if microseconds != 0 {
        let digits = format!("{microseconds:06}");
        // Writing to a String cannot fail.
        let _ = write!(text, ".{}", digits.trim_end_matches('0'));
    }
    text.push('Z');
    text
}

#[cfg(test)]
mod tests;
