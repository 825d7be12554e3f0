//! The configuration file: TOML, with the flags' names as keys.

use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use serde::Deserialize;

use super::limits::LimitsTable;
use super::{BaseUrl, ListenAddress, Outside};
use crate::failure::Failure;
use crate::logging::LogFormat;

/// What the file says. A key that is not here is refused: a setting with a typing error must not be
/// silently without effect.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct File {
    pub(super) listen: Option<ListenAddress>,
    pub(super) base_url: Option<BaseUrl>,
    pub(super) log: Option<String>,
    pub(super) log_format: Option<LogFormat>,
    pub(super) limits: LimitsTable,
    pub(super) outside: Outside,
}

impl File {
    /// Reads a file that has to be there.
    pub(super) fn read(path: &Path) -> Result<Self, Failure> {
        let text = fs::read_to_string(path)
            .map_err(|source| Failure::ConfigurationUnreadable { path: path.to_owned(), source })?;
        Self::parse(&text, path)
    }

    /// Reads a file if it is there.
    pub(super) fn read_if_there(path: &Path) -> Result<Self, Failure> {
        match Self::read(path) {
            Err(Failure::ConfigurationUnreadable { source, .. })
                if matches!(source.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) =>
            {
                Ok(Self::default())
            }
            result => result,
        }
    }

    pub(super) fn parse(text: &str, path: &Path) -> Result<Self, Failure> {
        toml::from_str(text).map_err(|error| {
            let start = error.span().map_or(0, |span| span.start);
            Failure::Configuration {
                path: path.to_owned(),
                line: text.bytes().take(start).filter(|byte| *byte == b'\n').count() + 1,
                message: error.message().to_owned(),
            }
        })
    }
}
