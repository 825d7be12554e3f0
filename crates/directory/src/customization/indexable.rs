//! Which attributes can have an index.

use scim::path::Reference;
use scim::schema::{Container, Returned};

use super::{AttributePath, Refusal};
use crate::index::{self, Place};
use crate::model::Kind;
use crate::profile::Profile;

/// The attribute a path means, if it can have an index. A complex attribute is indexed by its `value`, as
/// filters compare it.
pub(crate) fn indexable(
    profile: &Profile,
    kind: Kind,
    text: &str,
) -> Result<AttributePath, Refusal> {
    let of = profile.resource_type(kind);
    let mut reference = Reference::parse(text, of, &profile.tolerances)?;
    let refuse =
        |why: &str| Err(Refusal::NotIndexable { path: text.to_owned(), why: why.to_owned() });
    if reference.container == Container::Core {
        match reference.attribute.name.as_str() {
            "id" | "meta" | "members" | "groups" => {
                return refuse(
                    "it is found without: ids, times and memberships are looked up as they are kept",
                );
            }
            "schemas" => return refuse("it says what else the resource has, and is not compared"),
            "password" => return refuse("no password is kept"),
            _ => {}
        }
    }
    if reference.leaf().is_complex() {
        let value = reference.attribute.sub_attribute("value").filter(|_| reference.sub.is_none());
        let Some(value) = value else {
            return refuse("it has parts and no value of its own; name one of its parts");
        };
        reference.sub = Some(value);
    }
    let leaf = reference.leaf();
    if reference.attribute.is_read_only() || leaf.is_read_only() {
        return refuse("it is computed, and not kept");
    }
    if leaf.returned == Returned::Never {
        return refuse("it is never returned");
    }
    let place = Place::of(of, &reference);
    if index::number_of(kind, place).is_some() {
        return Err(Refusal::Indexed { path: place.to_string() });
    }
    Ok(place.into())
}
