//! Dates in and out.

use proptest::prelude::*;

use super::*;

fn read(text: &str) -> String {
    parse(text).map_or_else(|| "refused".into(), |at| at.to_string())
}

#[test]
fn every_spelling_of_an_instant_is_that_instant() {
    for text in [
        "2021-02-16T15:05:41Z",
        "2021-02-16T15:05:41",
        "2021-02-16T15:05:41.000Z",
        "2021-02-16T15:05:41+00:00",
        "2021-02-16T15:05:41-00:00",
        "2021-02-16T17:05:41+02:00",
        "2021-02-17T05:05:41+14:00",
    ] {
        assert_eq!(read(text), "2021-02-16T15:05:41Z", "{text}");
    }
}

#[test]
fn fractions_may_have_any_length() {
    assert_eq!(read("2011-05-13T04:42:34.5Z"), "2011-05-13T04:42:34.5Z");
    assert_eq!(read("2015-10-10T14:38:21.8617979-07:00"), "2015-10-10T21:38:21.8617979Z");
    assert_eq!(read("2011-05-13T04:42:34.1234567891234Z"), "2011-05-13T04:42:34.123456789Z");
}

#[test]
fn the_end_of_a_day_is_the_beginning_of_the_next() {
    assert_eq!(read("2023-12-31T24:00:00Z"), "2024-01-01T00:00:00Z");
    assert_eq!(read("2023-12-31T24:00:00.0Z"), "2024-01-01T00:00:00Z");
}

#[test]
fn what_is_no_date_and_time_is_refused() {
    for text in [
        "",
        "2021-02-16",
        "15:05:41Z",
        "2021-02-16 15:05:41Z",
        "2021-02-16t15:05:41z",
        "2021-02-16T15:05Z",
        "2021-02-16T15:05:41.Z",
        "2021-02-16T15:05:60Z",
        "2021-02-16T24:00:01Z",
        "2021-02-16T24:00:00.1Z",
        "2021-02-16T25:00:00Z",
        "2021-02-30T15:05:41Z",
        "2021-13-16T15:05:41Z",
        "21-02-16T15:05:41Z",
        "+2021-02-16T15:05:41Z",
        "2021-2-16T15:05:41Z",
        "2021-02-16T15:05:41+2:00",
        "2021-02-16T15:05:41+0200",
        "2021-02-16T15:05:41+14:01",
        "2021-02-16T15:05:41+13:60",
        "2021-02-16T15:05:41Z ",
        "2021-02-16T15:05:41é",
        "9999-12-31T24:00:00Z",
    ] {
        assert_eq!(read(text), "refused", "{text}");
    }
}

#[test]
fn an_instant_is_written_in_utc_without_needless_digits() {
    let written = |text| parse(text).map(format);
    let some = |text: &str| Some(text.to_owned());
    assert_eq!(written("2021-02-16T17:05:41.185473+02:00"), some("2021-02-16T15:05:41.185473Z"));
    assert_eq!(written("2021-02-16T15:05:41.120Z"), some("2021-02-16T15:05:41.12Z"));
    assert_eq!(written("2021-02-16T15:05:41.000001Z"), some("2021-02-16T15:05:41.000001Z"));
    assert_eq!(written("2021-02-16T15:05:41.0000009Z"), some("2021-02-16T15:05:41Z"));
    assert_eq!(written("0044-03-15T12:00:00Z"), some("0044-03-15T12:00:00Z"));
    assert_eq!(written("-0044-03-15T12:00:00Z"), some("-0044-03-15T12:00:00Z"));
}

proptest! {
    #[test]
    fn what_is_written_is_read_back(microseconds in -300_000_000_000_000_000_i64..250_000_000_000_000_000) {
        let at = Timestamp::from_microsecond(microseconds).expect("within the years of four digits");
        prop_assert_eq!(parse(&format(at)), Some(at));
    }

    #[test]
    fn no_text_panics(text in "[-+0-9TZ:.é]{0,40}") {
        let _ = parse(&text);
    }
}
