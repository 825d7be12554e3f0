//! A resource as the client wants it: whole, or projected by `attributes` and `excludedAttributes`.

use scim::{Projection, ResourceType};

use crate::answer::{Answer, Wanted};
use crate::caller::Caller;
use crate::condition;
use crate::error::Error;
use crate::model::{Kind, Record};
use crate::store::Snapshot;
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

/// The answer that holds one resource, and at most `room` members or groups.
pub(crate) async fn answer(
    read: &mut dyn Snapshot,
    caller: &Caller,
    record: Record,
    projection: &Projection,
    (room, crowd): (usize, Crowd),
) -> Result<Answer, Error> {
    let kind = record.kind;
    let mut neighbourhood =
        wants_neighbours(projection, kind).then(|| Neighbourhood::with_room(room));
    let view = View::read(caller, read, record, neighbourhood.as_mut()).await?;
    let id = view.record().id;
    let mut notices = Vec::new();
    if view.is_left_out() {
        if crowd == Crowd::Refused {
            let pages = caller.profile.features.member_pages;
            return Err(Error::Crowded { kind, id, limit: room, pages });
        }
        notices.push(view::notice(caller, kind, &[id], room));
    }
    shown(&view, caller, projection, notices)
}

/// The answer that holds what a view shows.
pub(crate) fn shown(
    view: &View<'_>,
    caller: &Caller,
    projection: &Projection,
    notices: Vec<String>,
) -> Result<Answer, Error> {
    let Record { kind, id, version, .. } = *view.record();
    let mut body = Vec::with_capacity(view.record().body.len() + SPLICED);
    write(view, caller.profile.resource_type(kind), projection, &mut body)?;
    Ok(Answer {
        id,
        version,
        etag: caller.profile.features.etag.then(|| condition::tag(version)),
        location: view.location(),
        body,
        notices,
    })
}
