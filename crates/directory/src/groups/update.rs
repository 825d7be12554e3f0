//! A changed group: what PUT and PATCH have in common once it is known what the group shall be.

use scim::Resource;

use super::draft;
use super::members::Movement;
use crate::caller::Caller;
use crate::delta::Delta;
use crate::error::Error;
use crate::index;
use crate::model::{Action, Kind, Record, Subject};
use crate::service::{Decision, Logged, Moment};
use crate::store::{SharedRecord, Snapshot, Write};
use crate::unique;

/// Decides what is written to make `before` into `after` and to move members. A change of members alone
/// compares no version, so that concurrent ones all succeed, unless the client named one (`expect`).
pub(super) async fn decide(
    read: &mut dyn Snapshot,
    caller: &Caller,
    before: (SharedRecord, Resource),
    after: Resource,
    (mut movement, expect): (Movement, Option<u64>),
    moment: &Moment<'_>,
) -> Result<Decision<Vec<String>>, Error> {
    let (record, resource) = before;
    let mut writes = movement.take_guards();
    let mut image = None;
    if resource != after {
        writes.push(changed(read, caller, (&record, &resource), &after, moment).await?);
        image = Some(record.body.clone());
    }
    if !movement.is_empty() {
        writes.push(if image.is_some() {
            movement.write(record.id, None, None)
        } else {
            movement.write(record.id, expect, Some(moment.at))
        });
    }
    if writes.is_empty() {
        return Ok(Decision::unchanged(Vec::new()));
    }
    Ok(Decision {
        writes,
        log: Some(Logged {
            action: Action::Updated,
            subject: Subject::Resource(Kind::Group, *record.id.as_uuid()),
            before: image,
            detail: movement.detail(),
        }),
        output: Vec::new(),
    })
}

async fn changed(
    read: &mut dyn Snapshot,
    caller: &Caller,
    (record, before): (&Record, &Resource),
    after: &Resource,
    moment: &Moment<'_>,
) -> Result<Write, Error> {
    let profile = &*caller.profile;
    draft::check(profile, after)?;
    if !profile.lifecycle.rename_group
        && before.string("displayName") != after.string("displayName")
    {
        return Err(Error::Rename);
    }
    let unique = Delta::between(
        index::unique_keys(Kind::Group, profile, before),
        index::unique_keys(Kind::Group, profile, after),
    );
    unique::check(read, caller, Kind::Group, after, &unique.added, Some(record.id)).await?;
    let index = Delta::between(
        index::entries(Kind::Group, profile, before),
        index::entries(Kind::Group, profile, after),
    );
    Ok(Write::Update {
        record: Record {
            version: record.version + 1,
            modified: record.modified_next(moment.at),
            name: draft::name_of(after),
            body: draft::body_of(profile, record.id, after),
            ..record.clone()
        }
        .into(),
        expect: record.version,
        unique_released: unique.removed,
        unique_taken: unique.added,
        index_removed: index.removed,
        index_added: index.added,
    })
}
