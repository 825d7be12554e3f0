//! Reading a user by its id.

use std::sync::Arc;

use super::{Kind, Operation, Setting, draw};
use crate::answer::{Answer, Checked, same, same_name};
use crate::draw::Draw;
use crate::wire::Asked;

/// Reads one after another, by chance.
pub(super) struct Get {
    setting: Arc<Setting>,
    draw: Draw,
    id: String,
    user_name: String,
}

impl Get {
    pub(super) fn new(setting: Arc<Setting>, number: usize) -> Self {
        Self { setting, draw: draw(number), id: String::new(), user_name: String::new() }
    }
}

impl Operation for Get {
    fn ask(&mut self) -> (Kind, Asked) {
        if let Some(person) = self.draw.of(self.setting.population.people()) {
            self.id.clone_from(&person.id);
            self.user_name.clone_from(&person.user_name);
        }
        (Kind::Get, Asked::get(format!("/Users/{}", self.id)))
    }

    fn check(&mut self, answer: &Answer) -> Checked {
        answer.is(&[200])?;
        let user = answer.resource()?;
        same("id", Some(&user.id), &self.id)?;
        same_name(user.user_name.as_deref(), &self.user_name)
    }
}
