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
    let mut text = Vec::with_capacity("2021-02-16T15:05:41.185473Z".len());
    write(&mut text, at);
    // It is ASCII.
    String::from_utf8(text).unwrap_or_default()
}

/// Appends an instant as the service sends it: every resource tells two.
pub fn write(out: &mut Vec<u8>, at: Timestamp) {
    let utc = Offset::UTC.to_datetime(at);
    if utc.year() < 0 {
        out.push(b'-');
    }
    digits::<4>(out, u32::from(utc.year().unsigned_abs()));
    let rest = [(b'-', utc.month()), (b'-', utc.day()), (b'T', utc.hour()), (b':', utc.minute())];
    for (before, number) in rest.into_iter().chain([(b':', utc.second())]) {
        out.push(before);
        digits::<2>(out, u32::from(number.unsigned_abs()));
    }
    let microseconds = (utc.subsec_nanosecond() / 1_000).unsigned_abs();
    if microseconds != 0 {
        out.push(b'.');
        digits::<6>(out, microseconds);
        while out.last() == Some(&b'0') {
            out.pop();
        }
    }
    out.push(b'Z');
}

/// Appends a number as so many decimal digits.
fn digits<const COUNT: usize>(out: &mut Vec<u8>, mut number: u32) {
    let mut digits = [b'0'; COUNT];
    for digit in digits.iter_mut().rev() {
        let [last, ..] = (number % 10).to_le_bytes();
        *digit += last;
        number /= 10;
    }
    out.extend_from_slice(&digits);
}

#[cfg(test)]
mod tests;
