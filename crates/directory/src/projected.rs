//! A resource as the client wants it: whole, or projected by `attributes` and `excludedAttributes`.

use scim::{Projection, ResourceType};

use crate::answer::{Answer, Wanted};
use crate::caller::Caller;
use crate::condition;
use crate::error::Error;
use crate::model::{Kind, Record, ResourceId};
use crate::store::{SharedRecord, Snapshot, StoreError};
use crate::view::{self, Neighbourhood, SPLICED, View};

/// The projection a request asks for.
pub(crate) fn projection(
    caller: &Caller,
    kind: Kind,
    wanted: &Wanted,
) -> Result<Projection, Error> {
    let profile = &*caller.profile;
    let (attributes, excluded) =
        (wanted.attributes.as_deref(), wanted.excluded_attributes.as_deref());
    let of = profile.resource_type(kind);
    Ok(Projection::parse(attributes, excluded, of, &profile.tolerances)?)
}

/// Whether the members of a group, or the groups of a user, would be sent at all.
pub(crate) fn wants_neighbours(projection: &Projection, kind: Kind) -> bool {
    projection.includes(view::attribute(kind))
}

/// Appends a resource as it is sent.
pub(crate) fn write(
    view: &View<'_>,
    of: &ResourceType,
    projection: &Projection,
    out: &mut Vec<u8>,
) -> Result<(), Error> {
    if projection.is_default() && !view.withholds() {
        view.write(out);
        return Ok(());
    }
    let mut resource = view.to_map()?;
    projection.apply(of, &mut resource);
    out.extend_from_slice(serde_json::Value::Object(resource).to_string().as_bytes());
    Ok(())
}

/// What becomes of members of a group, or groups of a user, that an answer has no room for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Crowd {
    /// The request is refused: nothing but the answer was asked for.
    Refused,
    /// They are left out, with a notice: what was asked for is done.
    LeftOut,
}

/// What of a resource an answer shows.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Shown<'p> {
    /// Its attributes. Without them the answer has no body, and says only which it is.
    pub(crate) projection: Option<&'p Projection>,
    /// How many members, or groups, the answer has room for.
    pub(crate) room: usize,
}

impl Shown<'_> {
    /// Reads what is shown of a resource.
    pub(crate) async fn view<'c>(
        self,
        caller: &'c Caller,
        read: &mut dyn Snapshot,
        record: SharedRecord,
    ) -> Result<View<'c>, StoreError> {
        let mut neighbourhood = self
            .projection
            .filter(|projection| wants_neighbours(projection, record.kind))
            .map(|_| Neighbourhood::with_room(self.room));
        View::read(caller, read, record, neighbourhood.as_mut()).await
    }

    /// Reads what is shown of the resource of that id, if there is one.
    pub(crate) async fn view_of<'c>(
        self,
        caller: &'c Caller,
        read: &mut dyn Snapshot,
        kind: Kind,
        id: ResourceId,
    ) -> Result<Option<View<'c>>, StoreError> {
        match read.record(kind, id).await? {
            Some(record) => self.view(caller, read, record).await.map(Some),
            None => Ok(None),
        }
    }

    /// The answer that holds what a view shows. Members or groups it has no room for are treated as `crowd` says.
    pub(crate) fn answer(
        self,
        view: &View<'_>,
        caller: &Caller,
        crowd: Crowd,
        mut notices: Vec<String>,
    ) -> Result<Answer, Error> {
        if view.is_left_out() {
            let Record { kind, id, .. } = *view.record();
            if crowd == Crowd::Refused {
                let pages = caller.profile.features.member_pages;
                return Err(Error::Crowded { kind, id, limit: self.room, pages });
            }
            notices.push(view::notice(caller, kind, &[id], self.room));
        }
        let mut body = Vec::new();
        if let Some(projection) = self.projection {
            body.reserve(view.record().body.len() + SPLICED);
            let of = caller.profile.resource_type(view.record().kind);
            write(view, of, projection, &mut body)?;
        }
        let Record { id, version, .. } = *view.record();
        Ok(Answer {
            id,
            version,
            etag: caller.profile.features.etag.then(|| condition::tag(version)),
            location: view.location(),
            body,
            notices,
        })
    }
}
