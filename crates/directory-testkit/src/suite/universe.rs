//! A small universe of ids and names: small, so that whoever picks from it at random meets itself.

use directory::model::{AccountId, ResourceId};
use directory::store::{Candidates, KeyRange, UniqueKey, UniqueScope};

use crate::build::{EMAIL, NAME, id};

/// The numbers of the resources. Any of them can be a user or a group.
pub(crate) const RESOURCES: std::ops::RangeInclusive<u64> = 1..=8;

/// The numbers of the accounts.
pub(crate) const ACCOUNTS: std::ops::RangeInclusive<u64> = 1..=3;

/// The names of users and groups.
pub(crate) const NAMES: [&str; 5] = ["ann", "anna", "bob", "cat", "dan"];

/// The e-mails of accounts; the last two are the same to a store.
pub(crate) const EMAILS: [&str; 4] =
    ["ann@x.example", "bob@x.example", "cat@y.example", "CAT@y.example"];

/// The domains.
pub(crate) const DOMAINS: [&str; 2] = ["x.example", "y.example"];

/// The ids of the resources.
pub(crate) fn resources() -> Vec<ResourceId> {
    RESOURCES.map(id).collect()
}

/// The ids of the accounts.
pub(crate) fn accounts() -> Vec<AccountId> {
    ACCOUNTS.map(id).collect()
}

/// Every unique key there can be.
pub(crate) fn unique_keys() -> Vec<UniqueKey> {
    let key = |scope| move |name: &str| UniqueKey { scope, attribute: NAME, value: name.into() };
    let in_directory = NAMES.into_iter().map(key(UniqueScope::Directory));
    in_directory.chain(NAMES.into_iter().map(key(UniqueScope::Organization))).collect()
}

/// A selection of each sort.
pub(crate) fn candidates() -> Vec<Candidates> {
    let index = |attribute| move |range| Candidates::Index { attribute, range };
    let bytes = |value: &str| value.as_bytes().to_vec();
    let mut all = vec![Candidates::All, Candidates::None];
    all.extend(resources().into_iter().map(Candidates::Id));
    all.extend(resources().into_iter().map(Candidates::GroupsWith));
    all.extend(NAMES.map(bytes).map(KeyRange::Equal).map(index(NAME)));
    all.extend(EMAILS.map(bytes).map(KeyRange::Equal).map(index(EMAIL)));
    all.extend(["", "an", "ann", "c"].map(bytes).map(KeyRange::Prefix).map(index(NAME)));
    let ends = [(None, None), (Some("b"), None), (None, Some("anna")), (Some("ann"), Some("cat"))];
    let between = |(from, to): (Option<&str>, Option<&str>)| KeyRange::Between {
        from: from.map(bytes),
        to: to.map(bytes),
    };
    all.extend(ends.map(between).map(index(NAME)));
    all.extend(ends.map(between).map(index(EMAIL)));
    all
}
