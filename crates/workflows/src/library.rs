//! The library: workflows that come with Rollcall, from the folder `workflows/` of the project.

use std::sync::Arc;

use actions::Catalogue;

use crate::{ReadError, Workflow};

/// The files: the name of each in addresses, and its text.
macro_rules! files {
    ($($name:literal),* $(,)?) => {
        &[$(($name, include_str!(concat!("../../../workflows/", $name, ".yaml")))),*]
    };
}

/// In the order they are shown.
const FILES: &[(&str, &str)] = files![
    "onboarding",
    "offboarding",
    "weekly-report-of-unlinked-users",
    "create-user-and-send-results-via-email",
    "update-user-and-send-results-via-email",
    "patch-user-and-send-results-via-email",
    "get-user-and-send-results-via-email",
    "find-user-and-send-results-via-email",
    "list-users-and-send-results-via-email",
    "deactivate-user-and-send-results-via-email",
    "reactivate-user-and-send-results-via-email",
    "delete-user-and-send-results-via-email",
    "create-group-and-send-results-via-email",
    "get-group-and-send-results-via-email",
    "list-groups-and-send-results-via-email",
    "rename-group-and-send-results-via-email",
    "add-members-and-send-results-via-email",
    "remove-members-and-send-results-via-email",
    "delete-group-and-send-results-via-email",
    "send-email-to-a-group",
    "get-scim-links-and-send-results-via-email",
    "unlink-user-and-send-results-via-email",
    "delete-scim-record-only-and-send-results-via-email",
    "get-schemas-and-send-results-via-email",
    "get-service-provider-config-and-send-results-via-email",
    "http-request-and-send-results-via-email",
];

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

    /// Whether this one comes with Rollcall, so that its file is no secret.
    pub fn comes_with_rollcall(workflow: &Workflow) -> bool {
        FILES.iter().any(|(name, text)| workflow.name == *name && workflow.text == *text)
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
    use crate::Workflow;

    #[test]
    fn every_file_of_the_folder_is_in_the_library_and_nothing_is_wrong_with_it() {
        let catalogue = Catalogue::builtin().unwrap();
        let wrong: Vec<String> = FILES
            .iter()
            .filter_map(|(name, text)| {
                let error = Workflow::read(name, text, &catalogue).err()?;
                Some(format!("{name}: {error}"))
            })
            .collect();
        assert_eq!(wrong, [""; 0]);
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../workflows");
        let mut files: Vec<String> = std::fs::read_dir(folder)
            .unwrap()
            .map(|file| file.unwrap().file_name().into_string().unwrap())
            .collect();
        files.sort();
        let mut names: Vec<String> = FILES.iter().map(|(name, _)| format!("{name}.yaml")).collect();
        names.sort_unstable();
        assert_eq!(names, files);
    }

    #[test]
    fn each_action_has_a_workflow_that_is_named_after_it() {
        let catalogue = Catalogue::builtin().unwrap();
        let library = Library::builtin(&catalogue).unwrap();
        for action in catalogue.iter() {
            let named =
                library.workflows().iter().find(|workflow| workflow.name.starts_with(&action.name));
            let named = named.unwrap_or_else(|| panic!("there is none for {}", action.name));
            let steps = named.every_step();
            assert!(steps.iter().any(|step| step.action == action.full_name), "{}", named.name);
        }
    }

    #[test]
    fn whoever_looks_at_one_can_read_what_it_is_given() {
        let library = Library::builtin(&Catalogue::builtin().unwrap()).unwrap();
        for workflow in library.workflows() {
            assert!(!workflow.description.is_empty(), "{}", workflow.name);
            for input in &workflow.inputs {
                let told = !input.description.is_empty() && input.title != input.name;
                let shown = !input.placeholder.is_empty() || input.default.is_some();
                assert!(told && shown, "{}: {}", workflow.name, input.name);
            }
            let steps = workflow.every_step();
            assert!(steps.iter().all(|step| step.name != step.id), "{}", workflow.name);
        }
    }
}
