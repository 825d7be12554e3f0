//! The action catalogue: what can be done to a directory, each action declared once, as data.
//!
//! An [`Action`] is a YAML file in `catalogue/`: its names, its [`Parameter`]s, the request it makes, an example of what it
//! gives back. Every face is made from it: the command line, the form, the workflow step, the JSON Schema, the
//! endpoint, the documentation. To add an action, add a file; what a request can't say is a [`Behaviour`].
//!
//! ```text
//! Catalogue -> Action -> Inputs (read, checked) -> plan (what would be sent) or run (in a Context) -> Output
//! ```
//!
//! Names given by people are compared by their letters and digits alone, in any case: `userName`, `User Name`,
//! `user_name` and `--user-name` are one.

mod action;
mod behaviour;
mod body;
mod catalogue;
mod context;
mod error;
mod inputs;
mod job;
mod kind;
pub mod mail;
mod mask;
mod names;
mod output;
mod parameter;
mod plan;
mod request;
mod run;
mod schema;
mod secrets;

pub use action::{Action, Behaviour, Effect, Identity, Link, Lookup, Rule};
pub use catalogue::{Catalogue, CatalogueError};
pub use context::{Context, Need};
pub use error::{ActionError, ErrorKind};
pub use inputs::{Inputs, Problem, Problems};
pub use kind::{Choice, Field, FieldKind, Kind, Shape};
pub use mask::{HIDDEN, Mask};
pub use names::{folded, nearest, same};
pub use output::{Outcome, Output};
pub use parameter::{Parameter, Place, Tier};
pub use plan::{Plan, PlannedRequest};
pub use request::{RequestTemplate, Service};
pub use run::{find_created, run};
pub use secrets::secrets_in;
