//! The flags that commands share, with the environment variables that stand for them.

use std::path::PathBuf;

use clap::Args;

use super::BaseUrl;
use crate::logging::LogFormat;

/// Where the data is, and how the command goes about it.
#[derive(Clone, Debug, Args)]
pub(crate) struct CommonFlags {
    /// The folder that holds all data
    #[arg(long, value_name = "DIR", env = "ROLLCALL_DATA", hide_env_values = true)]
    pub(crate) data: PathBuf,

    /// The configuration file [default: rollcall.toml in the data folder, if it is there]
    #[arg(long, value_name = "FILE", env = "ROLLCALL_CONFIG", hide_env_values = true)]
    pub(crate) config: Option<PathBuf>,

    /// The URL clients reach the service at [default: the address it listens on]
    #[arg(long, value_name = "URL", env = "ROLLCALL_BASE_URL", hide_env_values = true)]
    pub(crate) base_url: Option<BaseUrl>,

    #[command(flatten)]
    pub(crate) log: LogFlags,
}

impl CommonFlags {
    /// A data folder, and everything else as it is by default.
    pub(crate) fn of_data(data: PathBuf) -> Self {
        let log = LogFlags { log: None, log_format: None };
        Self { data, config: None, base_url: None, log }
    }
}

/// What is logged, and how.
#[derive(Clone, Debug, Args)]
pub(crate) struct LogFlags {
    /// What is logged: a level, or pairs as in `warn,rollcall=debug`
    #[arg(long, value_name = "FILTER", env = "ROLLCALL_LOG", hide_env_values = true)]
    pub(crate) log: Option<String>,

    /// How log lines look, on stderr [default: text]
    #[arg(long, value_name = "FORMAT", env = "ROLLCALL_LOG_FORMAT", hide_env_values = true)]
    pub(crate) log_format: Option<LogFormat>,
}
