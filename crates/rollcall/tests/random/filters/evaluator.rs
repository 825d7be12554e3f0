//! All resources of one kind in one directory, and what the plain evaluator says of each.

use std::cmp::Ordering;

use directory::model::Kind;
use directory::{ListQuery, Wanted};
use scim::compare::Key;
use scim::{Filter, Resource};
use serde_json::{Map, Value};

use super::question::{Page, Question};
use super::twins::{Side, Twins};
use crate::query::Attributes;

/// Everything there is to know of the members of a group; `display` is sent to those who name it only.
const GROUP_ATTRIBUTES: &str =
    "externalId,displayName,meta,members.value,members.$ref,members.type,members.display";

/// Every resource of a kind, in the order of creation.
pub(super) struct Everyone {
    /// What a filter can speak of.
    pub(super) attributes: Attributes,
    /// What of that the index has.
    pub(super) indexed: Vec<String>,
    directory: usize,
    kind: Kind,
    resources: Vec<(String, Resource)>,
}

impl Everyone {
    /// Reads them all, whole, from the model store.
    pub(super) async fn read(twins: &Twins, directory: &usize, kind: Kind) -> Self {
        let mut query = ListQuery { count: Some(1_000), ..ListQuery::default() };
        if kind == Kind::Group {
            let attributes = Some(GROUP_ATTRIBUTES.to_owned());
            query.wanted = Wanted { attributes, ..Wanted::default() };
        }
        let caller = &twins.model.callers[*directory];
        let list = |side: &Side| side.service.clone();
        let listing = list(&twins.model).list(caller, kind, &query).await.expect("a list");
        let listed: Value = serde_json::from_slice(&listing.body).expect("JSON");
        let maps: Vec<Map<String, Value>> =
            serde_json::from_value(listed["Resources"].clone()).expect("resources");
        assert_eq!(listed["totalResults"], maps.len(), "all of them on one page");
        let attributes = Attributes::of(caller.profile().resource_type(kind), &maps);
        let named = |one: Map<String, Value>| {
            let id = one["id"].as_str().expect("an id").to_owned();
            (id, Resource::from_stored(one))
        };
        let mut resources: Vec<(String, Resource)> = maps.into_iter().map(named).collect();
        resources.sort_by(|one, other| one.0.cmp(&other.0));
        Self { attributes, indexed: twins.indexed.clone(), directory: *directory, kind, resources }
    }

    /// How many there are.
    pub(super) fn count(&self) -> u64 {
        self.resources.len() as u64
    }

    /// Asks both stores, and holds the answers against what must be found. How many match, or how an answer
    /// differs.
    pub(super) async fn judge(&self, twins: &Twins, question: &Question) -> Result<u64, String> {
        let expected = self.expected(twins, question)?;
        let total = expected.len() as u64;
        let mut bodies = Vec::new();
        for (name, side) in [("the embedded store", &twins.embedded), ("the model", &twins.model)] {
            let found = match question.page {
                Page::At(start, count) => {
                    let (found, body) = self.page(side, question, total).await?;
                    bodies.push(body);
                    let skipped = usize::try_from(start.max(1) - 1).unwrap_or(usize::MAX);
                    let shown = usize::try_from(count).unwrap_or(usize::MAX);
                    let wanted: Vec<&str> =
                        expected.iter().copied().skip(skipped).take(shown).collect();
                    differ(name, &wanted, &found)?;
                    continue;
                }
                Page::Walk(_) => self.walk(side, question, total).await?,
            };
            differ(name, &expected, &found)?;
        }
        match bodies.as_slice() {
            [one, other] if one != other => {
                Err(format!("the embedded store: {one}\nthe model: {other}"))
            }
            _ => Ok(total),
        }
    }

    /// The ids that match, in their order, by looking at every resource.
    fn expected(&self, twins: &Twins, question: &Question) -> Result<Vec<&str>, String> {
        let caller = &twins.model.callers[self.directory];
        let of = caller.profile().resource_type(self.kind);
        let limits = &twins.model.service.settings().limits;
        let text = question.filter.to_string();
        let filter = Filter::parse(&text, of, &caller.profile().tolerances, limits);
        let filter = filter.map_err(|error| format!("it is refused: {error}"))?;
        let mut matching: Vec<&(String, Resource)> =
            self.resources.iter().filter(|(_, resource)| filter.matches(of, resource)).collect();
        if let Some((leaf, descending)) = question.sort {
            let leaf = &self.attributes.leaves[leaf];
            let key = |resource: &Resource| {
                leaf.first(resource.as_map()).and_then(|value| Key::of(&leaf.definition, value))
            };
            matching.sort_by(|(_, one), (_, other)| {
                let order = match (key(one), key(other)) {
                    (Some(one), Some(other)) => one.cmp(&other),
                    (Some(_), None) => Ordering::Less,
                    (None, Some(_)) => Ordering::Greater,
                    (None, None) => Ordering::Equal,
                };
                if descending { order.reverse() } else { order }
            });
        }
        Ok(matching.into_iter().map(|(id, _)| id.as_str()).collect())
    }

    /// One page: its ids, its body.
    async fn page(
        &self,
        side: &Side,
        question: &Question,
        total: u64,
    ) -> Result<(Vec<String>, String), String> {
        let list = self.list(side, question, "").await?;
        if list["totalResults"] != total {
            return Err(format!("totalResults is {}, and {total} match", list["totalResults"]));
        }
        Ok((ids(&list), list.to_string()))
    }

    /// All pages: the ids of each, one after the other.
    async fn walk(
        &self,
        side: &Side,
        question: &Question,
        total: u64,
    ) -> Result<Vec<String>, String> {
        let (mut found, mut cursor) = (Vec::new(), String::new());
        loop {
            let list = self.list(side, question, &cursor).await?;
            // RFC 9865: a page by cursor need not know the total, but may not be wrong about it.
            if list.get("totalResults").is_some_and(|told| *told != total) {
                return Err(format!("totalResults is {}, and {total} match", list["totalResults"]));
            }
            found.extend(ids(&list));
            match list["nextCursor"].as_str() {
                Some(next) if found.len() <= self.resources.len() => next.clone_into(&mut cursor),
                _ => return Ok(found),
            }
        }
    }

    async fn list(&self, side: &Side, question: &Question, cursor: &str) -> Result<Value, String> {
        let query = question.query(self, cursor);
        let caller = &side.callers[self.directory];
        let listing = side.service.list(caller, self.kind, &query).await;
        let listing = listing.map_err(|error| format!("it is refused: {error}"))?;
        serde_json::from_slice(&listing.body).map_err(|error| error.to_string())
    }
}

fn ids(list: &Value) -> Vec<String> {
    let resources = list["Resources"].as_array().into_iter().flatten();
    resources.filter_map(|one| one["id"].as_str()).map(str::to_owned).collect()
}

fn differ(name: &str, expected: &[&str], found: &[String]) -> Result<(), String> {
    if expected == found {
        return Ok(());
    }
    Err(format!("{name} found     {found:?}\nthe evaluator found {expected:?}"))
}
