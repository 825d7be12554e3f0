//! `xsd:dateTime` (RFC 7643 §2.3.5), read as an instant and written in UTC.

mod read;

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
    let mut text = String::with_capacity("2021-02-16T15:05:41.185473Z".len());
    if utc.year() < 0 {
        text.push('-');
    }
    digits(&mut text, u32::from(utc.year().unsigned_abs()), 1_000);
    let rest = [('-', utc.month()), ('-', utc.day()), ('T', utc.hour()), (':', utc.minute())];
    for (before, number) in rest.into_iter().chain([(':', utc.second())]) {
        text.push(before);
        digits(&mut text, u32::from(number.unsigned_abs()), 10);
    }
    let microseconds = (utc.subsec_nanosecond() / 1_000).unsigned_abs();
    if microseconds != 0 {
        text.push('.');
        digits(&mut text, microseconds, 100_000);
        text.truncate(text.trim_end_matches('0').len());
    }
    text.push('Z');
    text
}

/// Appends a number in decimal, from the digit of that weight on: every resource tells two times.
fn digits(text: &mut String, number: u32, mut weight: u32) {
    while weight > 0 {
        text.extend(char::from_digit(number / weight % 10, 10));
        weight /= 10;
    }
}

#[cfg(test)]
mod tests;
