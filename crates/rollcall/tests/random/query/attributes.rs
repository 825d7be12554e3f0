//! What a filter can speak of: every attribute of a resource type, with the values it has.

use scim::schema::Returned;
use scim::{Attribute, ResourceType};
use serde_json::{Map, Value};

/// An attribute that can be compared.
pub(crate) struct Leaf {
    /// How a filter names it.
    pub(crate) path: String,
    /// What it is.
    pub(crate) definition: Attribute,
    /// Every value it has in some resource, as often as it has it.
    pub(crate) values: Vec<Value>,
    urn: Option<String>,
    attribute: String,
    sub: Option<String>,
}

/// An attribute that can stand before brackets.
pub(crate) struct Group {
    /// How a filter names it.
    pub(crate) path: String,
    /// What can stand in the brackets.
    pub(crate) inside: Vec<Leaf>,
}

/// Every attribute of a resource type that may be read.
#[derive(Default)]
pub(crate) struct Attributes {
    /// Those that can be compared.
    pub(crate) leaves: Vec<Leaf>,
    /// Those that can stand before brackets.
    pub(crate) groups: Vec<Group>,
}

impl Attributes {
    /// Those of a resource type, with the values of these resources.
    pub(crate) fn of(of: &ResourceType, resources: &[Map<String, Value>]) -> Self {
        let mut found = Self::default();
        let core = ResourceType::common_attributes().iter().chain(&of.schema.attributes);
        for attribute in core {
            found.add(None, attribute, resources);
        }
        for extension in &of.extensions {
            for attribute in &extension.schema.attributes {
                found.add(Some(&extension.schema.id), attribute, resources);
            }
        }
        found
    }

    fn add(&mut self, urn: Option<&str>, attribute: &Attribute, all: &[Map<String, Value>]) {
        if attribute.returned == Returned::Never {
            return;
        }
        let prefix = urn.map(|urn| format!("{urn}:")).unwrap_or_default();
        let path = format!("{prefix}{}", attribute.name);
        let leaf = |path: String, definition: &Attribute, sub: Option<&str>| {
            let mut leaf = Leaf {
                path,
                definition: definition.clone(),
                values: Vec::new(),
                urn: urn.map(str::to_owned),
                attribute: attribute.name.clone(),
                sub: sub.map(str::to_owned),
            };
            leaf.values = all.iter().flat_map(|one| leaf.held(one)).cloned().collect();
            leaf
        };
        if !attribute.is_complex() {
            self.leaves.push(leaf(path.clone(), attribute, None));
            if attribute.multi_valued {
                let inside = vec![leaf("value".to_owned(), attribute, None)];
                self.groups.push(Group { path, inside });
            }
            return;
        }
        for sub in &attribute.sub_attributes {
            self.leaves.push(leaf(format!("{path}.{}", sub.name), sub, Some(&sub.name)));
        }
        if let Some(value) = attribute.sub_attribute("value") {
            self.leaves.push(leaf(path.clone(), value, Some("value")));
        }
        let subs = attribute.sub_attributes.iter();
        let inside = subs.map(|sub| leaf(sub.name.clone(), sub, Some(&sub.name))).collect();
        self.groups.push(Group { path, inside });
    }
}

impl Leaf {
    /// The values it has in one resource.
    pub(crate) fn held<'r>(&self, resource: &'r Map<String, Value>) -> Vec<&'r Value> {
        let holder = match &self.urn {
            None => Some(resource),
            Some(urn) => resource.get(urn).and_then(Value::as_object),
        };
        let held = holder.and_then(|holder| holder.get(&self.attribute));
        let elements = match held {
            None => return Vec::new(),
            Some(Value::Array(elements)) => elements.iter().collect(),
            Some(one) => vec![one],
        };
        match &self.sub {
            None => elements,
            Some(sub) => elements.into_iter().filter_map(|element| element.get(sub)).collect(),
        }
    }

    /// The value it is sorted by in one resource (RFC 7644 §3.4.2.3): that of the primary element, or else of
    /// the first.
    pub(crate) fn first<'r>(&self, resource: &'r Map<String, Value>) -> Option<&'r Value> {
        let holder = match &self.urn {
            None => resource,
            Some(urn) => resource.get(urn)?.as_object()?,
        };
        let element = match holder.get(&self.attribute)? {
            Value::Array(elements) => {
                let primary = |element: &&Value| element.get("primary") == Some(&Value::Bool(true));
                elements.iter().find(primary).or(elements.first())?
            }
            one => one,
        };
        match &self.sub {
            None => Some(element),
            Some(sub) => element.get(sub),
        }
    }
}
