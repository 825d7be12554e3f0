//! DELETE of a user (RFC 7644 §3.6): the record goes, the link with it, and a managed account is
//! deactivated.

use serde_json::json;

use crate::accounts;
use crate::error::Error;
use crate::model::{Action, Kind, ResourceId, Subject};
use crate::service::{Decision, Logged, Moment, Operation};
use crate::store::{Snapshot, Write};
use crate::target::Target;

/// Deletes a user.
pub(crate) struct DeleteUser<'c> {
    /// Which.
    pub(crate) target: Target<'c>,
    /// Whether the account stays as it is.
    pub(crate) keep_account: bool,
}

impl Operation for DeleteUser<'_> {
    type Output = ();

    async fn decide(
        &self,
        read: &mut dyn Snapshot,
        moment: &Moment<'_>,
    ) -> Result<Decision<()>, Error> {
        let record = self.target.record(read, Kind::User).await?;
        let id = record.id;
        let groups = read.groups_of(id).await?;
        let mut writes = Vec::new();
        if let Some(account) = record.account.filter(|_| !self.keep_account) {
            writes.extend(accounts::follow_deletion(read, id, account, moment).await?);
        }
        writes.push(Write::Delete { kind: Kind::User, id, expect: record.version, at: moment.at });
        let left: Vec<ResourceId> = groups.iter().map(|group| group.id).collect();
        Ok(Decision {
            writes,
            log: Some(Logged {
                action: Action::Deleted,
                subject: Subject::Resource(Kind::User, *id.as_uuid()),
                before: Some(record.body.clone()),
                detail: Some(json!({ "account": record.account, "groups": left })),
            }),
            output: (),
        })
    }
}
