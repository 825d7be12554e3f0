//! `cargo xtask conformance`: programs of others against ours: testers of SCIM servers against the real service, and our
//! command line against a SCIM server.

mod scim2_server;
mod scim2_tester;
mod scim_sanity;

use anyhow::Result;

use crate::python;
use crate::server::{Server, build};
use crate::workspace::Profile;

/// The profile that is RFC 7643/7644, tolerant of what clients really send.
const PROFILE: &str = "standard";

/// Runs the testers, each on a directory of its own; any check that fails fails the task.
pub(crate) fn run() -> Result<()> {
    let programs = python::environment()?.join("bin");
    build(Profile::Dev)?;
    let server = Server::start(Profile::Dev)?;
    scim2_tester::run(&programs, &server.directory(PROFILE)?)?;
    scim_sanity::run(&programs, &server.directory(PROFILE)?)?;
    server.verify()?;
    scim2_server::run(&programs)
}
