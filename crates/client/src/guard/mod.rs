//! Requests to addresses that somebody else chose, and no way into the network this runs in.
//!
//! A workflow, or whoever fills in a form, names a URL, and this machine asks it. This machine may reach what they can't: itself,
//! its neighbours, the metadata service of its cloud. So a [`Fetcher`]
//!
//! - asks `https` alone;
//! - resolves the name once, and refuses it if any of its addresses is not of the public internet, in whatever form;
//! - connects to the addresses that were checked, whatever the name resolves to a moment later;
//! - follows no redirect, uses no proxy, and reads no more of an answer than it was told.
//!
//! Whoever runs it can let out more, by an [`AllowList`].

mod address;
mod allow;
mod fetcher;
mod refusal;
mod resolver;

pub use address::{Unreachable, not_public};
pub use allow::{AllowList, NotADestination};
pub use fetcher::Fetcher;
pub use refusal::Forbidden;
pub use resolver::{Resolver, SystemResolver};
