//! The HTTP face of the directory: SCIM 2.0 (RFC 7644), the administration API of Atlassian's user
//! provisioning, actions and workflows with their pages, health, and the server that carries them.
//!
//! ```text
//! serve          accepts connections, drains on shutdown
//!   app          one request: id, path, deadline, panics, headers, access log
//!     routes     which path and method goes where
//!       scim     users, groups, discovery      \  authenticate, negotiate,
//!       admin    links between users and accounts >  query, body
//!       health   liveness and readiness        /
//!       actions    what can be done: pages, `POST /actions/{name}`  \  pages (shell, forms, same origin),
//!       workflows  drawings, runs                                   /  in_process (their way back in)
//!     problem    every refusal, as a SCIM error
//! ```
//!
//! [`router`] makes an [`App`] of a [`directory::Service`]; [`router_with`] gives it actions and workflows of one's own
//! ([`Automation`]); [`serve()`] runs it on a listener.

mod access_log;
mod actions;
mod admin;
mod app;
mod authenticate;
mod automation;
mod bare;
mod body;
mod exchange;
mod health;
mod in_process;
mod negotiate;
mod normalize_path;
mod options;
mod pages;
mod panics;
mod path;
mod problem;
mod query;
mod request_id;
mod routes;
mod scim;
mod serve;
mod workflows;

pub use app::{App, router, router_with};
pub use automation::Automation;
pub use bare::{Bare, Canned, NoAnswer};
pub use options::Options;
pub use serve::serve;
