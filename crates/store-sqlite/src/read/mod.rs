//! Reading: one consistent view of one tenant.
//!
//! Reads run where they are called and are done when their future is made.

mod accounts;
mod customization;
mod domains;
mod glance;
mod group_names;
mod groups;
mod keys;
mod keys_of;
mod lately;
mod log;
mod members;
mod number;
mod organizations;
mod record;
mod resources;
mod runs;
mod secret;
mod select;
mod set;
mod skip;
mod snapshot;
mod tenant;
mod transaction;
mod unique;

pub(crate) use accounts::account;
pub(crate) use customization::customization;
pub(crate) use keys::{key, keys};
pub(crate) use keys_of::has_entry;
pub(crate) use log::{log_end, subject_name};
pub(crate) use number::{find, find_any};
pub(crate) use organizations::{directories, organizations};
pub(crate) use record::Numbered;
pub(crate) use secret::secret;
pub(crate) use snapshot::ReadSnapshot;
pub(crate) use tenant::{NOWHERE, Place, directory, organization};
pub(crate) use unique::holder_in;
