//! Why a definition is no action.

/// Why a definition is not taken into a catalogue.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum CatalogueError {
    /// The definition is not YAML.
    #[error("the definition of an action can't be read")]
    Yaml(#[source] Box<serde_saphyr::Error>),
    /// The definition is YAML, and says something that no action has.
    #[error("the definition of {action} is not that of an action")]
    Shape {
        /// The action, if it says its name.
        action: String,
        /// What is wrong with it.
        source: serde_json::Error,
    },
    /// The definition names a shared parameter that isn't there.
    #[error(
        "{action} uses the parameter `{parameter}`, which catalogue/parameters.yaml doesn't have"
    )]
    NoSuchParameter {
        /// The action.
        action: String,
        /// What it names.
        parameter: String,
    },
    /// The definition contradicts itself.
    #[error("{action}: {problem}")]
    Contradiction {
        /// The action.
        action: String,
        /// What does not fit.
        problem: String,
    },
    /// Another action has the name.
    #[error("{action} answers to the same name or command as {by}: give it another")]
    Taken {
        /// The new action.
        action: String,
        /// The one that is there.
        by: String,
    },
}
