//! The library: workflows that come with Rollcall, from the folder `workflows/` of the project.

use std::sync::Arc;

use actions::Catalogue;

use crate::{ReadError, Workflow};

/// The files: the name of each in addresses, and its text.
const FILES: &[(&str, &str)] = &[(
    "create-user-and-send-results-via-email",
    include_str!("../../../workflows/create-user-and-send-results-via-email.yaml"),
)];

/// Workflows by their names.
#[derive(Clone, Debug, Default)]
pub struct Library(Vec<Arc<Workflow>>);

impl Library {
    /// Those that come with Rollcall.
    ///
    /// # Errors
    /// None that a user sees: a test reads every file.
    pub fn builtin(catalogue: &Catalogue) -> Result<Self, ReadError> {
        let read =
            FILES.iter().map(|(name, text)| Workflow::read(name, text, catalogue).map(Arc::new));
        Ok(Self(read.collect::<Result<_, _>>()?))
    }

    /// The same with another workflow, or with one in the place of that of its name.
    #[must_use]
    pub fn with(mut self, workflow: Arc<Workflow>) -> Self {
        self.0.retain(|known| known.name != workflow.name);
        self.0.push(workflow);
        self
    }

    /// All of them, in order.
    pub fn workflows(&self) -> &[Arc<Workflow>] {
        &self.0
    }

    /// The workflow of that name.
    pub fn get(&self, name: &str) -> Option<&Arc<Workflow>> {
        self.0.iter().find(|workflow| workflow.name == name)
    }
}

#[cfg(test)]
mod tests {
    use actions::Catalogue;

    use super::{FILES, Library};

    #[test]
    fn every_file_of_the_folder_is_read_and_in_the_library() {
        let library = Library::builtin(&Catalogue::builtin().unwrap()).unwrap();
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../workflows");
        let mut files: Vec<String> = std::fs::read_dir(folder)
            .unwrap()
            .filter_map(|file| {
                Some(file.unwrap().file_name().to_str()?.strip_suffix(".yaml")?.to_owned())
            })
            .collect();
        files.sort();
        let mut names: Vec<&str> = FILES.iter().map(|(name, _)| *name).collect();
        names.sort_unstable();
        assert_eq!(names, files);
        assert!(library.get("create-user-and-send-results-via-email").is_some());
    }
}
