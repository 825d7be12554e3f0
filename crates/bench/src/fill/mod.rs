//! Filling a directory: users with the names of their numbers, and groups of them.
//!
//! The same numbers always make the same users and the same groups, so what is there already is found and left as it is. A
//! group without members is made when everything is there, as a mark: the next run finds it and looks no further.

mod groups;
mod marks;
mod members;
mod roll;
mod users;

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Instant;

use client::Client;

use crate::offers::Offers;
use crate::operation::Group;
use crate::{Error, Filled, Progress};
use roll::Roll;

/// What a directory is to be filled with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fill {
    /// How many users.
    pub users: u64,
    /// How many memberships of them in groups, of whatever sizes.
    pub memberships: u64,
}

/// One that fills a directory.
pub(crate) struct Filling<'a> {
    pub(crate) client: &'a Client,
    pub(crate) offers: &'a Offers,
    pub(crate) progress: &'a dyn Progress,
    /// How many requests may be under way at once.
    pub(crate) at_once: usize,
    /// Whether it is to end before it is done.
    pub(crate) stopped: Arc<AtomicBool>,
}

impl Filling<'_> {
    /// Fills it.
    pub(crate) async fn fill(&self, fill: Fill) -> Result<Filled, Error> {
        let Fill { users, memberships } = fill;
        let begun = Instant::now();
        let mark = format!("users-{users}");
        let mut roll = None;
        let mut created = 0;
        if !self.is_marked(&mark).await? || users::total(self.client).await? < users {
            let mut found = self.roll(users).await?;
            created = self.users(&mut found).await?;
            roll = Some(found);
            if !self.is_stopped() {
                self.mark(&mark).await?;
            }
        }
        let seconds = begun.elapsed().as_secs_f64();
        let mut filled = Filled::of_users(users, created, seconds);
        if memberships > 0 && self.offers.groups && !self.is_stopped() {
            let begun = Instant::now();
            let added = self.memberships(roll, fill).await?;
            filled = filled.with_memberships(memberships, added, begun.elapsed().as_secs_f64());
        }
        Ok(filled)
    }

    /// Fills groups, unless it was done before. Gives how many memberships were asked for.
    async fn memberships(&self, roll: Option<Roll>, fill: Fill) -> Result<u64, Error> {
        let mark = format!("memberships-{}-of-{}", fill.memberships, fill.users);
        if self.is_marked(&mark).await? {
            return Ok(0);
        }
        let roll = match roll {
            Some(roll) => roll,
            None => self.roll(fill.users).await?,
        };
        let added = self.groups(&roll, groups::of(fill)).await?;
        if !self.is_stopped() {
            self.mark(&mark).await?;
        }
        Ok(added)
    }

    /// The group of the first so many users, filled unless it was before. None if there are not so many.
    pub(crate) async fn group_of(&self, size: u64) -> Result<Option<Group>, Error> {
        let plan = groups::first(size);
        let mark = format!("group-of-{size}");
        if self.is_marked(&mark).await?
            && let Some(id) = self.find_group(&plan.name).await?
        {
            return Ok(Some(Group { id, size }));
        }
        let roll = self.roll(size).await?;
        if !roll.is_complete() {
            return Ok(None);
        }
        let name = plan.name.clone();
        self.groups(&roll, vec![plan]).await?;
        let id = self.find_group(&name).await?;
        if !self.is_stopped() {
            self.mark(&mark).await?;
        }
        Ok(id.map(|id| Group { id, size }))
    }

    fn is_stopped(&self) -> bool {
        self.stopped.load(Ordering::Relaxed)
    }
}
