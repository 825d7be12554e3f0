//! Creating users.

use std::sync::Arc;

use hyper::Method;
use hyper::header::LOCATION;

use super::{Kind, Operation, Setting};
use crate::answer::{Answer, Checked, same_name};
use crate::mark;
use crate::population::body;
use crate::wire::Asked;

/// Creates one after another.
pub(super) struct Create {
    setting: Arc<Setting>,
    user_name: String,
    made: Vec<String>,
}

impl Create {
    pub(super) fn new(setting: Arc<Setting>) -> Self {
        Self { setting, user_name: String::new(), made: Vec::new() }
    }
}

impl Operation for Create {
    fn ask(&mut self) -> (Kind, Asked) {
        let number = self.setting.number();
        self.user_name = mark::fresh(&self.setting.run, number);
        let user = body::user(&self.user_name, number);
        (Kind::Create, Asked::with(Method::POST, "/Users".to_owned(), &user))
    }

    fn check(&mut self, answer: &Answer) -> Checked {
        answer.is(&[201])?;
        let user = answer.resource()?;
        self.made.push(user.id.clone().into_owned());
        same_name(user.user_name.as_deref(), &self.user_name)?;
        // Some servers put the whole URL there, some a path; all end with the id (RFC 7644 §3.3).
        match answer.header(&LOCATION) {
            Some(location) if location.ends_with(&*user.id) => Ok(()),
            Some(location) => {
                Err(format!("Location is `{location}`; expected one of `{}`", user.id))
            }
            None => Err("there is no Location".to_owned()),
        }
    }

    fn made(&mut self) -> Vec<String> {
        std::mem::take(&mut self.made)
    }
}
