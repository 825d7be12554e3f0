//! The files of workflows.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use workflows::Workflow;

use crate::failure::Failure;

/// Reads the workflow of a file.
pub(crate) fn read(path: &Path) -> Result<Arc<Workflow>, Failure> {
    let text = fs::read_to_string(path)
        .map_err(|source| Failure::WorkflowUnreadable { path: path.to_owned(), source })?;
    let name = path.file_stem().map(|stem| stem.to_string_lossy().into_owned());
    Workflow::read(&name.unwrap_or_default(), &text)
        .map(Arc::new)
        .map_err(|source| Failure::Workflow { path: path.to_owned(), source })
}

/// Reads every `.yaml` and `.yml` of a folder, by name. One that is wrong is refused with its place in the file: a
/// workflow that is not there would be missed too late.
pub(crate) fn in_folder(folder: &Path) -> Result<Vec<Arc<Workflow>>, Failure> {
    let unreadable = |source| Failure::WorkflowUnreadable { path: folder.to_owned(), source };
    let mut paths: Vec<PathBuf> = Vec::new();
    for entry in fs::read_dir(folder).map_err(unreadable)? {
        let path = entry.map_err(unreadable)?.path();
        if path.extension().is_some_and(|ending| ending == "yaml" || ending == "yml") {
            paths.push(path);
        }
    }
    paths.sort();
    paths.iter().map(|path| read(path)).collect()
}
