//! When a key expires, as people write it.

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Span, Timestamp};

use crate::failure::Failure;

/// The instant meant by a time from now (`90d`, `12h`, `1y`) or by a day (`2031-01-31`: its first instant in UTC).
pub(crate) fn parse(input: &str, now: Timestamp) -> Result<Timestamp, Failure> {
    let wrong = |problem| Failure::Expiry { input: input.to_owned(), problem };
    let expires = if let Ok(day) = input.parse::<Date>() {
        day.to_zoned(TimeZone::UTC)
    } else {
        let span: Span =
            input.parse().map_err(|_| wrong("is neither a time from now nor a day"))?;
        now.to_zoned(TimeZone::UTC).checked_add(span)
    };
    let expires = expires.map_err(|_| wrong("is too far away"))?.timestamp();
    if expires > now { Ok(expires) } else { Err(wrong("has passed already")) }
}

#[cfg(test)]
mod tests;
