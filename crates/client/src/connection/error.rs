//! Why there is no such connection.

use std::io;
use std::path::PathBuf;

/// Any reason a connection can't be had or kept.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Not a name.
    #[error("`{}` can't be the name of a connection", name.escape_debug())]
    Name {
        /// The name as it was given.
        name: String,
    },
    /// The base URL or the key can't be used.
    #[error(transparent)]
    Client(#[from] crate::Error),
    /// No connection of that name.
    #[error("there is no connection `{name}`{}", listed(known))]
    Unknown {
        /// What was asked for.
        name: String,
        /// What there is.
        known: Vec<String>,
    },
    /// A connection of that name, already.
    #[error("there is a connection `{name}` already")]
    Taken {
        /// The name.
        name: String,
    },
    /// None was named, and there is none.
    #[error("no connection was named, and there is none")]
    NoneThere,
    /// None was named, and there are several.
    #[error("no connection was named, and there are several{}", listed(known))]
    Several {
        /// What there is.
        known: Vec<String>,
    },
    /// The environment says one half of a connection.
    #[error("{given} is set, and {missing} is not")]
    Half {
        /// The variable that is set.
        given: &'static str,
        /// The variable that must be set too.
        missing: &'static str,
    },
    /// A variable of the environment is not text.
    #[error("{name} in the environment is not UTF-8 text")]
    NotText {
        /// The variable.
        name: &'static str,
    },
    /// Nothing says where the file is.
    #[error(
        "nobody knows where the connections are kept: neither ROLLCALL_CONNECTIONS, nor XDG_CONFIG_HOME, nor HOME is set"
    )]
    NoPlace,
    /// The file can't be read or written.
    #[error("{} can't be {action}", path.display())]
    File {
        /// Which file.
        path: PathBuf,
        /// What was being done to it: "read".
        action: &'static str,
        /// What the system says.
        source: io::Error,
    },
    /// Others than its owner may read or write the file.
    #[error("{} holds keys, and others than its owner can reach it (mode {mode:03o})", path.display())]
    Loose {
        /// Which file.
        path: PathBuf,
        /// Its permission bits.
        mode: u32,
    },
    /// The file is not TOML.
    #[error("{}, line {line}: {message}", path.display())]
    Syntax {
        /// Which file.
        path: PathBuf,
        /// Where in it, from 1.
        line: usize,
        /// What is wrong.
        message: String,
    },
    /// The file says something it can't mean.
    #[error("{}, {place}: {problem}", path.display())]
    Invalid {
        /// Which file.
        path: PathBuf,
        /// Where in it: `connections.work.key`.
        place: String,
        /// What is wrong. It shows no value, which may be a key.
        problem: String,
    },
}

impl Error {
    /// What to do about it.
    pub fn hint(&self) -> Option<String> {
        let text = match self {
            Self::Name { .. } => {
                "a name begins with a letter or a digit, and has letters, digits, `-`, `_` and `.`, 64 at most".to_owned()
            }
            Self::Client(error) => return error.hint(),
            Self::Unknown { known, .. } if known.is_empty() => {
                "add one: `rollcall connection add NAME --url URL`".to_owned()
            }
            Self::Unknown { .. } => "`rollcall connection list` shows them".to_owned(),
            Self::Taken { .. } => {
                "choose another name, or take that one away: `rollcall connection remove NAME`".to_owned()
            }
            Self::NoneThere => {
                "add one with `rollcall connection add NAME --url URL`, or set ROLLCALL_SCIM_URL and ROLLCALL_SCIM_KEY".to_owned()
            }
            Self::Several { .. } => "choose one with --connection NAME".to_owned(),
            Self::Half { given, missing } => format!("set {missing} too, or unset {given}"),
            Self::NoPlace => "set ROLLCALL_CONNECTIONS to the path of the file".to_owned(),
            Self::Loose { path, .. } => {
                format!("chmod 600 {}; if others may have read it, have new keys made", path.display())
            }
            Self::Invalid { .. } | Self::Syntax { .. } => {
                "a connection is a table [connections.NAME] with url (or directory, for one of Atlassian's), key, and maybe organization and organization_key".to_owned()
            }
            Self::NotText { .. } | Self::File { .. } => return None,
        };
        Some(text)
    }
}

fn listed(known: &[String]) -> String {
    if known.is_empty() { String::new() } else { format!(": {}", known.join(", ")) }
}
