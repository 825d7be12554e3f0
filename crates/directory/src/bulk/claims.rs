//! Which operations can't disturb each other, so that it does not matter which is first.
//!
//! Two creations are free of each other if no value that must be unique, and no e-mail, stands in both: e-mails
//! decide which account a user is linked to. Two changes of nothing but members are, in different groups, as long
//! as no group is to be a member: memberships of groups must not close a circle, so their order tells. A creation
//! and a change of members are too. Everything else, whose effects depend on what is there, is alone.

use std::collections::HashSet;
use std::hash::{DefaultHasher, Hash, Hasher as _};

use scim::bulk::Mention;
use scim::compare::{Key, folded};
use scim::path::Path;
use scim::schema::{Attribute, Uniqueness};
use scim::{Limits, ResourceType};
use serde_json::{Map, Value};

use super::command::{Command, Verb};
use super::endpoint::Name;
use crate::caller::Caller;
use crate::model::{Kind, ResourceId, email_key};

/// What an operation needs for itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Claims {
    /// To be alone.
    Everything,
    /// These, as hashes: that two may be taken for one only costs a wait.
    Only(Vec<u64>),
}

/// What an operation names.
#[derive(Clone, Debug, Default)]
pub(super) struct Named {
    /// The `bulkId` in its path.
    pub(super) path: Option<String>,
    /// What its data refers to by id.
    pub(super) ids: Vec<ResourceId>,
    /// What its data refers to by `bulkId`.
    pub(super) bulk_ids: Vec<String>,
}

/// A group that an operation makes a member, or may.
#[derive(Clone, Copy, Debug)]
pub(super) enum Nested<'n> {
    /// One that is there.
    Id(&'n ResourceId),
    /// One that another operation creates.
    BulkId(&'n str),
}

impl Named {
    /// What the operation names.
    pub(super) fn by(command: &mut Command, caller: &Caller, limits: &Limits) -> Self {
        let mut named = Self::default();
        if let Some(Name::BulkId(name)) = command.name() {
            named.path = Some(name.clone());
        }
        command.mentions(caller, limits, &mut |mention: Mention<'_>| {
            if let Some(name) = mention.bulk_id() {
                named.bulk_ids.push(name.to_owned());
            } else {
                named.ids.extend(mention.text.parse::<ResourceId>());
            }
        });
        named
    }
}

/// What the operation claims. A group that becomes a member is a version further for it, and so is claimed too.
pub(super) fn claims(
    command: &Command,
    caller: &Caller,
    limits: &Limits,
    nested: &[Nested<'_>],
) -> Claims {
    let profile = caller.profile();
    match &command.verb {
        Verb::Create(document) => {
            let mut claims = HashSet::new();
            values(document, command.kind, profile.resource_type(command.kind), &mut claims);
            claims.extend(nested.iter().map(|group| match group {
                Nested::Id(id) => there(&id.to_string()),
                Nested::BulkId(name) => to_be(name),
            }));
            Claims::Only(claims.into_iter().collect())
        }
        Verb::Patch(name, message)
            if command.kind == Kind::Group
                && nested.is_empty()
                && moves_members_only(message, caller, limits) =>
        {
            Claims::Only(vec![match name {
                Name::Id(id) => there(id),
                Name::BulkId(name) => to_be(name),
            }])
        }
        Verb::Replace(..) | Verb::Patch(..) | Verb::Delete(_) => Claims::Everything,
    }
}

/// The values of a document that another document of the same kind must not share, or not regardless of order.
fn values(document: &Map<String, Value>, kind: Kind, of: &ResourceType, claims: &mut HashSet<u64>) {
    for (name, value) in document {
        if let Some(attribute) = of.core_attribute(name) {
            claim(kind, attribute, value, claims);
        } else if let (Some((_, extension)), Value::Object(members)) = (of.extension(name), value) {
            for (name, value) in members {
                if let Some(attribute) = extension.schema.attribute(name) {
                    claim(kind, attribute, value, claims);
                }
            }
        }
    }
}

fn claim(kind: Kind, attribute: &Attribute, value: &Value, claims: &mut HashSet<u64>) {
    let ruled = match kind {
        Kind::User => matches!(attribute.name.as_str(), "userName" | "emails"),
        Kind::Group => attribute.name == "displayName",
    };
    if ruled || is_unique(attribute) || attribute.sub_attributes.iter().any(is_unique) {
        keys(kind, &attribute.name, attribute, value, claims);
    }
}

fn is_unique(attribute: &Attribute) -> bool {
    attribute.uniqueness != Uniqueness::None
}

/// Every way the value may be compared in. More than is needed is claimed: only too little would be wrong. But what nearly
/// everybody has, such as the `type` of an e-mail, must not be claimed: all would wait for each other.
fn keys(kind: Kind, of: &str, attribute: &Attribute, value: &Value, claims: &mut HashSet<u64>) {
    match value {
        Value::Array(elements) => {
            for element in elements {
                keys(kind, of, attribute, element, claims);
            }
        }
        Value::Object(members) => {
            for (name, member) in members {
                let compared = |sub: &&Attribute| {
                    is_unique(attribute) || is_unique(sub) || sub.name == "value"
                };
                if let Some(sub) = attribute.sub_attribute(name).filter(compared) {
                    keys(kind, of, sub, member, claims);
                }
            }
        }
        Value::String(text) => {
            let prepared = Key::of_text(attribute, text).map(Key::into_bytes);
            claims.extend(prepared.map(|key| hash(&(kind.name(), of, key))));
            claims.insert(hash(&(kind.name(), of, folded(text).as_bytes())));
            if kind == Kind::User && of == "emails" {
                claims.insert(hash(&("account", email_key(text))));
            }
        }
        value => {
            claims.extend(Key::of(attribute, value).map(|key| hash(&(kind.name(), of, key))));
        }
    }
}

/// Whether a PATCH of a group concerns nothing but its members. One that can't be understood does not.
fn moves_members_only(message: &Map<String, Value>, caller: &Caller, limits: &Limits) -> bool {
    let profile = caller.profile();
    let to_members =
        |path: &str| match Path::parse(path, &profile.group, &profile.tolerances, limits) {
            Ok(Path::Attribute(reference) | Path::Values { reference, .. }) => {
                reference.attribute.name == "members"
            }
            Ok(Path::Extension(_)) | Err(_) => false,
        };
    let Some(Value::Array(operations)) = member(message, "Operations") else { return false };
    operations.iter().all(|operation| {
        let Some(operation) = operation.as_object() else { return false };
        match (member(operation, "path"), member(operation, "value")) {
            (Some(Value::String(path)), _) if !path.is_empty() => to_members(path),
            (_, Some(Value::Object(members))) => members.keys().all(|name| to_members(name)),
            _ => false,
        }
    })
}

fn member<'m>(members: &'m Map<String, Value>, name: &str) -> Option<&'m Value> {
    members.iter().find(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| value)
}

/// The claim of a group that is there.
fn there(id: &str) -> u64 {
    hash(&("group", id))
}

/// The claim of a group that another operation creates.
fn to_be(name: &str) -> u64 {
    hash(&("group to be", name))
}

fn hash(what: &impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    what.hash(&mut hasher);
    hasher.finish()
}
