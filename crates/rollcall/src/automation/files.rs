//! The files of workflows.

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use actions::Catalogue;
use workflows::{Library, ReadError, Workflow};

use crate::failure::Failure;

/// A file that is no workflow, and why.
#[derive(Debug)]
pub(crate) struct Broken {
    pub(crate) path: PathBuf,
    pub(crate) error: ReadError,
}

/// Reads the workflow of a file, and holds it against the actions there are.
fn read(path: &Path, catalogue: &Catalogue) -> Result<Arc<Workflow>, Failure> {
    one(path, catalogue)?.map_err(|broken| Failure::Workflows(vec![broken]))
}

/// The workflow of a file, or that of the library if there is no such file.
pub(crate) fn find(file: &Path, catalogue: &Catalogue) -> Result<Arc<Workflow>, Failure> {
    let library = Library::builtin(catalogue)?;
    match file.to_str().and_then(|name| library.get(name)) {
        Some(workflow) if !file.exists() => Ok(Arc::clone(workflow)),
        _ => read(file, catalogue),
    }
}

/// Reads all these files, or tells what is wrong with each that is no workflow.
pub(crate) fn read_all(
    paths: &[PathBuf],
    catalogue: &Catalogue,
) -> Result<Vec<Arc<Workflow>>, Failure> {
    let (mut workflows, mut broken) = (Vec::new(), Vec::new());
    for path in paths {
        match one(path, catalogue)? {
            Ok(workflow) => workflows.push(workflow),
            Err(error) => broken.push(error),
        }
    }
    if broken.is_empty() { Ok(workflows) } else { Err(Failure::Workflows(broken)) }
}

/// Reads every `.yaml` and `.yml` of a folder, by name; hidden files are left alone. One that is wrong is refused with its
/// place in the file: a workflow that is not there would be missed too late. So are two of one name.
pub(crate) fn in_folder(
    folder: &Path,
    catalogue: &Catalogue,
) -> Result<Vec<Arc<Workflow>>, Failure> {
    let unreadable = |source| Failure::WorkflowUnreadable { path: folder.to_owned(), source };
    let mut paths: Vec<PathBuf> = Vec::new();
    for entry in fs::read_dir(folder).map_err(unreadable)? {
        let entry = entry.map_err(unreadable)?;
        let path = entry.path();
        let hidden = entry.file_name().as_encoded_bytes().starts_with(b".");
        if !hidden && path.extension().is_some_and(|ending| ending == "yaml" || ending == "yml") {
            paths.push(path);
        }
    }
    paths.sort();
    let mut names = HashMap::new();
    for path in &paths {
        if let Some(one) = names.insert(path.file_stem(), path) {
            return Err(Failure::WorkflowTwice { one: one.clone(), other: path.clone() });
        }
    }
    read_all(&paths, catalogue)
}

fn one(path: &Path, catalogue: &Catalogue) -> Result<Result<Arc<Workflow>, Broken>, Failure> {
    let text = fs::read_to_string(path)
        .map_err(|source| Failure::WorkflowUnreadable { path: path.to_owned(), source })?;
    let name = path.file_stem().map(|stem| stem.to_string_lossy().into_owned());
    let read = Workflow::read(&name.unwrap_or_default(), &text, catalogue);
    Ok(read.map(Arc::new).map_err(|error| Broken { path: path.to_owned(), error }))
}
