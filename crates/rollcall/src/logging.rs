//! Logs: to stderr, as text for people or as JSON for collectors.

mod fields;
mod lines;

use std::io::{self, IsTerminal};
use std::sync::OnceLock;

use clap::ValueEnum;
use serde::Deserialize;
use tracing_subscriber::EnvFilter;

use crate::failure::Failure;
use crate::terminal;
use fields::Plain;
use lines::Lines;

/// What is logged and not yet written.
static LINES: OnceLock<Lines> = OnceLock::new();

/// How log lines look.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum LogFormat {
    /// One readable line for each event
    #[default]
    Text,
    /// One JSON object for each event
    Json,
}

/// Starts logging what the filter lets through.
pub(crate) fn start(filter: &str, format: LogFormat) -> Result<(), Failure> {
    let filter = EnvFilter::try_new(filter)
        .map_err(|source| Failure::LogFilter { filter: filter.to_owned(), source })?;
    let colours = io::stderr().is_terminal() && terminal::colours_wanted();
    let lines = Lines::start().map_err(|error| Failure::System("starting to log", error))?;
    let lines = LINES.get_or_init(|| lines).clone();
    let builder = tracing_subscriber::fmt().with_env_filter(filter).with_writer(lines);
    match format {
        LogFormat::Text if colours => builder.with_ansi(true).init(),
        LogFormat::Text => builder.with_ansi(false).fmt_fields(Plain).init(),
        LogFormat::Json => builder.json().flatten_event(true).init(),
    }
    Ok(())
}

/// Writes what is still to be written. To be called at the end.
pub(crate) fn finish() {
    if let Some(lines) = LINES.get() {
        lines.flush();
    }
}
