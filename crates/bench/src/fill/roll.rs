//! Who of the users to be is there: their ids by number.

use client::{Endpoint, ListQuery, Paging, Projection};
use futures_util::StreamExt as _;
use serde_json::Value;

use super::Filling;
use crate::{Error, mark};

const DOING: &str = "reading who is there already";

/// How many users are asked for at once; a server may show fewer.
const PAGE: u64 = 1000;

/// The ids of users by number. An empty one is of somebody who is not there.
#[derive(Debug)]
pub(super) struct Roll(Vec<Box<str>>);

impl Roll {
    fn new(users: u64) -> Self {
        Self(vec![Box::default(); usize::try_from(users).unwrap_or_default()])
    }

    fn place(number: u64) -> Option<usize> {
        usize::try_from(number.checked_sub(1)?).ok()
    }

    /// Enters somebody.
    pub(super) fn enter(&mut self, number: u64, id: &str) {
        if let Some(entry) = Self::place(number).and_then(|place| self.0.get_mut(place)) {
            *entry = id.into();
        }
    }

    /// The id of a number.
    pub(super) fn id(&self, number: u64) -> Option<&str> {
        let id = Self::place(number).and_then(|place| self.0.get(place))?;
        (!id.is_empty()).then_some(&**id)
    }

    /// The numbers of those who are not there.
    pub(super) fn missing(&self) -> Vec<u64> {
        let entries = (1..).zip(&self.0);
        entries.filter(|(_, id)| id.is_empty()).map(|(number, _)| number).collect()
    }

    /// Whether everybody is there.
    pub(super) fn is_complete(&self) -> bool {
        self.0.iter().all(|id| !id.is_empty())
    }
}

impl Filling<'_> {
    /// Reads who of the first so many is there.
    pub(super) async fn roll(&self, users: u64) -> Result<Roll, Error> {
        let mut roll = Roll::new(users);
        let query = ListQuery {
            count: Some(PAGE),
            projection: Projection::attributes("userName"),
            ..ListQuery::default()
        };
        self.progress.begins(DOING, users);
        let mut found = 0;
        let mut everybody = self.client.walk(Endpoint::Users, query, Paging::Best);
        while found < users
            && let Some(user) = everybody.next().await
        {
            let user = user.map_err(Error::preparing(DOING))?;
            let text = |name| user.get(name).and_then(Value::as_str);
            if let (Some(id), Some(user_name)) = (text("id"), text("userName"))
                && let Some(number) = mark::number(user_name).filter(|number| *number <= users)
            {
                found += u64::from(roll.id(number).is_none());
                roll.enter(number, id);
                self.progress.is_at(found, "");
            }
        }
        self.progress.ends();
        Ok(roll)
    }
}
