//! What is left of a resource.

use serde_json::{Map, Value};

use super::Wanted;
use super::selection::{Named, Parts};
use crate::schema::{Attribute, ResourceType, Returned};

/// What the client says of one attribute.
#[derive(Clone, Copy)]
enum Wish<'p> {
    /// Nothing: the schema decides.
    None,
    /// It names what it wants, and of this attribute these parts.
    Only(Option<&'p Parts>),
    /// It names what it does not want, and of this attribute these parts.
    Except(&'p Parts),
}

pub(super) fn apply(wanted: &Wanted, of: &ResourceType, resource: &mut Map<String, Value>) {
    let core = match wanted {
        Wanted::Default => None,
        Wanted::Only(selection) | Wanted::Except(selection) => Some(selection.core()),
    };
    resource.retain(|name, value| {
        if let Some(attribute) = of.core_attribute(name) {
            return keep(attribute, wish(wanted, core, name), value);
        }
        let Some((_, extension)) = of.extension(name) else { return true };
        let named = match wanted {
            Wanted::Default => None,
            Wanted::Only(selection) | Wanted::Except(selection) => selection.extension(name),
        };
        pruned(value, |members| {
            members.retain(|name, value| match extension.schema.attribute(name) {
                Some(attribute) => keep(attribute, wish(wanted, named, name), value),
                None => true,
            });
        })
    });
}

fn wish<'p>(wanted: &Wanted, named: Option<&'p Named>, attribute: &str) -> Wish<'p> {
    let parts = named.and_then(|named| named.parts(attribute));
    match (wanted, parts) {
        (Wanted::Only(_), parts) => Wish::Only(parts),
        (Wanted::Except(_), Some(parts)) => Wish::Except(parts),
        (Wanted::Except(_), None) | (Wanted::Default, _) => Wish::None,
    }
}

/// Whether anything of the attribute is sent; its value loses what is not.
fn keep(attribute: &Attribute, wish: Wish<'_>, value: &mut Value) -> bool {
    let always = attribute.returned == Returned::Always;
    let kept = match (attribute.returned, wish) {
        (Returned::Never, _) | (Returned::Request, Wish::None | Wish::Except(_)) => false,
        (_, Wish::Only(parts)) => always || parts.is_some(),
        (_, Wish::Except(Parts::Whole)) => always,
        (_, Wish::None | Wish::Except(Parts::Some(_))) => true,
    };
    // Where the whole of it stays in spite of the client, its parts do too.
    let wish = match wish {
        Wish::Only(None) | Wish::Except(Parts::Whole) => Wish::None,
        wish => wish,
    };
    kept && match value {
        Value::Array(elements) if !elements.is_empty() => {
            elements.retain_mut(|element| keep_parts(attribute, wish, element));
            !elements.is_empty()
        }
        value => keep_parts(attribute, wish, value),
    }
}

fn keep_parts(attribute: &Attribute, wish: Wish<'_>, value: &mut Value) -> bool {
    pruned(value, |parts| {
        parts.retain(|name, _| {
            attribute.sub_attribute(name).is_none_or(|sub| match sub.returned {
                Returned::Always => true,
                Returned::Never => false,
                Returned::Request => {
                    matches!(wish, Wish::Only(Some(Parts::Some(parts))) if parts.contains(name))
                }
                Returned::Default => match wish {
                    Wish::Only(Some(parts)) => parts.hold(name),
                    Wish::Except(parts) => !parts.hold(name),
                    Wish::None | Wish::Only(None) => true,
                },
            })
        });
    })
}

/// Takes members out of an object; whether the value is still worth sending.
fn pruned(value: &mut Value, prune: impl FnOnce(&mut Map<String, Value>)) -> bool {
    match value {
        Value::Object(members) if !members.is_empty() => {
            prune(members);
            !members.is_empty()
        }
        _ => true,
    }
}
