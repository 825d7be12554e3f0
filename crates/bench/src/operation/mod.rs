//! What is asked: a file for each sort of request, which knows what its answer must be.

mod bulk;
mod create;
mod day;
mod find;
mod get;
mod members;
mod page;
mod patch;

use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde::Serialize;

use crate::answer::{Answer, Checked};
use crate::draw::Draw;
use crate::mix::Mix;
use crate::population::{Person, Population};
use crate::wire::Asked;

pub(crate) use bulk::{creation as bulk_creation, is_created, message as bulk_message};
pub(crate) use page::PAGE;

/// A sort of request that is measured for itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Kind {
    /// Create a user (RFC 7644 §3.3).
    Create,
    /// Read a user by its id (RFC 7644 §3.4.1).
    Get,
    /// Find a user by its `userName`.
    FindUserName,
    /// Find a user by one of its e-mail addresses.
    FindEmail,
    /// Find a user by the id that the client gave it.
    FindExternalId,
    /// The first page of a hundred.
    List,
    /// A page of a hundred in the middle of the list, by index.
    PageIndexDeep,
    /// A page of a hundred of a walk by cursor (RFC 9865).
    PageCursor,
    /// The same, nine tenths down the list.
    PageCursorDeep,
    /// Give a user another `displayName` (RFC 7644 §3.5.2).
    Patch,
    /// Add one member to a group.
    AddMember,
    /// Take one member out of a group.
    RemoveMember,
    /// Deactivate a user.
    Deactivate,
    /// Activate a user again.
    Reactivate,
    /// Create many users in one request (RFC 7644 §3.7).
    Bulk,
}

impl Kind {
    /// Its name.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Create => "create",
            Self::Get => "get",
            Self::FindUserName => "find-user-name",
            Self::FindEmail => "find-email",
            Self::FindExternalId => "find-external-id",
            Self::List => "list",
            Self::PageIndexDeep => "page-index-deep",
            Self::PageCursor => "page-cursor",
            Self::PageCursorDeep => "page-cursor-deep",
            Self::Patch => "patch",
            Self::AddMember => "add-member",
            Self::RemoveMember => "remove-member",
            Self::Deactivate => "deactivate",
            Self::Reactivate => "reactivate",
            Self::Bulk => "bulk",
        }
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// Asks one thing after another. Whoever asks has one request under way at most.
pub(crate) trait Operation: Send {
    /// The next request.
    fn ask(&mut self) -> (Kind, Asked);

    /// Says what is wrong with the answer to the last request, if anything is.
    fn check(&mut self, answer: &Answer) -> Checked;

    /// The ids of the users that were created.
    fn made(&mut self) -> Vec<String> {
        Vec::new()
    }
}

/// One of several that ask at the same time.
pub(crate) type Hand = Box<dyn Operation>;

/// What all hands of a mix share.
#[derive(Debug)]
pub(crate) struct Setting {
    /// Who is asked for.
    pub(crate) population: Population,
    /// What the names of this run have in common.
    pub(crate) run: String,
    /// The group whose members come and go.
    pub(crate) group: Option<Group>,
    /// Where the deep pages by cursor begin.
    pub(crate) cursor: Option<String>,
    /// How many users a Bulk creates.
    pub(crate) bulk: usize,
    /// How many hands there are.
    pub(crate) hands: usize,
    /// How many names were given.
    pub(crate) names: AtomicU64,
}

/// A group whose members come and go.
#[derive(Clone, Debug)]
pub(crate) struct Group {
    /// Its id.
    pub(crate) id: String,
    /// The numbers of its members that stay: from 1 to this.
    pub(crate) size: u64,
}

impl Setting {
    /// The hand of a number, for a mix.
    pub(crate) fn hand(self: &Arc<Self>, mix: Mix, number: usize) -> Hand {
        let setting = Arc::clone(self);
        match mix {
            Mix::Create => Box::new(create::Create::new(setting)),
            Mix::Get => Box::new(get::Get::new(setting, number)),
            Mix::FindUserName => Box::new(find::Find::new(setting, number, Kind::FindUserName)),
            Mix::FindEmail => Box::new(find::Find::new(setting, number, Kind::FindEmail)),
            Mix::FindExternalId => Box::new(find::Find::new(setting, number, Kind::FindExternalId)),
            Mix::List => Box::new(page::Page::first(&setting)),
            Mix::PageIndexDeep => Box::new(page::Page::middle(&setting)),
            Mix::PageCursor => Box::new(page::Walk::from_the_start(setting)),
            Mix::PageCursorDeep => Box::new(page::Walk::from_deep(setting)),
            Mix::Patch => Box::new(patch::Patch::rename(&setting, number)),
            Mix::Deactivate => Box::new(patch::Patch::deactivate(&setting, number)),
            Mix::Members => Box::new(members::Members::new(&setting, number)),
            Mix::Bulk => Box::new(bulk::Bulk::new(setting)),
            Mix::Day => Box::new(day::Day::new(&setting, number)),
        }
    }

    /// The same, with one user to ask for.
    pub(crate) fn of_one(&self) -> Self {
        Self {
            population: self.population.of_one(),
            run: self.run.clone(),
            group: self.group.clone(),
            cursor: self.cursor.clone(),
            bulk: self.bulk,
            hands: self.hands,
            names: AtomicU64::new(0),
        }
    }

    /// A number that no other hand of this mix was given.
    fn number(&self) -> u64 {
        self.names.fetch_add(1, Ordering::Relaxed) + 1
    }

    /// Whether each hand has somebody whom it may change; if not, why that is.
    pub(crate) fn has_enough_for(&self, mix: Mix) -> Result<(), String> {
        let (own, outside) = (self.population.own().count(), self.outsiders().count());
        if mix.changes_people() && own < self.hands {
            return Err(format!(
                "only users of our own are changed, one at least for each connection, and {own} are known: fill \
                 the directory with --seed"
            ));
        }
        if mix.changes_members() && outside < self.hands {
            return Err(format!(
                "each connection needs a user of our own outside of the group, and {outside} are known: fill the \
                 directory with a larger --seed"
            ));
        }
        Ok(())
    }

    /// People whom only one hand changes.
    fn people_of(&self, hand: usize) -> impl Iterator<Item = &Person> {
        self.population.own().skip(hand).step_by(self.hands.max(1))
    }

    /// People of our own who are not in the group.
    fn outsiders(&self) -> impl Iterator<Item = &Person> {
        let size = self.group.as_ref().map_or(0, |group| group.size);
        self.population.own().filter(move |person| person.number > Some(size))
    }

    /// People outside of the group whom only one hand adds to it.
    fn outsiders_of(&self, hand: usize) -> impl Iterator<Item = &Person> {
        self.outsiders().skip(hand).step_by(self.hands.max(1))
    }
}

/// Chance of a hand's own.
fn draw(number: usize) -> Draw {
    Draw::new((number as u64).wrapping_mul(0x2545_f491_4f6c_dd1d))
}

/// What a query may hold as it is (RFC 3986 §3.4).
const PLAIN: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// A value in a query.
fn encoded(value: &str) -> impl fmt::Display + '_ {
    utf8_percent_encode(value, PLAIN)
}
