//! One member of a group, or one group of a user, as it is sent.

use std::borrow::Cow;

use serde::Serialize;
use serde_json::{Map, Value};

use super::location;
use crate::caller::Caller;
use crate::model::{Kind, Named, ResourceId};
use crate::profile::MemberDisplay;

/// How two resources belong together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Relation {
    /// It is a member of the group that shows it.
    Member,
    /// The user that shows it is a member of it.
    Direct,
    /// The user that shows it is a member of a group that is, or is in, a member of it.
    Indirect,
}

/// A resource shown by another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Neighbour {
    /// How the two belong together.
    pub(crate) relation: Relation,
    /// Which.
    pub(crate) named: Named,
}

/// An element of `members` or `groups` (RFC 7643 §4.1.2, §4.2).
#[derive(Serialize)]
pub(crate) struct Element<'n> {
    #[serde(rename = "type")]
    kind: &'static str,
    value: ResourceId,
    #[serde(skip_serializing_if = "Option::is_none")]
    display: Option<Cow<'n, str>>,
    #[serde(rename = "$ref")]
    reference: String,
}

impl Neighbour {
    /// A member.
    pub(crate) fn member(named: Named) -> Self {
        Self { relation: Relation::Member, named }
    }

    /// As it is sent. Where `member_display` is false, a member comes without its name.
    pub(crate) fn element(&self, caller: &Caller, member_display: bool) -> Element<'_> {
        let Named { kind, id, name } = &self.named;
        let label = match self.relation {
            Relation::Member => kind.name(),
            Relation::Direct => "direct",
            Relation::Indirect => "indirect",
        };
        let is_member = self.relation == Relation::Member;
        let lower = is_member && caller.profile.shape.member_display == MemberDisplay::LowerCase;
        let display = || if lower { name.to_lowercase().into() } else { name.as_str().into() };
        Element {
            kind: label,
            value: *id,
            display: (member_display || !is_member).then(display),
            reference: location(caller.base(), *kind, *id),
        }
    }
}

impl Element<'_> {
    /// As a filter in brackets sees it.
    pub(crate) fn to_value(&self) -> Value {
        let mut members = Map::with_capacity(4);
        members.insert("type".to_owned(), self.kind.into());
        members.insert("value".to_owned(), self.value.to_string().into());
        if let Some(display) = &self.display {
            members.insert("display".to_owned(), display.as_ref().into());
        }
        members.insert("$ref".to_owned(), self.reference.as_str().into());
        Value::Object(members)
    }
}

/// The attribute that shows the neighbours of a resource: `groups` of a user, `members` of a group.
pub(crate) const fn attribute(kind: Kind) -> &'static str {
    match kind {
        Kind::User => "groups",
        Kind::Group => "members",
    }
}
