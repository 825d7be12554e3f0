//! DELETE of a group (RFC 7644 §3.6).

use serde_json::json;

use crate::error::Error;
use crate::model::{Action, Kind, ResourceId, Subject};
use crate::service::{Decision, Logged, Moment, Operation};
use crate::store::{Snapshot, Write};
use crate::target::Target;
use crate::view::all_members;

/// Deletes a group; its members stay.
pub(crate) struct DeleteGroup<'c> {
    /// Which.
    pub(crate) target: Target<'c>,
}

impl Operation for DeleteGroup<'_> {
    type Output = ();

    async fn decide(
        &self,
        read: &mut dyn Snapshot,
        moment: &Moment<'_>,
    ) -> Result<Decision<()>, Error> {
        let record = self.target.record(read, Kind::Group).await?;
        let id = record.id;
        let members = all_members(read, id).await?;
        let removed: Vec<ResourceId> = members.into_iter().map(|member| member.id).collect();
        let delete = Write::Delete { kind: Kind::Group, id, expect: record.version, at: moment.at };
        Ok(Decision {
            writes: vec![delete],
            log: Some(Logged {
                action: Action::Deleted,
                subject: Subject::Resource(Kind::Group, *id.as_uuid()),
                before: Some(record.body.clone()),
                detail: Some(json!({ "removed": removed })),
            }),
            output: (),
        })
    }
}
