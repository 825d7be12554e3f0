//! A changed user: what PUT and PATCH have in common once it is known what the user shall be.

use scim::Resource;
use serde_json::{Value, json};

use super::draft;
use crate::accounts;
use crate::caller::Caller;
use crate::delta::Delta;
use crate::error::Error;
use crate::index;
use crate::model::{Action, Kind, Record, Subject};
use crate::projected::Shown;
use crate::service::{Decision, Logged, Moment};
use crate::store::{SharedRecord, Snapshot, Write};
use crate::unique;
use crate::view::View;

/// What an update answers: the user as it is then, and the notices.
///
/// It is known before it is written: what is the user's own, its account and which groups it is in count its version, so
/// that the change is refused if another came first. What is shown of others, the names of its groups and the groups
/// around them, is that of the decision. To read the user again would cost as much as to change it.
pub(super) type Updated<'c> = (View<'c>, Vec<String>);

/// Decides what is written to make `before` into `after`. Nothing, if they are equal: version and
/// time stay, and there is no log entry.
pub(super) async fn decide<'c>(
    read: &mut dyn Snapshot,
    caller: &'c Caller,
    before: (SharedRecord, Resource),
    after: Resource,
    shown: Shown<'_>,
    moment: &Moment<'_>,
) -> Result<Decision<Updated<'c>>, Error> {
    let profile = &*caller.profile;
    let (record, resource) = before;
    if resource == after {
        let view = shown.view(caller, read, record).await?;
        return Ok(Decision::unchanged((view, Vec::new())));
    }
    let unique = Delta::between(
        index::unique_keys(Kind::User, profile, &resource),
        index::unique_keys(Kind::User, profile, &after),
    );
    unique::check(read, caller, Kind::User, &after, &unique.added, Some(record.id)).await?;
    let lifecycle = &profile.lifecycle;
    let linked =
        accounts::follow_change(read, lifecycle, (&record, &resource), &after, moment).await?;
    let index = Delta::between(
        index::entries(Kind::User, profile, &resource),
        index::entries(Kind::User, profile, &after),
    );
    let changed = Record {
        kind: record.kind,
        id: record.id,
        version: record.version + 1,
        created: record.created,
        modified: record.modified_next(moment.at),
        name: draft::name_of(&after),
        account: linked.account,
        body: draft::body_of(profile, record.id, &after),
    };
    let changed = SharedRecord::from(changed);
    let view = if linked.leaves_groups {
        View::of_no_group(caller, changed.clone())
    } else {
        shown.view(caller, read, changed.clone()).await?
    };
    let mut writes = linked.writes;
    writes.push(Write::Update {
        record: changed,
        expect: record.version,
        unique_released: unique.removed,
        unique_taken: unique.added,
        index_removed: index.removed,
        index_added: index.added,
    });
    if linked.leaves_groups {
        writes.push(Write::LeaveAllGroups { user: record.id, at: moment.at });
    }
    let detail = (!linked.notices.is_empty()).then(|| json!({ "notices": linked.notices }));
    Ok(Decision {
        writes,
        log: Some(Logged {
            action: action(&resource, &after),
            subject: Subject::Resource(Kind::User, *record.id.as_uuid()),
            before: Some(record.body.clone()),
            detail,
        }),
        output: (view, linked.notices),
    })
}

/// A change of `active` is what the log calls the update by.
fn action(before: &Resource, after: &Resource) -> Action {
    let active = |user: &Resource| user.as_map().get("active").and_then(Value::as_bool);
    match (active(before), active(after)) {
        (Some(true), Some(false)) => Action::Deactivated,
        (Some(false), Some(true)) => Action::Reactivated,
        _ => Action::Updated,
    }
}
