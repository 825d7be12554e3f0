//! Where a service's answer holds what a parameter says.

use actions::Parameter;
use serde_json::{Map, Value};

/// A member of an object, by a name whose case does not matter (RFC 7643 §2.1); none if it is null.
pub(super) fn member<'a>(object: &'a Value, name: &str) -> Option<&'a Value> {
    let members = object.as_object()?;
    let found = members.get(name).or_else(|| {
        let same = |(known, _): &(&String, _)| known.eq_ignore_ascii_case(name);
        members.iter().find(same).map(|(_, value)| value)
    });
    found.filter(|value| !value.is_null())
}

/// What a user has of a parameter. Atlassian's cloud shows some of the enterprise extension at the top alone.
pub(super) fn of<'a>(user: &'a Value, parameter: &Parameter) -> Option<&'a Value> {
    let place = parameter.members();
    let there = place.iter().try_fold(user, |value, name| member(value, name));
    there.or_else(|| member(user, &parameter.name))
}

/// An object, but only with the members of a shape: a service may show more than it takes.
pub(super) fn shaped(shape: &actions::Shape, value: &Value) -> Map<String, Value> {
    let fields = shape.fields.iter();
    fields
        .filter_map(|field| Some((field.name.clone(), member(value, &field.name)?.clone())))
        .collect()
}
