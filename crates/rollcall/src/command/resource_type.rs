//! The resource types, as the command line names them.

use clap::ValueEnum;
use directory::model::Kind;

/// A type of resource.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum ResourceType {
    /// Users
    #[value(name = "User")]
    User,
    /// Groups
    #[value(name = "Group")]
    Group,
}

impl From<ResourceType> for Kind {
    fn from(name: ResourceType) -> Self {
        match name {
            ResourceType::User => Self::User,
            ResourceType::Group => Self::Group,
        }
    }
}
