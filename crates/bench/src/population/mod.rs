//! Who is in the directory, as far as it is asked about.

pub(crate) mod body;
mod deep;
mod sample;

pub(crate) use deep::deep;
pub(crate) use sample::sample;

use crate::Mix;

/// A user of the directory.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Person {
    pub(crate) id: String,
    pub(crate) user_name: String,
    pub(crate) external_id: Option<String>,
    pub(crate) email: Option<String>,
    /// The number under which this crate filled it in, if it did.
    pub(crate) number: Option<u64>,
}

/// Who is in the directory: all of them, or some of everywhere if they are many.
#[derive(Clone, Debug, Default)]
pub(crate) struct Population {
    total: u64,
    page: u64,
    people: Vec<Person>,
}

impl Population {
    /// How many users the directory has.
    pub(crate) const fn total(&self) -> u64 {
        self.total
    }

    /// How many users a full page shows.
    pub(crate) const fn page(&self) -> u64 {
        self.page
    }

    /// Those who are known.
    pub(crate) fn people(&self) -> &[Person] {
        &self.people
    }

    /// Those who are known and were filled in by this crate: others are not changed.
    pub(crate) fn own(&self) -> impl Iterator<Item = &Person> {
        self.people.iter().filter(|person| person.number.is_some())
    }

    /// One of them alone.
    pub(crate) fn of_one(&self) -> Self {
        let one = self.people.get(self.people.len() / 2).cloned();
        Self { people: one.into_iter().collect(), ..*self }
    }

    /// Those of them alone whom a mix can ask for.
    pub(crate) fn fitting(mut self, mix: Mix) -> Self {
        self.people.retain(|person| match mix {
            Mix::FindEmail => person.email.is_some(),
            Mix::FindExternalId | Mix::Day => person.external_id.is_some(),
            _ => true,
        });
        self
    }
}
