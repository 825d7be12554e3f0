//! The functions of expressions.

use std::collections::BTreeMap;

use data_encoding::BASE64;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};
use minijinja::value::{Kwargs, ValueKind};
use minijinja::{Environment, Error, ErrorKind, State, Value};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

use super::plain::{Refused, plain};
use super::{LONGEST, Now};

/// Adds them all.
pub(super) fn add(environment: &mut Environment<'_>, now: Now) {
    for name in ["now", "Now"] {
        environment.add_function(name, move || now.at.to_string());
    }
    environment.add_function("today", move || now.at.to_zoned(TimeZone::UTC).date().to_string());
    environment.add_function("random_uuid", move || now.id.to_string());
    environment.add_function("to_epoch", |at: String| Ok::<_, Error>(time(&at)?.as_second()));
    environment.add_function("date_format", |at: String, format: String| {
        let zoned = time(&at)?.to_zoned(TimeZone::UTC);
        jiff::fmt::strtime::format(&format, &zoned).map_err(refused)
    });
    environment.add_function("add", |at: String, span: Kwargs| shifted(&at, &span, 1));
    environment.add_function("sub", |at: String, span: Kwargs| shifted(&at, &span, -1));
    environment.add_function("multiply", |one: Value, other: Value| multiplied(&one, &other));
    environment.add_function("split", |text: String, by: String| {
        text.split(by.as_str()).map(str::to_owned).collect::<Vec<_>>()
    });
    environment.add_function("replace", |text: String, from: String, to: String| {
        replaced(&text, &from, &to)
    });
    environment.add_function("trim", |text: String| text.trim().to_owned());
    environment.add_function("to_lower", |text: String| text.to_lowercase());
    environment.add_function("to_upper", |text: String| text.to_uppercase());
    environment.add_function("encode_base_64", |text: String| BASE64.encode(text.as_bytes()));
    environment.add_function("query_escape", |text: String| {
        utf8_percent_encode(&text, NON_ALPHANUMERIC).to_string()
    });
    environment.add_function("empty", |value: Value| {
        !value.is_true() && value.kind() != ValueKind::Number
    });
    environment.add_function("len", |value: Value| {
        value.len().ok_or_else(|| refused(format!("a {} has no length", value.kind())))
    });
    environment.add_function("contains", |state: &State<'_, '_>, within: Value, sought: Value| {
        contains(state, &within, &sought)
    });
    environment.add_function("prettify_json", |value: Value| match plain(&value) {
        Ok(value) => serde_json::to_string_pretty(&value).map_err(refused),
        Err(Refused::TooLong) => Err(ErrorKind::OutOfFuel.into()),
        Err(Refused::TooDeep) => Err(refused("its lists stand too deep in each other")),
        Err(Refused::Invalid(message)) => Err(refused(message)),
    });
    environment.add_function("merge_maps", merged);
}

/// The product of two numbers.
fn multiplied(one: &Value, other: &Value) -> Result<Value, Error> {
    let wrong = || refused("it multiplies two numbers, and what comes of them is one");
    if let (Ok(one), Ok(other)) = (i64::try_from(one.clone()), i64::try_from(other.clone())) {
        return one.checked_mul(other).map(Value::from).ok_or_else(wrong);
    }
    match (f64::try_from(one.clone()), f64::try_from(other.clone())) {
        (Ok(one), Ok(other)) if (one * other).is_finite() => Ok(Value::from(one * other)),
        _ => Err(wrong()),
    }
}

/// What would be longer than an expression may compute is not begun.
fn replaced(text: &str, from: &str, to: &str) -> Result<String, Error> {
    let grown = text.matches(from).count().saturating_mul(to.len());
    if grown.saturating_add(text.len()) > LONGEST {
        return Err(ErrorKind::OutOfFuel.into());
    }
    Ok(text.replace(from, to))
}

fn contains(state: &State<'_, '_>, within: &Value, sought: &Value) -> Result<bool, Error> {
    if let Some(text) = within.as_str() {
        return Ok(sought.as_str().is_some_and(|sought| text.contains(sought)));
    }
    for element in within.try_iter()? {
        state.consume_fuel(1)?;
        if element == *sought {
            return Ok(true);
        }
    }
    Ok(false)
}

fn merged(state: &State<'_, '_>, one: Value, other: Value) -> Result<Value, Error> {
    let mut merged = BTreeMap::new();
    for map in [one, other] {
        for key in map.try_iter()? {
            state.consume_fuel(1)?;
            merged.insert(key.to_string(), map.get_item(&key)?);
        }
    }
    Ok(Value::from(merged))
}

fn refused(why: impl std::fmt::Display) -> Error {
    Error::new(ErrorKind::InvalidOperation, why.to_string())
}

fn time(text: &str) -> Result<Timestamp, Error> {
    text.parse().map_err(|_| refused(format!("`{text}` is no time such as 2026-01-02T03:04:05Z")))
}

/// A time moved by `days`, `hours`, `minutes` and `seconds`.
fn shifted(at: &str, span: &Kwargs, sign: i64) -> Result<String, Error> {
    let of = |name| span.get::<Option<i64>>(name).map(Option::unwrap_or_default);
    let hours = of("days")?.saturating_mul(24).saturating_add(of("hours")?);
    let seconds = hours.saturating_mul(3600).saturating_add(of("minutes")?.saturating_mul(60));
    let seconds = seconds.saturating_add(of("seconds")?).saturating_mul(sign);
    span.assert_all_used()?;
    let most = 600_000_000_000;
    if !(-most..=most).contains(&seconds) {
        return Err(refused("that is too far away"));
    }
    Ok(time(at)?.checked_add(seconds.seconds()).map_err(refused)?.to_string())
}
