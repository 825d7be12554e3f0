//! Changes, and what the log says of them.

use directory::model::{Action, Actor, LogEntry, LogEntryId, Subject};
use directory::store::{Change, Tenant, Write};

use super::at;

/// A change of the tenant, with one entry in its log.
pub fn change(tenant: Tenant, entry: LogEntryId, writes: Vec<Write>) -> Change {
    Change { tenant, writes, log: vec![log_entry(tenant, entry)] }
}

/// A log entry of the tenant: its organization was updated, by request `request-1`.
pub fn log_entry(tenant: Tenant, id: LogEntryId) -> LogEntry {
    LogEntry {
        id,
        organization: tenant.organization,
        directory: tenant.directory,
        at: at(0),
        actor: Actor { key: None, request: "request-1".to_owned(), remote: None },
        action: Action::Updated,
        subject: Subject::Organization(*tenant.organization.as_uuid()),
        before: None,
        detail: None,
    }
}
