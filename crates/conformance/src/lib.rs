//! A black-box test suite for SCIM 2.0 servers: what RFC 7643, RFC 7644 and RFC 9865 say, checked over HTTP.
//!
//! It knows nothing of the server but its base URL and a key. It reads what the server says it offers
//! (ServiceProviderConfig, ResourceTypes, Schemas), checks that, and leaves out the rest. Whatever it creates
//! has a name of its own and is deleted again; what was there before is not touched.
//!
//! ```text
//! discover -> for each case: needs met? -> requests, insisted on -> clean up -> report
//! ```
//!
//! The [`cases`](mod@cases) are in files by subject. [`run()`] makes them, and gives a [`Report`].

mod answer;
mod case;
mod cases;
mod error;
mod names;
mod need;
mod offers;
mod people;
mod probe;
mod report;
mod run;
mod section;
mod stop;
mod traffic;

pub use case::{Case, Strength};
pub use cases::cases;
pub use error::Error;
pub use offers::{BulkLimits, Offers};
pub use report::{Counts, Message, Outcome, Report, Result, Said};
pub use run::{Accepted, Options, Progress, Silent, run};
pub use section::Section;
