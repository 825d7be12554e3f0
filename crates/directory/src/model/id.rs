//! One type for each kind of id, so that none is taken for another. All are UUIDv7: the primary key
//! is the order of creation.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(Uuid);

        impl $name {
            /// The UUID itself.
            pub const fn as_uuid(&self) -> &Uuid {
                &self.0
            }
        }

        impl From<Uuid> for $name {
            fn from(uuid: Uuid) -> Self {
                Self(uuid)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.hyphenated().fmt(f)
            }
        }

        impl FromStr for $name {
            type Err = uuid::Error;

            /// Only the canonical spelling is an id: ids are compared exactly (RFC 7643 §3.1).
            fn from_str(text: &str) -> Result<Self, uuid::Error> {
                let uuid = Uuid::try_parse(text)?;
                let mut canonical = Uuid::encode_buffer();
                if uuid.hyphenated().encode_lower(&mut canonical) == text {
                    Ok(Self(uuid))
                } else {
                    Uuid::try_parse("not canonical").map(Self)
                }
            }
        }
    };
}

id! {
    /// The id of an organization.
    OrganizationId
}
id! {
    /// The id of a directory.
    DirectoryId
}
id! {
    /// The id of a user or a group: unique over both (RFC 7643 §3.1).
    ResourceId
}
id! {
    /// The id of an account of an organization (`atlassianAccountId` on the wire).
    AccountId
}
id! {
    /// The public half of a bearer key.
    KeyId
}
id! {
    /// The id of a log entry.
    LogEntryId
}
id! {
    /// The id of a run of a workflow.
    RunId
}
