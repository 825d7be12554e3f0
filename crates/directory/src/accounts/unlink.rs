//! Unlinking a user from its account, by an administrator.

use crate::error::Error;
use crate::model::{Action, Kind, ResourceId, Subject};
use crate::service::{Decision, Logged, Moment, Operation};
use crate::store::{Snapshot, Write};

/// Unlinks a user; neither it nor the account is deleted. One that is not linked stays as it is.
pub(crate) struct Unlink {
    /// The user.
    pub(crate) user: ResourceId,
}

impl Operation for Unlink {
    type Output = ();

    async fn decide(
        &self,
        read: &mut dyn Snapshot,
        moment: &Moment<'_>,
    ) -> Result<Decision<()>, Error> {
        let Some(record) = read.record(Kind::User, self.user).await? else {
            return Err(Error::NotFound { kind: Kind::User, id: self.user.to_string() });
        };
        let Some(account) = record.account else { return Ok(Decision::unchanged(())) };
        let relink =
            Write::Relink { user: self.user, expect: record.version, account: None, at: moment.at };
        Ok(Decision {
            writes: vec![relink],
            log: Some(Logged {
                action: Action::Unlinked,
                subject: Subject::Resource(Kind::User, *self.user.as_uuid()),
                before: None,
                detail: Some(serde_json::json!({ "account": account })),
            }),
            output: (),
        })
    }
}
