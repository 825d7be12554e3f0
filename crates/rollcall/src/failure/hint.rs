//! What to do about a failure.

use std::io::ErrorKind;

use super::Failure;
use crate::shell::{program, quoted};

impl Failure {
    /// What to do about it.
    pub(super) fn hint(&self) -> Option<String> {
        let text = match self {
            Self::ConfigurationUnreadable { .. } => {
                "name a file that exists with --config or ROLLCALL_CONFIG".to_owned()
            }
            Self::Configuration { .. } => {
                "`rollcall serve --help` shows a file with every setting".to_owned()
            }
            Self::LogFilter { .. } => {
                "write a level (error, warn, info, debug, trace), or pairs as in `warn,rollcall=debug`"
                    .to_owned()
            }
            Self::Expiry { .. } => {
                "write a time from now (90d, 12h, 1y) or a day (2031-01-31)".to_owned()
            }
            Self::SchemaUnreadable { .. } => {
                "name a file with one schema as JSON, or `-` for standard input".to_owned()
            }
            Self::KeyWithoutDirectory => {
                "add --directory DIRECTORY_ID; `rollcall directory list` shows the directories"
                    .to_owned()
            }
            Self::NoData { .. } => {
                "check --data, or begin with `rollcall serve` or `rollcall directory create`"
                    .to_owned()
            }
            Self::DemoData { path } => format!(
                "name a new folder with --data, or serve this one: {} serve --data {}",
                program(),
                quoted(&path.to_string_lossy())
            ),
            Self::DataFile { .. } => "check that this user may write the data folder".to_owned(),
            Self::Listen { source, .. } if source.kind() == ErrorKind::AddrInUse => {
                "stop what listens there, or choose another address: --listen 127.0.0.1:8081"
                    .to_owned()
            }
            Self::Listen { source, .. } if source.kind() == ErrorKind::PermissionDenied => {
                "ports below 1024 are for the system; choose a higher one: --listen 127.0.0.1:8080"
                    .to_owned()
            }
            Self::Listen { .. } => {
                "choose an address of this machine: --listen 127.0.0.1:8080".to_owned()
            }
            Self::UnknownOrganization { known, .. } | Self::SeveralOrganizations { known } => {
                format!("choose with --organization: {}", known.join(", "))
            }
            Self::UnknownDirectory { .. } => {
                "`rollcall directory list` shows the directories".to_owned()
            }
            Self::UnknownKey { .. } => "`rollcall key list` shows the keys".to_owned(),
            Self::Findings { .. } => {
                "keep a copy of the data folder before anything else, and report the findings"
                    .to_owned()
            }
            Self::NoSuchCheck { .. } => "`rollcall conformance --list` shows the checks".to_owned(),
            Self::WorkflowUnreadable { source, .. } if source.kind() == ErrorKind::NotFound => {
                "name a file, or run one of the library by its name: `rollcall workflow list` shows them".to_owned()
            }
            Self::WorkflowTwice { .. } => "give one of them another name, or take it out of the folder".to_owned(),
            Self::WorkflowInput(_) => "write --input NAME=VALUE".to_owned(),
            Self::UnknownRun(_) => {
                "`rollcall workflow runs --data DIR` shows the runs that are kept".to_owned()
            }
            Self::Conformance(conformance::Error::Unanswered { .. }) => {
                "check the base URL, and that the server runs and can be reached".to_owned()
            }
            Self::Conformance(conformance::Error::Unauthorized { .. }) => {
                "give the key of the directory itself, whole, with --key".to_owned()
            }
            Self::NoKey { .. } => {
                "give it on the first line of standard input, or with --key-file or --key-env".to_owned()
            }
            Self::NoSender => "set ROLLCALL_SMTP_FROM, as in `Rollcall <rollcall@example.com>`".to_owned(),
            Self::Client(error) => return error.hint(),
            Self::Action(error) => return error.hint(),
            Self::PeopleUnreadable { .. } => {
                "name a file with people, or `-` for standard input".to_owned()
            }
            Self::PeopleFile { .. } => "`rollcall user import --help` says how columns are named".to_owned(),
            Self::RowsFailed { kept: Some(_), .. } => {
                "mend the rows there, and import that file in the same way".to_owned()
            }
            Self::FailuresUnwritable { .. } => "name another file with --failures".to_owned(),
            Self::Stopped { .. } => "the same import again goes on from here".to_owned(),
            Self::CutOff { source, .. } => {
                let again = "the same import again goes on from here";
                source.hint().map_or_else(|| again.to_owned(), |hint| format!("{hint}; {again}"))
            }
            Self::Inputs { command, .. } => {
                format!("`rollcall {command} --help` shows what it takes")
            }
            Self::Connection(error) => return error.hint(),
            _ => return None,
        };
        Some(text)
    }
}
