//! A resource as the client wants it: whole, or projected by `attributes` and `excludedAttributes`.

use scim::{Projection, ResourceType};

use crate::answer::{Answer, Wanted};
use crate::caller::Caller;
use crate::condition;
use crate::error::Error;
use crate::model::{Kind, Record};
use crate::store::Snapshot;
use crate::view::View;

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
    projection.includes(match kind {
        Kind::User => "groups",
        Kind::Group => "members",
    })
}

/// Appends a resource as it is sent.
pub(crate) fn write(
    view: &View<'_>,
    of: &ResourceType,
    projection: &Projection,
    out: &mut Vec<u8>,
) -> Result<(), Error> {
    if projection.is_default() {
        view.write(out);
        return Ok(());
    }
    let mut resource = view.to_map()?;
    projection.apply(of, &mut resource);
    out.extend_from_slice(serde_json::Value::Object(resource).to_string().as_bytes());
    Ok(())
}

/// The answer that holds one resource.
pub(crate) async fn answer(
    read: &mut dyn Snapshot,
    caller: &Caller,
    record: Record,
    projection: &Projection,
    notices: Vec<String>,
) -> Result<Answer, Error> {
    let kind = record.kind;
    let neighbours = wants_neighbours(projection, kind);
    let view = View::read(caller, read, record, neighbours).await?;
    let mut body = Vec::with_capacity(view.record().body.len() + 512);
    write(&view, caller.profile.resource_type(kind), projection, &mut body)?;
    Ok(Answer {
        id: view.record().id,
        version: view.record().version,
        etag: caller.profile.features.etag.then(|| condition::tag(view.record().version)),
        location: view.location(),
        body,
        notices,
    })
}
