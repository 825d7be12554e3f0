//! Where the elements of a list of members or groups come from: read in steps, or known already.

use scim::Filter;

use crate::caller::Caller;
use crate::error::Error;
use crate::groups::by_id;
use crate::model::{Kind, Record, ResourceId};
use crate::store::{Position, Snapshot, StoreError};
use crate::view::{Neighbour, Neighbourhood, count_members, member_of_id};

/// Where elements come from. Their order is that of creation, and stays when others come and go.
pub(super) enum Source {
    /// The members of a group, read in steps.
    Members(ResourceId),
    /// These, by id, which counts up in the order of creation.
    Known(Vec<Neighbour>),
}

impl Source {
    /// The source for the neighbours of a resource: all of them, or where a filter names ids, those.
    pub(super) async fn of(
        read: &mut dyn Snapshot,
        caller: &Caller,
        record: &Record,
        filter: Option<&Filter<'_>>,
        room: usize,
    ) -> Result<Self, Error> {
        let (kind, id) = (record.kind, record.id);
        let mut known = match kind {
            Kind::Group => match filter.and_then(by_id) {
                None => return Ok(Self::Members(id)),
                Some(selected) => members_among(read, id, &selected.ids).await?,
            },
            // They come in one piece, however many are asked for.
            Kind::User => Neighbourhood::with_room(room)
                .of(caller, read, record)
                .await?
                .ok_or(Error::Crowded { kind, id, limit: room, pages: false })?
                .all()
                .into_owned(),
        };
        known.sort_unstable_by_key(|one| one.named.id);
        Ok(Self::Known(known))
    }

    /// How many elements there are.
    pub(super) async fn total(&self, read: &mut dyn Snapshot) -> Result<u64, StoreError> {
        match self {
            Self::Members(group) => count_members(read, *group).await,
            Self::Known(known) => Ok(known.len() as u64),
        }
    }

    /// At most `limit` elements after a place, and the place of the last.
    pub(super) async fn step(
        &self,
        read: &mut dyn Snapshot,
        after: Option<Position>,
        limit: usize,
    ) -> Result<(Vec<Neighbour>, Option<Position>), StoreError> {
        match self {
            Self::Members(group) => {
                let (members, last) = read.members(*group, after, limit).await?;
                Ok((members.into_iter().map(Neighbour::member).collect(), last))
            }
            Self::Known(known) => {
                let rest = known.iter().filter(|one| Some(place(one)) > after);
                let step: Vec<Neighbour> = rest.take(limit).cloned().collect();
                let last = step.last().map(place);
                Ok((step, last))
            }
        }
    }
}

fn place(one: &Neighbour) -> Position {
    Position(one.named.id.as_uuid().as_u128())
}

async fn members_among(
    read: &mut dyn Snapshot,
    group: ResourceId,
    ids: &[ResourceId],
) -> Result<Vec<Neighbour>, StoreError> {
    let mut members = Vec::new();
    for id in read.members_among(group, ids).await? {
        members.extend(member_of_id(read, id).await?);
    }
    Ok(members)
}
