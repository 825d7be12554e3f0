//! Four people whom filters, sorting and paging are checked on. They are made once and only read.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use crate::answer::Answer;
use crate::offers::resources;
use crate::probe::{Made, Probe, merged};
use crate::stop::Stop;

/// The people, in the order they were created: neither that of their names nor the reverse.
#[derive(Debug)]
pub(crate) struct People {
    /// What their userNames begin with.
    pub(crate) prefix: String,
    people: Vec<(&'static str, Made)>,
}

/// Creates them.
pub(crate) async fn create(probe: &mut Probe) -> Result<People, Stop> {
    let run = probe.names.run().to_owned();
    let prefix = format!("{run}-people-");
    let optional = |wants: &[(&'static str, Value)], probe: &Probe| -> Value {
        let known = wants.iter().filter(|(name, _)| probe.offers.writes(name));
        known
            .map(|(name, value)| ((*name).to_owned(), value.clone()))
            .collect::<serde_json::Map<_, _>>()
            .into()
    };
    let tagged = format!("{prefix}cyd+tag@example.com");
    let cyd = json!({
        "userName": tagged,
        "name": {"givenName": "Cyd", "familyName": "Curie"},
        "displayName": format!("{run} \"Cyd\" 100% é\\"),
        "emails": [{"value": tagged, "type": "work", "primary": true}],
    });
    let ada = json!({
        "userName": format!("{prefix}ada@example.com"),
        "externalId": format!("{run}-Ext-Ada"),
        "displayName": format!("{run} Ada"),
        "emails": [
            {"value": format!("{prefix}ada@example.com"), "type": "work", "primary": true},
            {"value": format!("{prefix}home-ada@example.org"), "type": "home"},
        ],
    });
    let dee = json!({
        "userName": format!("{prefix}dee@example.com"),
        "name": {"givenName": "Dee", "familyName": "anders"},
        "displayName": format!("{run} Dee"),
        "emails": [{"value": format!("{prefix}dee@example.com"), "type": "work", "primary": true}],
        "active": null,
    });
    let bob = json!({
        "userName": format!("{prefix}bob@example.com"),
        "name": {"givenName": "Bob", "familyName": "hopper"},
        "displayName": format!("{run} bob"),
        "emails": [{"value": format!("{prefix}bob@example.com"), "type": "work", "primary": true}],
        "active": false,
    });
    let engineer = optional(&[("title", json!("Engineer"))], probe);
    let lead = optional(&[("title", json!("engineer of all"))], probe);
    let mut people = Vec::new();
    for (name, body) in
        [("cyd", merged(cyd, &lead)), ("ada", merged(ada, &engineer)), ("dee", dee), ("bob", bob)]
    {
        let whole = merged(probe.user_body(), &body);
        people.push((name, probe.create("/Users", &whole).await?));
    }
    Ok(People { prefix, people })
}

impl People {
    /// One of them.
    pub(crate) fn get(&self, name: &str) -> Result<&Made, Stop> {
        let mut people = self.people.iter();
        people
            .find(|(known, _)| *known == name)
            .map(|(_, made)| made)
            .ok_or_else(|| Stop::skip(format!("there is no `{name}` among the people")))
    }

    /// How many they are.
    pub(crate) fn len(&self) -> usize {
        self.people.len()
    }

    /// A filter that matches all of them, and nobody else.
    pub(crate) fn all(&self) -> String {
        format!("userName sw \"{}\"", self.prefix)
    }

    /// Which of them are in a list, in its order.
    pub(crate) fn among(&self, answer: &Answer) -> Vec<&'static str> {
        let ids = resources(&answer.body).filter_map(|one| one.get("id")?.as_str());
        ids.filter_map(|id| self.people.iter().find(|(_, made)| made.id == id))
            .map(|(name, _)| *name)
            .collect()
    }

    /// Insists that a list holds these of them, each once, in any order.
    pub(crate) fn insist(
        &self,
        answer: &Answer,
        asked: &str,
        expected: &[&str],
    ) -> Result<(), Stop> {
        let found = self.among(answer);
        let set: BTreeSet<&str> = found.iter().copied().collect();
        let expected: BTreeSet<&str> = expected.iter().copied().collect();
        let right = set == expected && set.len() == found.len();
        answer.must(
            right,
            format!("`{asked}` found {}; expected {}", listed(&found), listed(&expected)),
        )?;
        Ok(())
    }

    /// Insists that a list holds these of them in this order.
    pub(crate) fn insist_order(
        &self,
        answer: &Answer,
        asked: &str,
        expected: &[&str],
    ) -> Result<(), Stop> {
        let found = self.among(answer);
        answer.must(
            found == expected,
            format!("{asked} gave {}; expected {}", listed(&found), listed(expected)),
        )?;
        Ok(())
    }
}

fn listed<'a>(names: impl IntoIterator<Item = &'a &'a str>) -> String {
    let names: Vec<&str> = names.into_iter().copied().collect();
    if names.is_empty() { "nobody".to_owned() } else { names.join(", ") }
}
