//! One member of a group, or one group of a user, as it is sent.

use std::borrow::Cow;
use std::sync::Arc;

use serde_json::{Map, Value};
use uuid::Uuid;

use super::location::{self, location};
use crate::body::member;
use crate::caller::Caller;
use crate::model::{Kind, Named};
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

impl Neighbour {
    /// A member.
    pub(crate) fn member(named: Named) -> Self {
        Self { relation: Relation::Member, named }
    }

    /// Its `type`.
    fn label(&self) -> &'static str {
        match self.relation {
            Relation::Member => self.named.kind.name(),
            Relation::Direct => "direct",
            Relation::Indirect => "indirect",
        }
    }

    /// Its `display`. Where `member_display` is false, a member comes without its name.
    fn display(&self, caller: &Caller, member_display: bool) -> Option<Cow<'_, str>> {
        let name = &self.named.name;
        if self.relation != Relation::Member {
            return Some(name.into());
        }
        let lower = caller.profile.shape.member_display == MemberDisplay::LowerCase;
        let display = || if lower { name.to_lowercase().into() } else { name.into() };
        member_display.then(display)
    }

    /// As a filter in brackets sees it.
    pub(crate) fn to_value(&self, caller: &Caller) -> Value {
        let Named { kind, id, .. } = self.named;
        let mut members = Map::with_capacity(4);
        members.insert("type".to_owned(), self.label().into());
        members.insert("value".to_owned(), id.to_string().into());
        if let Some(display) = self.display(caller, true) {
            members.insert("display".to_owned(), display.into());
        }
        members.insert("$ref".to_owned(), location(caller.base(), kind, id).into());
        Value::Object(members)
    }

    /// Appends it as it is sent: an element of `members` or `groups` (RFC 7643 §4.1.2, §4.2).
    fn write(&self, caller: &Caller, member_display: bool, out: &mut Vec<u8>) {
        let Named { kind, id, .. } = self.named;
        let mut buffer = Uuid::encode_buffer();
        let value = id.as_uuid().hyphenated().encode_lower(&mut buffer);
        for part in ["{\"type\":\"", self.label(), "\",\"value\":\"", value, "\""] {
            out.extend_from_slice(part.as_bytes());
        }
        if let Some(display) = self.display(caller, member_display) {
            member(out, "display", &display);
        }
        out.extend_from_slice(b",\"$ref\":\"");
        location::write(caller.base(), kind, id, out);
        out.extend_from_slice(b"\"}");
    }
}

/// Appends several as the elements of an array.
pub(crate) fn write_all(
    neighbours: &[Neighbour],
    caller: &Caller,
    member_display: bool,
    out: &mut Vec<u8>,
) {
    for (nth, neighbour) in neighbours.iter().enumerate() {
        if nth > 0 {
            out.push(b',');
        }
        neighbour.write(caller, member_display, out);
    }
}

/// The neighbours of a resource.
#[derive(Debug)]
pub(crate) enum Neighbours {
    /// The groups a user is a member of, none of which is in another.
    Direct(Arc<[Named]>),
    /// Any others.
    Mixed(Vec<Neighbour>),
}

impl Neighbours {
    /// How many they are.
    pub(super) fn len(&self) -> usize {
        match self {
            Self::Direct(groups) => groups.len(),
            Self::Mixed(all) => all.len(),
        }
    }

    /// Each of them.
    pub(crate) fn all(&self) -> Cow<'_, [Neighbour]> {
        let direct = |named: &Named| Neighbour { relation: Relation::Direct, named: named.clone() };
        match self {
            Self::Direct(groups) => groups.iter().map(direct).collect(),
            Self::Mixed(all) => all.into(),
        }
    }
}

/// The attribute that shows the neighbours of a resource: `groups` of a user, `members` of a group.
pub(crate) const fn attribute(kind: Kind) -> &'static str {
    match kind {
        Kind::User => "groups",
        Kind::Group => "members",
    }
}
