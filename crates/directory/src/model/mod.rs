//! What there is: organizations, directories, users, groups, accounts, keys.

mod account;
mod id;
mod key;
mod log_entry;
mod organization;
mod record;
mod run;

pub use account::{Account, AccountKind, Link, email_domain, email_key};
pub use id::{AccountId, DirectoryId, KeyId, LogEntryId, OrganizationId, ResourceId, RunId};
pub use key::{Digest, Key, KeyAndDirectory, Scope};
pub use log_entry::{Action, Actor, LogEntry, Subject};
pub use organization::{Directory, Domain, Organization};
pub use record::{Kind, Named, Record};
pub use run::{RunRecord, RunStep};
