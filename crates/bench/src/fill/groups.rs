//! Which groups there are, and who is in them.
//!
//! Their sizes are those of an organization: one of everybody, one of half of them, one of a third, and so on to many small
//! ones.

use super::Fill;

/// The smallest groups have this many members, if there are so many users.
const SMALLEST: u64 = 10;

/// A group as it shall be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Plan {
    pub(super) name: String,
    /// How many members it has.
    pub(super) size: u64,
    /// Of how many users.
    users: u64,
    /// Its place among the groups, counted from 1.
    place: u64,
}

impl Plan {
    /// The numbers of its members: spread over all users, beginning elsewhere in each group.
    pub(super) fn members(&self) -> impl Iterator<Item = u64> + use<> {
        let (users, size, place) = (self.users.max(1), self.size, self.place);
        let stride = (users / size.max(1)).max(1);
        (0..size).map(move |i| (i * stride + place - 1) % users + 1)
    }
}

/// The groups of so many memberships.
pub(super) fn of(fill: Fill) -> Vec<Plan> {
    let Fill { users, memberships } = fill;
    let mut left = if users == 0 { 0 } else { memberships };
    let mut plans = Vec::new();
    let mut place = 1;
    while left > 0 {
        let size = (users / place).max(SMALLEST.min(users)).min(left);
        plans.push(Plan {
            name: format!("bench-group-{place}-{size}-of-{users}"),
            size,
            users,
            place,
        });
        left -= size;
        place += 1;
    }
    plans
}

/// The group of the first so many users.
pub(super) fn first(size: u64) -> Plan {
    Plan { name: format!("bench-group-of-{size}"), size, users: size, place: 1 }
}

#[cfg(test)]
mod tests;
