//! Cron lines, in UTC.

use cronexpr::Crontab;
use jiff::Timestamp;

/// Reads a line of five fields; why it is none.
pub(crate) fn parse(cron: &str) -> Result<Crontab, String> {
    if cron.split_whitespace().count() != 5 {
        return Err(format!(
            "`{cron}` is not of five fields: minute, hour, day of the month, month, day of the week, as in `0 9 * * 1`"
        ));
    }
    cronexpr::parse_crontab(&format!("{cron} UTC"))
        .map_err(|error| format!("`{cron}` is not a cron line: {error}"))
}

/// The first time after a moment.
pub(crate) fn next(cron: &str, after: Timestamp) -> Option<Timestamp> {
    let found = parse(cron).ok()?.find_next(cronexpr::MakeTimestamp(after)).ok()?;
    Some(found.timestamp())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_next_time_is_in_utc_and_later() {
        let monday: Timestamp = "2026-01-05T09:00:00Z".parse().unwrap();
        let week_later: Timestamp = "2026-01-12T09:00:00Z".parse().unwrap();
        assert_eq!(next("0 9 * * 1", monday - jiff::SignedDuration::from_secs(1)), Some(monday));
        assert_eq!(next("0 9 * * 1", monday), Some(week_later));
    }

    #[test]
    fn what_is_no_cron_line_is_refused_with_its_text() {
        assert!(parse("0 9 * *").unwrap_err().contains("five fields"));
        assert!(parse("0 9 * * 1 UTC").unwrap_err().contains("five fields"));
        assert!(parse("61 9 * * 1").unwrap_err().contains("`61 9 * * 1`"));
    }
}
