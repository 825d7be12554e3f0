//! The resources that filters are evaluated on and that PATCH changes: one with as much as its type can hold.

use std::sync::LazyLock;

use scim::{Resource, ResourceType, resource};
use serde_json::{Map, Value};

use crate::Setting;

/// A rich resource of the type, in canonical form.
pub(crate) fn rich(of: &ResourceType) -> Resource {
    static USER: LazyLock<Map<String, Value>> = LazyLock::new(|| read(include_str!("user.json")));
    static GROUP: LazyLock<Map<String, Value>> = LazyLock::new(|| read(include_str!("group.json")));
    let document = if of.name == "User" { &*USER } else { &*GROUP };
    let tolerances = scim::Tolerances { unknown_attributes: true, ..Setting::strictly() };
    #[expect(clippy::expect_used, reason = "the document is part of the package")]
    resource::read(document.clone(), of, &tolerances).expect("the document fits every type")
}

fn read(document: &str) -> Map<String, Value> {
    #[expect(clippy::expect_used, reason = "the document is part of the package")]
    scim::json::parse(document.as_bytes(), 32).expect("the document is JSON")
}
