//! The members of groups and the groups of users that one answer shows: so many in all, and no more.

use super::lineage::Lineage;
use super::neighbour::{Neighbour, Neighbours, Relation};
use crate::caller::Caller;
use crate::model::{Kind, Record, ResourceId};
use crate::store::{Candidates, Snapshot, StoreError};

/// How many members are read at once.
pub(super) const MEMBERS_AT_ONCE: usize = 10_000;

/// How many members are read before it is asked how many there are: most groups have fewer.
const FIRST_MEMBERS: usize = 1_000;

/// Reads the neighbours of the resources of one answer, from one snapshot.
#[derive(Debug)]
pub(crate) struct Neighbourhood {
    /// How many more the answer has room for.
    room: usize,
    lineage: Lineage,
}

impl Neighbourhood {
    /// Of an answer that has room for so many neighbours.
    pub(crate) fn with_room(room: usize) -> Self {
        Self { room, lineage: Lineage::default() }
    }

    /// The neighbours of a resource; `None` if the answer has no room for all of them. They are shown
    /// whole or not at all, so that none is ever missing unnoticed.
    pub(crate) async fn of(
        &mut self,
        caller: &Caller,
        read: &mut dyn Snapshot,
        record: &Record,
    ) -> Result<Option<Neighbours>, StoreError> {
        let found = match record.kind {
            Kind::User => self.groups(caller, read, record.id).await?,
            Kind::Group => self.members(read, record.id).await?.map(Neighbours::Mixed),
        };
        self.room -= found.as_ref().map_or(0, Neighbours::len);
        Ok(found)
    }

    async fn members(
        &self,
        read: &mut dyn Snapshot,
        group: ResourceId,
    ) -> Result<Option<Vec<Neighbour>>, StoreError> {
        // One more than there is room for, to see that there are more.
        let first = self.room.saturating_add(1).min(FIRST_MEMBERS);
        let (some, mut after) = read.members(group, None, first).await?;
        let mut members: Vec<Neighbour> = some.into_iter().map(Neighbour::member).collect();
        if members.len() < first {
            return Ok(Some(members));
        }
        if count_members(read, group).await? > self.room as u64 {
            return Ok(None);
        }
        loop {
            let (some, last) = read.members(group, after, MEMBERS_AT_ONCE).await?;
            let full = some.len() == MEMBERS_AT_ONCE;
            members.extend(some.into_iter().map(Neighbour::member));
            if !full {
                return Ok(Some(members));
            }
            after = last;
        }
    }

    /// The groups a user is in: those it is a member of, and where groups nest those that contain them;
    /// one that is both is direct (RFC 7643 §4.1.2).
    async fn groups(
        &mut self,
        caller: &Caller,
        read: &mut dyn Snapshot,
        user: ResourceId,
    ) -> Result<Option<Neighbours>, StoreError> {
        let direct = read.groups_of(user).await?;
        let Some(room) = self.room.checked_sub(direct.len()) else { return Ok(None) };
        let indirect = if caller.profile.features.nested_groups {
            match self.lineage.above(read, &direct, room).await? {
                None => return Ok(None),
                Some(indirect) => indirect,
            }
        } else {
            Vec::new()
        };
        if indirect.is_empty() {
            return Ok(Some(Neighbours::Direct(direct)));
        }
        let related = |relation| move |named| Neighbour { relation, named };
        let direct = direct.iter().cloned().map(related(Relation::Direct));
        let indirect = indirect.into_iter().map(related(Relation::Indirect));
        Ok(Some(Neighbours::Mixed(direct.chain(indirect).collect())))
    }
}

/// How many members a group has, of either kind.
pub(crate) async fn count_members(
    read: &mut dyn Snapshot,
    group: ResourceId,
) -> Result<u64, StoreError> {
    let members = Candidates::MembersOf(group);
    Ok(read.count(Kind::User, &members).await? + read.count(Kind::Group, &members).await?)
}
