//! Finding a user by what an identity provider knows of it.

use std::sync::Arc;

use super::{Kind, Operation, Setting, draw, encoded};
use crate::answer::{Answer, Checked, same};
use crate::draw::Draw;
use crate::population::Person;
use crate::wire::Asked;

/// Finds one after another, by chance.
pub(super) struct Find {
    setting: Arc<Setting>,
    draw: Draw,
    kind: Kind,
    /// Who is to be found.
    id: String,
}

impl Find {
    pub(super) fn new(setting: Arc<Setting>, number: usize, kind: Kind) -> Self {
        Self { setting, draw: draw(number), kind, id: String::new() }
    }

    /// The attribute that is looked for, and its value.
    fn sought<'a>(&self, person: &'a Person) -> (&'static str, &'a str) {
        match self.kind {
            Kind::FindEmail => ("emails.value", person.email.as_deref().unwrap_or_default()),
            Kind::FindExternalId => {
                ("externalId", person.external_id.as_deref().unwrap_or_default())
            }
            _ => ("userName", &person.user_name),
        }
    }
}

impl Operation for Find {
    fn ask(&mut self) -> (Kind, Asked) {
        let mut path = "/Users".to_owned();
        if let Some(person) = self.draw.of(self.setting.population.people()) {
            self.id.clone_from(&person.id);
            let (attribute, value) = self.sought(person);
            let value = serde_json::Value::from(value).to_string();
            path = format!("/Users?filter={attribute}%20eq%20{}", encoded(&value));
        }
        (self.kind, Asked::get(path))
    }

    fn check(&mut self, answer: &Answer) -> Checked {
        answer.is(&[200])?;
        let list = answer.list()?;
        match list.resources.as_slice() {
            [user] if list.total_results == 1 => same("id", Some(&user.id), &self.id),
            found => Err(format!(
                "{} users were found and {} shown; expected one, `{}`",
                list.total_results,
                found.len(),
                self.id
            )),
        }
    }
}
