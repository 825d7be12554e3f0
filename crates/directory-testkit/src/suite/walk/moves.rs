//! What can be done on a walk, and how it is drawn.

use proptest::bool::weighted;
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::{Just, Strategy, any, prop_oneof};
use proptest::sample::select;

use directory::store::Candidates;

use super::questions::question;
use crate::suite::universe::{ACCOUNTS, DOMAINS, EMAILS, NAMES, RESOURCES, SECONDS};

/// One change, and what is asked after it: whose, when, and what.
#[derive(Clone, Debug)]
pub(super) struct Step {
    /// Which of the world's tenants.
    pub(super) tenant: usize,
    /// The second it is done at, not always a later one.
    pub(super) second: i64,
    pub(super) moves: Vec<Move>,
    /// Candidates that are asked for, besides everything that always is.
    pub(super) questions: Vec<Candidates>,
}

/// One write, before it is known what is there. Resources and accounts are told by their numbers, and are
/// there or not.
#[derive(Clone, Debug)]
pub(super) enum Move {
    NewUser {
        n: u64,
        name: &'static str,
        email: &'static str,
        account: Option<u64>,
        wide: bool,
    },
    NewGroup {
        n: u64,
        name: &'static str,
    },
    /// `stale` moves expect a version that isn't there.
    Rename {
        n: u64,
        name: &'static str,
        stale: bool,
    },
    Reindex {
        n: u64,
        email: &'static str,
        stale: bool,
    },
    Delete {
        n: u64,
        stale: bool,
    },
    /// `expect` says whether a version is named, and whether it is stale; `counted` whether the group is touched.
    Members {
        group: u64,
        added: Vec<u64>,
        removed: Vec<u64>,
        expect: Option<bool>,
        counted: bool,
    },
    LeaveAll {
        n: u64,
    },
    Relink {
        n: u64,
        account: Option<u64>,
        stale: bool,
    },
    NewAccount {
        n: u64,
        email: &'static str,
    },
    ChangeAccount {
        n: u64,
        email: &'static str,
        stale: bool,
    },
    Domain {
        name: &'static str,
    },
    /// Of the tenant's directory, or of the organization's first.
    Customize {
        stale: bool,
    },
    NewKey {
        n: u64,
        user: Option<u64>,
    },
    Revoke {
        n: u64,
    },
}

pub(super) fn step() -> impl Strategy<Value = Step> {
    // Mostly one tenant, so that something grows; mostly one write, so that most steps succeed.
    let tenant = prop_oneof![4 => Just(0_usize), 2 => Just(1), 2 => Just(2), 1 => Just(3)];
    let moves = prop_oneof![4 => vec(a_move(), 1), 1 => vec(a_move(), 2..4)];
    (tenant, SECONDS, moves, vec(question(), 0..3))
        .prop_map(|(tenant, second, moves, questions)| Step { tenant, second, moves, questions })
}

fn a_move() -> impl Strategy<Value = Move> {
    let n = || RESOURCES;
    let name = || select(&NAMES[..]);
    let email = || select(&EMAILS[..]);
    let account = || option::weighted(0.3, ACCOUNTS);
    let stale = || weighted(0.1);
    prop_oneof![
        6 => (n(), name(), email(), account(), any::<bool>()).prop_map(
            |(n, name, email, account, wide)| Move::NewUser { n, name, email, account, wide }
        ),
        4 => (n(), name()).prop_map(|(n, name)| Move::NewGroup { n, name }),
        4 => (n(), name(), stale()).prop_map(|(n, name, stale)| Move::Rename { n, name, stale }),
        2 => (n(), email(), stale())
            .prop_map(|(n, email, stale)| Move::Reindex { n, email, stale }),
        2 => (n(), stale()).prop_map(|(n, stale)| Move::Delete { n, stale }),
        7 => (n(), vec(n(), 0..3), vec(n(), 0..2), option::weighted(0.3, stale()), weighted(0.9))
            .prop_map(|(group, added, removed, expect, counted)| Move::Members {
                group,
                added,
                removed,
                expect,
                counted,
            }),
        1 => n().prop_map(|n| Move::LeaveAll { n }),
        2 => (n(), account(), stale())
            .prop_map(|(n, account, stale)| Move::Relink { n, account, stale }),
        3 => (ACCOUNTS, email()).prop_map(|(n, email)| Move::NewAccount { n, email }),
        2 => (ACCOUNTS, email(), stale())
            .prop_map(|(n, email, stale)| Move::ChangeAccount { n, email, stale }),
        1 => select(&DOMAINS[..]).prop_map(|name| Move::Domain { name }),
        1 => stale().prop_map(|stale| Move::Customize { stale }),
        1 => (1..4_u64, option::of(n())).prop_map(|(n, user)| Move::NewKey { n, user }),
        1 => (1..4_u64).prop_map(|n| Move::Revoke { n }),
    ]
}
