//! Numbers as bytes that order as the numbers do.

use serde_json::Number;

/// A key of ten bytes: the nearest double, and how far the number is from it. An integer beyond 2^53
/// has no double of its own, and `1` must equal `1.0`; this keeps both promises.
pub(super) fn key(number: &Number) -> Vec<u8> {
    let (nearest, remainder) = match (number.as_i128(), number.as_f64()) {
        (Some(exact), _) => split(exact),
        (None, double) => (double.unwrap_or_default(), 0),
    };
    let mut bytes = Vec::with_capacity(10);
    bytes.extend(sortable_double(nearest));
    bytes.extend((remainder.cast_unsigned() ^ (1 << 15)).to_be_bytes());
    bytes
}

/// The nearest double and the rest, which for a number of 64 bits is at most 1024.
#[expect(clippy::cast_precision_loss, reason = "what is lost is the remainder")]
#[expect(clippy::cast_possible_truncation, reason = "a double made of 64 bits is within 128")]
fn split(exact: i128) -> (f64, i16) {
    let nearest = exact as f64;
    (nearest, i16::try_from(exact - nearest as i128).unwrap_or_default())
}

/// An integer with its sign bit turned over.
pub(super) fn sortable(integer: i64) -> [u8; 8] {
    (integer.cast_unsigned() ^ (1 << 63)).to_be_bytes()
}

/// A double with its sign bit turned over, or all bits if it is negative. Both zeros are one.
fn sortable_double(double: f64) -> [u8; 8] {
    let bits = if double == 0.0 { 0 } else { double.to_bits() };
    let negative = bits >> 63 == 1;
    (if negative { !bits } else { bits ^ (1 << 63) }).to_be_bytes()
}
