//! The members a value names.

use scim::resource::ResourceError;
use serde_json::Value;

use crate::caller::Caller;
use crate::error::Error;
use crate::model::{Kind, ResourceId};

/// A member as a client names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Named {
    /// Its id.
    pub(super) id: ResourceId,
    /// What the client says it is.
    pub(super) claimed: Option<Kind>,
}

/// How members may be named in a request.
#[derive(Clone, Copy, Debug)]
pub(in crate::groups) struct Naming<'c> {
    /// The base URL of the directory, for members named by their URL alone.
    base: &'c str,
    /// How many a request may name.
    limit: usize,
    /// Whether a group can be a member.
    nested: bool,
}

impl<'c> Naming<'c> {
    /// As the caller's profile and the limits say.
    pub(in crate::groups) fn new(caller: &'c Caller, limits: &scim::Limits) -> Self {
        let nested = caller.profile.features.nested_groups;
        Self { base: caller.base(), limit: limits.members, nested }
    }

    /// Whether a group can be a member.
    pub(super) fn is_nested(self) -> bool {
        self.nested
    }

    /// Refuses more members than a request may name.
    pub(in crate::groups) fn check_count(self, count: usize) -> Result<(), Error> {
        let limit = self.limit;
        if count > limit { Err(Error::TooMany { what: "members", count, limit }) } else { Ok(()) }
    }

    /// The members of a list.
    pub(super) fn read(self, value: Option<&Value>) -> Result<Vec<Named>, Error> {
        let elements = value.and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
        self.check_count(elements.len())?;
        elements.iter().map(|element| self.read_one(element)).collect()
    }

    fn read_one(self, element: &Value) -> Result<Named, Error> {
        let text = |name: &str| element.get(name).and_then(Value::as_str);
        let (id, claimed) = match (text("value"), text("$ref")) {
            (Some(id), _) => (id, claimed(element)),
            (None, Some(url)) => self.referred(url).ok_or_else(|| self.unknown(url.to_owned()))?,
            (None, None) => {
                let path = "members.value".to_owned();
                return Err(ResourceError::Missing { path }.into());
            }
        };
        let possible = self.nested || claimed != Some(Kind::Group);
        let parsed = id.parse().ok().filter(|_| possible);
        let id = parsed.ok_or_else(|| self.unknown(id.to_owned()))?;
        Ok(Named { id, claimed })
    }

    /// What a URL of this directory refers to, whole or relative to the base (RFC 7643 §2.3.7).
    fn referred(self, url: &str) -> Option<(&str, Option<Kind>)> {
        let relative = url.strip_prefix(self.base).unwrap_or(url);
        let (endpoint, id) = relative.trim_start_matches('/').split_once('/')?;
        let of = |kind: &Kind| kind.endpoint().strip_prefix('/') == Some(endpoint);
        let kind = [Kind::User, Kind::Group].into_iter().find(of)?;
        Some((id, Some(kind)))
    }

    /// The refusal of what can't be a member.
    pub(super) fn unknown(self, id: String) -> Error {
        Error::UnknownMember { id, nested: self.nested }
    }
}

/// The ids among listed values; what is no id is no member.
pub(super) fn ids(listed: &Value) -> Vec<ResourceId> {
    let elements = listed.as_array().map_or(&[][..], Vec::as_slice);
    let id = |element: &Value| element.get("value")?.as_str()?.parse().ok();
    elements.iter().filter_map(id).collect()
}

/// `type`, compared as the schema says: in any case.
fn claimed(element: &Value) -> Option<Kind> {
    let claimed = element.get("type")?.as_str()?;
    [Kind::User, Kind::Group].into_iter().find(|kind| claimed.eq_ignore_ascii_case(kind.name()))
}
