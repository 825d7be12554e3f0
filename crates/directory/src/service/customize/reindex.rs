//! Bringing the index entries of what is there to what the rules say.

use serde_json::json;

use super::tenant;
use crate::body;
use crate::caller::Administrator;
use crate::customization::effective;
use crate::delta::Delta;
use crate::error::Error;
use crate::index;
use crate::model::{Action, Directory, Kind, Record, Subject};
use crate::profile::Profile;
use crate::service::Service;
use crate::store::{Candidates, Position, Selection, Snapshot, Write};

/// How many resources one commit reindexes, so that others get their turn between.
const RECORDS_AT_ONCE: usize = 500;
/// How often a step is tried anew, smaller each time, before it is given up.
const ATTEMPTS: u32 = 100;

/// One step: the writes, and where the next begins.
struct Step {
    writes: Vec<Write>,
    next: Option<Position>,
}

impl Service {
    /// Brings the index entries of every user or group to what the rules of the directory say. Each step
    /// compares the versions of what it read, and the revision of the rules: what is written in between is
    /// indexed by whoever writes it.
    pub(super) async fn reindex(
        &self,
        admin: &Administrator,
        directory: &Directory,
        kind: Kind,
    ) -> Result<(), Error> {
        let subject = Subject::Directory(*directory.id.as_uuid());
        let (mut after, mut limit, mut attempt) = (None, RECORDS_AT_ONCE, 0);
        loop {
            let customization = self.customization(directory.id).await?;
            let profile = effective(&Profile::of(directory.profile), customization);
            let mut read = self.store.snapshot(tenant(directory)).await?;
            let step = step(&mut *read, &profile, kind, after, limit).await?;
            drop(read);
            if step.writes.len() > 1 {
                let detail = json!({ "reindexed": step.writes.len() - 1, "type": kind.name() });
                let (id, action) = (Some(directory.id), Action::Updated);
                let written =
                    self.write_as(admin, id, step.writes, action, subject, Some(detail)).await;
                match written {
                    Ok(()) => (attempt, limit) = (0, (limit * 2).min(RECORDS_AT_ONCE)),
                    Err(Error::Busy { .. }) if attempt < ATTEMPTS => {
                        self.pause(attempt).await;
                        (attempt, limit) = (attempt + 1, (limit / 2).max(1));
                        continue;
                    }
                    Err(error) => return Err(error),
                }
            }
            if step.next.is_none() {
                return Ok(());
            }
            after = step.next;
        }
    }
}

async fn step(
    read: &mut dyn Snapshot,
    profile: &Profile,
    kind: Kind,
    after: Option<Position>,
    limit: usize,
) -> Result<Step, Error> {
    let selection = Selection { candidates: Candidates::All, after, skip: 0, limit };
    let page = read.select(kind, &selection).await?;
    let last = page.records.last().map(|(position, _)| *position);
    let next = last.filter(|_| page.records.len() == limit);
    let mut writes = vec![Write::AtRevision { expect: profile.customization.revision }];
    for (_, record) in page.records {
        writes.extend(reindexed(read, profile, &record).await?);
    }
    Ok(Step { writes, next })
}

/// The write that gives a resource the entries it should have; none if it has them.
async fn reindexed(
    read: &mut dyn Snapshot,
    profile: &Profile,
    record: &Record,
) -> Result<Option<Write>, Error> {
    let (kind, id) = (record.kind, record.id);
    let (_, held) = read.keys_of(kind, id).await?;
    let wanted = index::entries(kind, profile, &body::read(&record.body)?);
    let Delta { added, removed } = Delta::between(held, wanted);
    if added.is_empty() && removed.is_empty() {
        return Ok(None);
    }
    let (index_removed, index_added) = (removed, added);
    Ok(Some(Write::Reindex { kind, id, expect: record.version, index_removed, index_added }))
}
