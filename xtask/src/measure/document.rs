//! Where numbers are kept: a JSON file for each task that measures, in `docs/performance`.

use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::{performance, workspace};

fn path(name: &str) -> PathBuf {
    workspace::root().join("docs/performance").join(format!("{name}.json"))
}

/// Keeps what was found under a name, and writes it into the document.
pub(crate) fn keep(name: &str, found: &impl Serialize) -> Result<()> {
    let path = path(name);
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).with_context(|| format!("can't make {}", folder.display()))?;
    }
    let text = serde_json::to_string_pretty(found)? + "\n";
    fs::write(&path, text).with_context(|| format!("can't write {}", path.display()))?;
    println!("    kept in docs/performance/{name}.json");
    performance::run()
}

/// What is kept under a name, if anything is.
pub(crate) fn kept<T: DeserializeOwned>(name: &str) -> Result<Option<T>> {
    let Ok(text) = fs::read_to_string(path(name)) else { return Ok(None) };
    let found = serde_json::from_str(&text);
    found.map(Some).with_context(|| format!("docs/performance/{name}.json is not understood"))
}
