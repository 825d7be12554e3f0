//! All actions there are.

mod builtin;
mod error;
mod inspect;
mod read;

#[cfg(test)]
mod tests;

pub use error::CatalogueError;

use crate::Action;

/// The actions there are, in the order they are shown.
#[derive(Clone, Debug, Default)]
pub struct Catalogue {
    actions: Vec<Action>,
}

impl Catalogue {
    /// Rollcall's own actions.
    pub fn builtin() -> Result<Self, CatalogueError> {
        builtin::ACTIONS.iter().try_fold(Self::default(), |catalogue, file| catalogue.with(file))
    }

    /// The same catalogue and one action more, as a definition says it in YAML. Refuses a definition that contradicts
    /// itself, and one that takes a name that another action has.
    pub fn with(mut self, definition: &str) -> Result<Self, CatalogueError> {
        let action = read::action(definition)?;
        inspect::inspect(&action)?;
        let taken = self.actions.iter().find(|known| {
            known.answers_to(&action.name)
                || known.answers_to(&action.full_name)
                || known.command == action.command
        });
        if let Some(known) = taken {
            return Err(CatalogueError::Taken { action: action.name, by: known.name.clone() });
        }
        self.actions.push(action);
        Ok(self)
    }

    /// The actions, in order.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = &Action> {
        self.actions.iter()
    }

    /// An action by its name, its full name, or the name another service gives it: `create-user`, `scim.create_user`,
    /// `atlassian_user_provisioning.CreateUser`.
    pub fn get(&self, name: &str) -> Option<&Action> {
        self.actions.iter().find(|action| action.answers_to(name))
    }

    /// The full name of the action that a person who wrote `name` most likely meant.
    pub fn nearest(&self, name: &str) -> Option<&str> {
        let names = self.actions.iter().map(|action| action.full_name.as_str());
        crate::names::nearest(name, names)
    }
}
