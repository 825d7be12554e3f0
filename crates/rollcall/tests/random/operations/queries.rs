//! Drawing queries: filters, orders, pages, projections.

use std::sync::LazyLock;

use directory::model::Kind;
use directory::profile::{Profile, ProfileName};
use serde_json::{Map, Value, json};

use super::request::Request;
use super::state::State;
use crate::chance::Chance;
use crate::query::{Attributes, BY_ROW, grow};

const SEARCH_REQUEST: &str = "urn:ietf:params:scim:api:messages:2.0:SearchRequest";

/// Found by the index in every directory.
static INDEXED: LazyLock<Vec<String>> = LazyLock::new(|| {
    let names = ["userName", "externalId", "emails.value", "displayName", "name.familyName"];
    names.iter().chain(&["active", "title"]).chain(BY_ROW).map(|name| (*name).to_owned()).collect()
});

/// A list of users or of groups, asked for by parameters or by a message.
pub(super) fn list(chance: &mut Chance, state: &State, groups: bool) -> Request {
    let (kind, all) =
        if groups { (Kind::Group, &state.groups) } else { (Kind::User, &state.users) };
    let profile = Profile::of(ProfileName::Standard);
    let attributes = Attributes::of(profile.resource_type(kind), all);
    let mut query = projection(chance);
    if !chance.once_in(4) {
        query.push(("filter", grow(chance, &attributes, &INDEXED).to_string()));
    }
    if chance.once_in(3) {
        query.push(("sortBy", chance.among(&attributes.leaves).path.clone()));
        query.push(("sortOrder", (*chance.among(&["ascending", "descending"])).to_owned()));
    }
    match chance.below(3) {
        0 => {
            query.push(("cursor", String::new()));
            query.push(("count", (1 + chance.below(9)).to_string()));
        }
        1 => {
            query.push(("startIndex", chance.below(30).to_string()));
            query.push(("count", chance.below(30).to_string()));
        }
        _ => {}
    }
    let endpoint = if groups { "/Groups" } else { "/Users" };
    if chance.once_in(3) && !query.iter().any(|(name, _)| *name == "cursor") {
        return Request::new("POST", format!("{endpoint}/.search")).with(message(query));
    }
    let mut request = Request::new("GET", endpoint);
    request.query = query;
    request
}

/// The same query as a message (RFC 7644 §3.4.3).
fn message(query: Vec<(&'static str, String)>) -> Value {
    let mut message = Map::new();
    message.insert("schemas".to_owned(), json!([SEARCH_REQUEST]));
    for (name, value) in query {
        let value = match name {
            "attributes" | "excludedAttributes" => value.split(',').collect::<Value>(),
            "startIndex" | "count" => value.parse::<u64>().map_or(Value::Null, Value::from),
            _ => value.into(),
        };
        message.insert(name.to_owned(), value);
    }
    message.into()
}

/// What of a resource is wanted: mostly all of it.
pub(super) fn projection(chance: &mut Chance) -> Vec<(&'static str, String)> {
    let names = [
        "userName",
        "displayName",
        "emails",
        "emails.value",
        "name.familyName",
        "members",
        "groups",
        "meta",
    ];
    let mut some = Vec::new();
    for _ in 0..=chance.below(3) {
        some.push(*chance.among(&names));
    }
    match chance.below(6) {
        0 => vec![("attributes", some.join(","))],
        1 => vec![("excludedAttributes", some.join(","))],
        _ => Vec::new(),
    }
}
