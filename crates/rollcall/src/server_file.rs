//! `server.json` in the data folder: what the last server on this data said of itself, so that another
//! process can name its URLs whether or not it still runs.

use std::fs;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::configuration::BaseUrl;
use crate::failure::Failure;

/// What a server says of itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct ServerFile {
    /// The URL clients reach it at.
    pub(crate) base_url: BaseUrl,
}

impl ServerFile {
    /// Writes the file, whole or not at all.
    pub(crate) fn write(&self, data: &Path) -> Result<(), Failure> {
        let path = path(data);
        let failed = |source| Failure::DataFile { path: path.clone(), action: "written", source };
        let text = serde_json::to_vec_pretty(self).map_err(|error| failed(error.into()))?;
        let mut file = tempfile::NamedTempFile::new_in(data).map_err(failed)?;
        std::io::Write::write_all(&mut file, &text).map_err(failed)?;
        file.persist(&path).map(drop).map_err(|error| failed(error.error))
    }

    /// Reads the file; none if no server has written one that can be understood.
    pub(crate) fn read(data: &Path) -> Option<Self> {
        let path = path(data);
        let text = fs::read(&path).ok()?;
        serde_json::from_slice(&text)
            .inspect_err(|error| tracing::warn!(%error, path = %path.display(), "ignored a file that can't be understood"))
            .ok()
    }
}

fn path(data: &Path) -> PathBuf {
    data.join("server.json")
}
