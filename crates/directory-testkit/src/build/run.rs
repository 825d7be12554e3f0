//! Runs of workflows.

use directory::model::RunRecord;
use directory::store::Tenant;

use super::{at, id};

/// A new run of the tenant with the id of that number: of `onboarding`, and going on.
pub fn run(n: u64, tenant: Tenant) -> RunRecord {
    RunRecord {
        id: id(n),
        directory: tenant.directory,
        workflow: "onboarding".to_owned(),
        version: 1,
        open: true,
        started: at(0),
        body: b"{}".to_vec(),
    }
}
