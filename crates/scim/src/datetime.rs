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

/// Appends an instant as the service sends it: every resource tells two, and a list has a hundred.
pub fn write(out: &mut Vec<u8>, at: Timestamp) {
    let utc = Offset::UTC.to_datetime(at);
    if utc.year() < 0 {
        out.push(b'-');
    }
    let mut text = *b"0000-00-00T00:00:00.000000";
    let [y3, y2, y1, y0, _, m1, m0, _, d1, d0, _, h1, h0, _, i1, i0, _, s1, s0, _, fraction @ ..] =
        &mut text;
    fill([y3, y2, y1, y0], u32::from(utc.year().unsigned_abs()));
    fill([m1, m0], u32::from(utc.month().unsigned_abs()));
    fill([d1, d0], u32::from(utc.day().unsigned_abs()));
    fill([h1, h0], u32::from(utc.hour().unsigned_abs()));
    fill([i1, i0], u32::from(utc.minute().unsigned_abs()));
    fill([s1, s0], u32::from(utc.second().unsigned_abs()));
    fill(fraction.each_mut(), (utc.subsec_nanosecond() / 1_000).unsigned_abs());
    // The point ends it, if not a digit before.
    let mut shown = text.as_slice();
    while let Some(shorter) = shown.strip_suffix(b"0") {
        shown = shorter;
    }
    out.extend_from_slice(shown.strip_suffix(b".").unwrap_or(shown));
    out.push(b'Z');
}

/// Writes a number as so many decimal digits.
fn fill<const DIGITS: usize>(digits: [&mut u8; DIGITS], mut number: u32) {
    for digit in digits.into_iter().rev() {
        let [last, ..] = (number % 10).to_le_bytes();
        *digit = b'0' + last;
        number /= 10;
    }
}

#[cfg(test)]
mod tests;
