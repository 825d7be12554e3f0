//! Builders: the things tests are about, with ids and times that are the same on every run.

mod account;
mod change;
mod clock;
mod draft;
mod ids;
mod key;
mod organization;
mod run;

pub use account::{account, changed_account, new_account};
pub use change::{change, log_entry};
pub use clock::{ManualClock, at};
pub use draft::{Draft, EMAIL, NAME};
pub use ids::id;
pub use key::key;
pub use organization::{customize, directory, domain, organization};
pub use run::run;
