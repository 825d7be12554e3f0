use jiff::Timestamp;

use super::parse;

fn expiry(input: &str) -> Result<String, String> {
    let now: Timestamp = "2026-03-01T12:00:00Z".parse().unwrap();
    parse(input, now).map(|at| at.to_string()).map_err(|failure| failure.to_string())
}

#[test]
fn a_time_from_now_is_added_on_the_calendar() {
    assert_eq!(expiry("90d"), Ok("2026-05-30T12:00:00Z".to_owned()));
    assert_eq!(expiry("12h"), Ok("2026-03-02T00:00:00Z".to_owned()));
    assert_eq!(expiry("1y"), Ok("2027-03-01T12:00:00Z".to_owned()));
}

#[test]
fn a_day_means_its_first_instant_in_utc() {
    assert_eq!(expiry("2027-01-01"), Ok("2027-01-01T00:00:00Z".to_owned()));
}

#[test]
fn what_has_passed_or_means_nothing_is_refused() {
    assert_eq!(expiry("2026-03-01"), Err("`2026-03-01` has passed already".to_owned()));
    assert_eq!(expiry("-1d"), Err("`-1d` has passed already".to_owned()));
    assert_eq!(expiry("soon"), Err("`soon` is neither a time from now nor a day".to_owned()));
    assert_eq!(expiry(""), Err("`` is neither a time from now nor a day".to_owned()));
    assert_eq!(expiry("9000y"), Err("`9000y` is too far away".to_owned()));
}
