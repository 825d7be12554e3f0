//! DELETE of a user (RFC 7644 §3.6): the record goes, the link with it, and a managed account is
//! deactivated.

use serde_json::json;

use crate::accounts;
use crate::error::Error;
use crate::model::{Action, Kind, ResourceId, Subject};
use crate::service::{Decision, Logged, Moment, Operation};
use crate::store::{Snapshot, Write};

/// Deletes a user.
pub(crate) struct DeleteUser {
    /// Which.
    pub(crate) id: ResourceId,
    /// Whether the account stays as it is.
    pub(crate) keep_account: bool,
}

impl Operation for DeleteUser {
    type Output = ();

    async fn decide(
        &self,
        read: &mut dyn Snapshot,
        moment: &Moment<'_>,
    ) -> Result<Decision<()>, Error> {
        let not_found = || Error::NotFound { kind: Kind::User, id: self.id.to_string() };
        let record = read.record(Kind::User, self.id).await?.ok_or_else(not_found)?;
        let groups = read.groups_of(self.id).await?;
        let mut writes = Vec::new();
        if let Some(account) = record.account.filter(|_| !self.keep_account) {
            writes.extend(accounts::follow_deletion(read, self.id, account, moment).await?);
        }
        writes.push(Write::Delete {
            kind: Kind::User,
            id: self.id,
            expect: record.version,
            at: moment.at,
        });
        let left: Vec<ResourceId> = groups.into_iter().map(|group| group.id).collect();
        Ok(Decision {
            writes,
            log: Some(Logged {
                action: Action::Deleted,
                subject: Subject::Resource(Kind::User, *self.id.as_uuid()),
                before: Some(record.body),
                detail: Some(json!({ "account": record.account, "groups": left })),
            }),
            output: (),
        })
    }
}
