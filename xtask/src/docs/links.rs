//! Links of a document to other files of the project: each must lead somewhere.

use std::path::Path;

/// The relative links of a document that lead nowhere.
pub(super) fn broken(document: &Path, text: &str) -> Vec<String> {
    let folder = document.parent().unwrap_or(document);
    let targets = text.split("](").skip(1).filter_map(|rest| rest.split_once(')'));
    targets
        .map(|(target, _)| target.split('#').next().unwrap_or(target))
        .filter(|target| !target.is_empty() && !target.contains("://"))
        .filter(|target| !folder.join(target).exists())
        .map(str::to_owned)
        .collect()
}
