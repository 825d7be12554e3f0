//! DELETE of a group (RFC 7644 §3.6).

use serde_json::json;

use crate::error::Error;
use crate::model::{Action, Kind, ResourceId, Subject};
use crate::service::{Decision, Logged, Moment, Operation};
use crate::store::{Snapshot, Write};
use crate::view::all_members;

/// Deletes a group; its members stay.
pub(crate) struct DeleteGroup {
    /// Which.
    pub(crate) id: ResourceId,
}

impl Operation for DeleteGroup {
    type Output = ();

    async fn decide(
        &self,
        read: &mut dyn Snapshot,
        moment: &Moment<'_>,
    ) -> Result<Decision<()>, Error> {
        let not_found = || Error::NotFound { kind: Kind::Group, id: self.id.to_string() };
        let record = read.record(Kind::Group, self.id).await?.ok_or_else(not_found)?;
        let members = all_members(read, self.id).await?;
        let removed: Vec<ResourceId> = members.into_iter().map(|member| member.id).collect();
        let delete =
            Write::Delete { kind: Kind::Group, id: self.id, expect: record.version, at: moment.at };
        Ok(Decision {
            writes: vec![delete],
            log: Some(Logged {
                action: Action::Deleted,
                subject: Subject::Resource(Kind::Group, *self.id.as_uuid()),
                before: Some(record.body),
                detail: Some(json!({ "removed": removed })),
            }),
            output: (),
        })
    }
}
