//! The lexical form of `xsd:dateTime` (XML Schema 1.1, part 2, §3.3.7).

use jiff::Timestamp;
use jiff::civil::{Date, DateTime, Time};
use jiff::tz::Offset;

pub(super) fn instant(text: &str) -> Option<Timestamp> {
    let mut reader = Reader(text);
    let date = reader.date()?;
    reader.literal('T')?;
    let (time, is_next_day) = reader.time()?;
    let offset = reader.offset()?;
    if !reader.0.is_empty() {
        return None;
    }
    let date = if is_next_day { date.tomorrow().ok()? } else { date };
    offset.to_timestamp(DateTime::from_parts(date, time)).ok()
}

/// What is left of the text.
struct Reader<'i>(&'i str);

impl Reader<'_> {
    fn date(&mut self) -> Option<Date> {
        let sign = if self.literal('-').is_some() { -1 } else { 1 };
        let year = i16::try_from(self.number(4)?).ok()?;
        self.literal('-')?;
        let month = self.number_i8()?;
        self.literal('-')?;
        Date::new(sign * year, month, self.number_i8()?).ok()
    }

    /// The time, and whether it is midnight at the end of the day.
    fn time(&mut self) -> Option<(Time, bool)> {
        let hour = self.number_i8()?;
        self.literal(':')?;
        let minute = self.number_i8()?;
        self.literal(':')?;
        let second = self.number_i8()?;
        let nanosecond = if self.literal('.').is_some() { self.fraction()? } else { 0 };
        if (hour, minute, second, nanosecond) == (24, 0, 0, 0) {
            return Some((Time::midnight(), true));
        }
        Time::new(hour, minute, second, nanosecond).ok().map(|time| (time, false))
    }

    /// Nanoseconds, of one digit or more.
    fn fraction(&mut self) -> Option<i32> {
        let length = self.0.bytes().take_while(u8::is_ascii_digit).count();
        let (digits, rest) = self.0.split_at_checked(length)?;
        if digits.is_empty() {
            return None;
        }
        self.0 = rest;
        format!("{digits:0<9.9}").parse().ok()
    }

    /// `Z`, `±hh:mm` up to 14 hours, or nothing.
    fn offset(&mut self) -> Option<Offset> {
        if self.0.is_empty() || self.literal('Z').is_some() {
            return Some(Offset::UTC);
        }
        let sign = if self.literal('-').is_some() { -1 } else { self.literal('+').map(|()| 1)? };
        let hours = i32::from(self.number_i8()?);
        self.literal(':')?;
        let minutes = i32::from(self.number_i8()?);
        let total = hours * 60 + minutes;
        if minutes > 59 || total > 14 * 60 {
            return None;
        }
        Offset::from_seconds(sign * total * 60).ok()
    }

    fn number_i8(&mut self) -> Option<i8> {
        i8::try_from(self.number(2)?).ok()
    }

    /// Exactly so many digits.
    fn number(&mut self, digits: usize) -> Option<u16> {
        let (number, rest) = self.0.split_at_checked(digits)?;
        if !number.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        self.0 = rest;
        number.parse().ok()
    }

    fn literal(&mut self, expected: char) -> Option<()> {
        self.0 = self.0.strip_prefix(expected)?;
        Some(())
    }
}
