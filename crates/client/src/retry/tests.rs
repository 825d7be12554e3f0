use super::*;

/// Headers with these values.
fn headers(pairs: &[(&'static str, &'static str)]) -> HeaderMap {
    pairs.iter().map(|(name, value)| (name.parse().unwrap(), value.parse().unwrap())).collect()
}

#[test]
fn retry_after_is_seconds_or_a_time_read_against_the_answers_own_date() {
    let date = ("date", "Fri, 27 Nov 2026 13:00:00 GMT");
    let read = |asked| retry_after(&headers(&[date, ("retry-after", asked)]));
    assert_eq!(read("7"), Some(Duration::from_secs(7)));
    assert_eq!(read("Fri, 27 Nov 2026 13:00:30 GMT"), Some(Duration::from_secs(30)));
    assert_eq!(read("Fri, 27 Nov 2026 12:00:00 GMT"), Some(Duration::ZERO));
    assert_eq!(read("soon"), None);
    assert_eq!(retry_after(&headers(&[("retry-after", "Fri, 27 Nov 2026 13:00:30 GMT")])), None);
    assert_eq!(retry_after(&headers(&[date])), None);
}

#[test]
fn what_may_have_been_done_is_sent_again_only_if_twice_is_no_more_than_once() {
    let retry = Retry::default();
    for fault in [Fault::Name, Fault::Connect] {
        assert!(retry.after_fault(fault, false, 1).is_some(), "{fault}");
    }
    for fault in [Fault::TimedOut, Fault::Lost] {
        assert!(retry.after_fault(fault, true, 1).is_some(), "{fault}");
        assert!(retry.after_fault(fault, false, 1).is_none(), "{fault}");
    }
    for fault in [Fault::Forbidden, Fault::Tls, Fault::TooLarge] {
        assert!(retry.after_fault(fault, true, 1).is_none(), "{fault}");
    }
    let second = Some(Duration::from_secs(1));
    for (status, asked, repeatable, may) in [
        (429, None, false, true),
        (503, second, false, true),
        (503, None, false, false),
        (503, None, true, true),
        (502, second, false, false),
        (504, None, true, true),
        (500, second, true, false),
        (409, second, true, false),
    ] {
        let wait = retry.after_answer(status, asked, repeatable, 1);
        assert_eq!(wait.is_some(), may, "{status} {asked:?} {repeatable}");
    }
}

#[test]
fn waits_double_to_a_limit_and_the_last_attempt_is_the_last() {
    let retry = Retry { attempts: 40, ..Retry::default() };
    for (attempt, most) in [(1, 250), (2, 500), (3, 1000), (6, 8000), (39, 8000)] {
        let most = Duration::from_millis(most);
        let wait = retry.after_fault(Fault::Connect, false, attempt).unwrap();
        assert!(wait >= most / 2 && wait <= most, "{attempt}: {wait:?}");
    }
    assert_eq!(retry.after_fault(Fault::Connect, true, 40), None);
    assert_eq!(Retry::never().after_answer(429, None, true, 1), None);
}

#[test]
fn a_service_is_given_the_time_it_asks_for_unless_it_asks_for_too_much() {
    let retry = Retry::default();
    let asked = Duration::from_secs(20);
    let wait = retry.after_answer(429, Some(asked), false, 1).unwrap();
    assert!(wait >= asked && wait <= asked + retry.first, "{wait:?}");
    assert_eq!(retry.after_answer(429, Some(Duration::from_hours(1)), false, 1), None);
}
