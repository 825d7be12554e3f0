//! The document: what is added to one directory, as the store keeps it.

use scim::Schema;
use serde::{Deserialize, Serialize};

use super::{AttributePath, Refusal};
use crate::index::Place;
use crate::model::Kind;

/// The first number of what a directory adds; those below are every directory's.
const FIRST_NUMBER: u16 = 1024;

/// What is added to one directory.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Customization {
    /// The directory's revision once this is in force.
    pub revision: u64,
    /// The next number to give. A number is never given twice in a directory, so that an entry left
    /// behind can't be taken for another attribute's.
    next_number: u16,
    /// What is added to users.
    user: OfType,
    /// What is added to groups.
    group: OfType,
}

/// What is added to one resource type.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct OfType {
    /// Extension schemas, in the order they were added.
    pub schemas: Vec<CustomSchema>,
    /// Indexes, in the order they were added.
    pub indexes: Vec<CustomIndex>,
}

/// An extension schema of the organization's own.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct CustomSchema {
    /// The schema, as `/Schemas` publishes it.
    pub schema: Schema,
    /// Whether every resource must carry it.
    pub required: bool,
    /// The attributes of which no two resources may have the same value.
    pub unique: Vec<CustomUnique>,
}

/// An attribute that is unique in the directory.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct CustomUnique {
    /// The number of its unique keys.
    pub number: u16,
    /// Which attribute.
    pub path: AttributePath,
}

/// An index of the organization's own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct CustomIndex {
    /// The number of its entries.
    pub number: u16,
    /// Which attribute.
    pub path: AttributePath,
    /// How far it is.
    pub state: IndexState,
}

/// How far an index is. Queries use it only when it is ready.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum IndexState {
    /// What is written is indexed; what was there before may not be yet.
    Building,
    /// Every resource is indexed.
    Ready,
    /// What is written is not indexed any more; entries may be left.
    Removing,
}

impl IndexState {
    /// Its name in the document and for people.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Building => "building",
            Self::Ready => "ready",
            Self::Removing => "removing",
        }
    }
}

impl Default for Customization {
    /// Nothing is added.
    fn default() -> Self {
        Self {
            revision: 0,
            next_number: FIRST_NUMBER,
            user: OfType::default(),
            group: OfType::default(),
        }
    }
}

impl Customization {
    /// Reads the document the store keeps.
    pub(crate) fn from_bytes(document: &[u8]) -> Result<Self, serde_json::Error> {
        serde_json::from_slice(document)
    }

    /// The document for the store.
    pub(crate) fn to_bytes(&self) -> Result<Vec<u8>, serde_json::Error> {
        serde_json::to_vec(self)
    }

    /// What is added to users or groups.
    pub fn of(&self, kind: Kind) -> &OfType {
        match kind {
            Kind::User => &self.user,
            Kind::Group => &self.group,
        }
    }

    /// What is added to users or groups, to change.
    pub(crate) fn of_mut(&mut self, kind: Kind) -> &mut OfType {
        match kind {
            Kind::User => &mut self.user,
            Kind::Group => &mut self.group,
        }
    }

    /// Whether queries rely on an index of the organization's own.
    pub(crate) fn has_ready_index(&self) -> bool {
        let mut indexes = self.user.indexes.iter().chain(&self.group.indexes);
        indexes.any(|index| index.state == IndexState::Ready)
    }

    /// A number that was never given before.
    pub(crate) fn take_number(&mut self) -> Result<u16, Refusal> {
        let number = self.next_number;
        self.next_number = number.checked_add(1).ok_or(Refusal::NumbersUsedUp)?;
        Ok(number)
    }
}

impl OfType {
    /// The numbers under which what is written is indexed, and where its values are.
    pub(crate) fn written(&self) -> impl Iterator<Item = (u16, Place<'_>)> {
        let written = self.indexes.iter().filter(|index| index.state != IndexState::Removing);
        written.map(|index| (index.number, index.path.place()))
    }

    /// The number of the index on an attribute, if queries can rely on it.
    pub(crate) fn ready(&self, place: Place<'_>) -> Option<u16> {
        let ready = self.indexes.iter().filter(|index| index.state == IndexState::Ready);
        ready.into_iter().find(|index| index.path.place() == place).map(|index| index.number)
    }

    /// What must be unique.
    pub(crate) fn unique(&self) -> impl Iterator<Item = &CustomUnique> {
        self.schemas.iter().flat_map(|schema| &schema.unique)
    }
}
