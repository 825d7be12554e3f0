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
    let read = cronexpr::parse_crontab(&format!("{cron} UTC")).map_err(|error| {
        // It points with a caret at its own copy of the line; what it says comes after that.
        let said = error.to_string();
        let said = said.rsplit('^').next().unwrap_or_default().trim();
        format!("`{cron}` is not a cron line ({said}): write it as in `0 9 * * 1`, Mondays at nine")
    })?;
    // From a year on in which every day of the calendar is still to come within four years.
    if read.find_next(cronexpr::MakeTimestamp(Timestamp::UNIX_EPOCH)).is_err() {
        return Err(format!("`{cron}` never comes: no month has that day"));
    }
    Ok(read)
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
    fn what_never_comes_is_refused() {
        for line in ["0 0 31 2 *", "0 0 30 2 *", "0 0 31 4,6,9,11 *"] {
            assert_eq!(
                parse(line).unwrap_err(),
                format!("`{line}` never comes: no month has that day")
            );
        }
        for line in ["0 0 29 2 *", "0 0 31 * *", "0 0 31 2 1", "59 23 31 12 *"] {
            parse(line).unwrap();
        }
    }

    #[test]
    fn what_is_no_cron_line_is_refused_with_its_text() {
        assert!(parse("0 9 * *").unwrap_err().contains("five fields"));
        assert!(parse("0 9 * * 1 UTC").unwrap_err().contains("five fields"));
        let refused = parse("61 9 * * 1").unwrap_err();
        assert!(
            refused.starts_with("`61 9 * * 1` is not a cron line (value must be in"),
            "{refused}"
        );
        for line in
            ["x 9 * * 1", "0 9 * * MOO", "*/0 9 * * *", "5-1 9 * * *", "0 9 31 2 ?", ", 9 * * *"]
        {
            let refused = parse(line).unwrap_err();
            assert_eq!(refused.lines().count(), 1, "{refused}");
        }
    }
}
