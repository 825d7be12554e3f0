//! What a client knows to be true, and whether the service still knows it too.

use std::collections::{BTreeMap, BTreeSet};

/// A user as the clients change it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Person {
    pub(crate) id: String,
    pub(crate) title: Option<String>,
    pub(crate) member: bool,
}

/// Users by userName.
pub(crate) type People = BTreeMap<String, Person>;

/// A request on one user.
#[derive(Clone, Debug)]
pub(crate) enum Act {
    Create,
    SetTitle(String),
    Join,
    Leave,
    Delete,
}

impl Act {
    /// What becomes of a user; `id` is the one a new user was given.
    pub(crate) fn apply(&self, before: Option<&Person>, id: &str) -> Option<Person> {
        let person = before.cloned().unwrap_or_else(|| Person {
            id: id.to_owned(),
            title: None,
            member: false,
        });
        match self {
            Self::Create => Some(person),
            Self::SetTitle(title) => Some(Person { title: Some(title.clone()), ..person }),
            Self::Join => Some(Person { member: true, ..person }),
            Self::Leave => Some(Person { member: false, ..person }),
            Self::Delete => None,
        }
    }
}

/// Insists that every user is as it was acknowledged; a user with a request in flight when the service
/// was killed may also be as that request would have made it.
pub(crate) fn compare(known: &People, in_flight: &BTreeMap<String, Act>, found: &People) {
    let names: BTreeSet<&String> = known.keys().chain(found.keys()).collect();
    for name in names {
        let (before, after) = (known.get(name), found.get(name));
        if before == after {
            continue;
        }
        let id = after.map(|person| person.id.as_str()).unwrap_or_default();
        let either = in_flight.get(name).is_some_and(|act| act.apply(before, id).as_ref() == after);
        assert!(
            either,
            "{name}: {before:?} was acknowledged, {after:?} was found, and in flight was {:?}",
            in_flight.get(name)
        );
    }
}
