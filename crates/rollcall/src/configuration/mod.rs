//! The configuration: from flags, else the environment, else the file, else the defaults.

mod base_url;
mod example;
mod file;
mod flags;
mod limits;
mod listen_address;
mod outside;

#[cfg(test)]
mod tests;

use std::net::{Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};

pub(crate) use base_url::BaseUrl;
pub(crate) use example::EXAMPLE;
pub(crate) use flags::{CommonFlags, LogFlags};
pub(crate) use limits::Limits;
pub(crate) use listen_address::ListenAddress;
pub(crate) use outside::Outside;

use crate::failure::Failure;
use crate::logging::LogFormat;
use file::File;

/// Where the service listens unless told otherwise.
const LISTEN: SocketAddr = SocketAddr::new(std::net::IpAddr::V4(Ipv4Addr::LOCALHOST), 8080);

/// The name of the configuration file in the data folder.
const FILE_NAME: &str = "rollcall.toml";

/// What a command goes by, wherever it was said.
#[derive(Clone, Debug)]
pub(crate) struct Configuration {
    /// The data folder.
    pub(crate) data: PathBuf,
    /// Where the service listens.
    pub(crate) listen: SocketAddr,
    /// The URL clients reach the service at, if it was said.
    pub(crate) base_url: Option<BaseUrl>,
    /// What is logged, if it was said.
    pub(crate) log: Option<String>,
    /// How it is logged.
    pub(crate) log_format: LogFormat,
    /// What requests may cost.
    pub(crate) limits: Limits,
    /// How mail leaves, and which addresses may be asked.
    pub(crate) outside: Outside,
}

impl Configuration {
    /// The configuration that flags and environment, read by the command line's parser, and the file make
    /// together.
    pub(crate) fn of(flags: CommonFlags, listen: Option<ListenAddress>) -> Result<Self, Failure> {
        let file = match &flags.config {
            Some(path) => File::read(path)?,
            None => File::read_if_there(&flags.data.join(FILE_NAME))?,
        };
        Ok(Self {
            data: flags.data,
            listen: listen.or(file.listen).map_or(LISTEN, |listen| listen.0),
            base_url: flags.base_url.or(file.base_url),
            log: flags.log.log.or(file.log),
            log_format: flags.log.log_format.or(file.log_format).unwrap_or_default(),
            limits: file.limits.into(),
            outside: Outside::of_environment().or(file.outside),
        })
    }

    /// The configuration of a service that goes by no file.
    pub(crate) fn plain(data: &Path, listen: Option<ListenAddress>, log: LogFlags) -> Self {
        Self {
            data: data.to_owned(),
            listen: listen.map_or(LISTEN, |listen| listen.0),
            base_url: None,
            log: log.log,
            log_format: log.log_format.unwrap_or_default(),
            limits: Limits::default(),
            outside: Outside::default(),
        }
    }

    /// Starts logging; `default` is the level when none was asked for.
    pub(crate) fn start_logging(&self, default: &str) -> Result<(), Failure> {
        crate::logging::start(self.log.as_deref().unwrap_or(default), self.log_format)
    }
}
