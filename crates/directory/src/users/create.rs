//! Create User: the main job.

use scim::{Resource, resource};
use serde_json::{Map, Value};

use super::{draft, mirror};
use crate::accounts;
use crate::caller::Caller;
use crate::error::Error;
use crate::index;
use crate::model::{Action, Kind, Record, ResourceId, Subject};
use crate::profile::Profile;
use crate::service::{Decision, Logged, Moment, Operation};
use crate::store::{SharedRecord, Snapshot, Write};
use crate::unique;

/// Creates a user and links it to an account.
pub(crate) struct CreateUser<'c> {
    profile: &'c Profile,
    caller: &'c Caller,
    user: Resource,
}

impl<'c> CreateUser<'c> {
    /// Reads what the client sent.
    pub(crate) fn new(caller: &'c Caller, document: Map<String, Value>) -> Result<Self, Error> {
        let profile = &*caller.profile;
        let mut user = resource::read(document, &profile.user, &profile.tolerances)?;
        mirror::reconcile(profile, &mut user, None);
        draft::default_active(&mut user, None);
        draft::check(profile, &user)?;
        Ok(Self { profile, caller, user })
    }
}

impl Operation for CreateUser<'_> {
    /// The user as it is kept.
    type Output = (SharedRecord, Vec<String>);

    async fn decide(
        &self,
        read: &mut dyn Snapshot,
        moment: &Moment<'_>,
    ) -> Result<Decision<Self::Output>, Error> {
        let unique = index::unique_keys(Kind::User, self.profile, &self.user);
        unique::check(read, self.caller, Kind::User, &self.user, &unique, None).await?;
        let linked = accounts::link(read, &self.user, moment).await?;
        let id = ResourceId::from(moment.new_id());
        let record = Record {
            kind: Kind::User,
            id,
            version: 1,
            created: moment.at,
            modified: moment.at,
            name: draft::name_of(&self.user),
            account: linked.account,
            body: draft::body_of(self.profile, id, &self.user),
        };
        let record = SharedRecord::from(record);
        let mut writes = linked.writes;
        let index = index::entries(Kind::User, self.profile, &self.user);
        writes.push(Write::Insert { record: record.clone(), unique, index });
        Ok(Decision {
            writes,
            log: Some(Logged {
                action: Action::Created,
                subject: Subject::Resource(Kind::User, *id.as_uuid()),
                before: None,
                detail: None,
            }),
            output: (record, linked.notices),
        })
    }
}
