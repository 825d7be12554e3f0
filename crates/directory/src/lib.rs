//! The domain of Rollcall: organizations, directories, users, groups, accounts and keys.
//!
//! It knows no SQL and no HTTP. It reads from a [`store::Snapshot`], decides purely, and hands the
//! [`store::Store`] one [`store::Change`] to commit. [`Service`] is the way in; a [`Caller`], made by
//! authentication alone, says whose data is meant.

mod accounts;
pub mod answer;
mod body;
pub mod bulk;
mod caller;
mod clock;
pub mod condition;
pub mod customization;
mod delta;
pub mod error;
mod groups;
pub mod index;
pub mod keys;
pub mod model;
pub mod profile;
mod projected;
mod query;
mod service;
pub mod store;
mod target;
mod unique;
mod users;
mod view;

pub use answer::{Answer, ListQuery, Listing, Wanted};
pub use caller::{Administrator, Caller, Holder, RequestInfo};
pub use clock::{Clock, SystemClock};
pub use error::Error;
pub use groups::{Chain, MembershipError};
pub use query::{CursorError, Explanation};
pub use service::{AddedSchema, IndexedAttribute, KEY_MEMORY, NewKey, Service, Settings};
