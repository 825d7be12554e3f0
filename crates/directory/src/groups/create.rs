//! POST of a group (RFC 7644 §3.3).

use scim::Resource;
use serde_json::{Map, Value};

use super::draft;
use super::members::{Members, Naming};
use crate::caller::Caller;
use crate::error::Error;
use crate::index;
use crate::model::{Action, Kind, Record, ResourceId, Subject};
use crate::profile::Profile;
use crate::service::{Decision, Logged, Moment, Operation};
use crate::store::{Snapshot, Write};
use crate::unique;

/// Creates a group with its first members.
pub(crate) struct CreateGroup<'c> {
    profile: &'c Profile,
    caller: &'c Caller,
    group: Resource,
    members: Members,
    naming: Naming<'c>,
}

impl<'c> CreateGroup<'c> {
    /// Reads what the client sent.
    pub(crate) fn new(
        caller: &'c Caller,
        document: Map<String, Value>,
        limits: &scim::Limits,
    ) -> Result<Self, Error> {
        let (group, members, naming) = draft::read(caller, document, limits)?;
        Ok(Self { profile: &caller.profile, caller, group, members, naming })
    }
}

impl Operation for CreateGroup<'_> {
    type Output = (ResourceId, Vec<String>);

    async fn decide(
        &self,
        read: &mut dyn Snapshot,
        moment: &Moment<'_>,
    ) -> Result<Decision<Self::Output>, Error> {
        let unique = index::unique_keys(Kind::Group, self.profile, &self.group);
        unique::check(read, self.caller, Kind::Group, &self.group, &unique, None).await?;
        let movement = self.members.of_new_group(read, self.naming).await?;
        let id = ResourceId::from(moment.new_id());
        let record = Record {
            kind: Kind::Group,
            id,
            version: 1,
            created: moment.at,
            modified: moment.at,
            name: draft::name_of(&self.group),
            account: None,
            body: draft::body_of(self.profile, id, &self.group),
        };
        let index = index::entries(Kind::Group, self.profile, &self.group);
        let mut writes = vec![Write::Insert { record: record.into(), unique, index }];
        if !movement.is_empty() {
            writes.push(movement.write(id, None, None));
        }
        Ok(Decision {
            writes,
            log: Some(Logged {
                action: Action::Created,
                subject: Subject::Resource(Kind::Group, *id.as_uuid()),
                before: None,
                detail: movement.detail(),
            }),
            output: (id, Vec::new()),
        })
    }
}
