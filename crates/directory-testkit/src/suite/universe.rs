//! A small universe of ids and names: small, so that whoever picks from it at random meets itself.

use directory::model::{AccountId, ResourceId};
use directory::store::{Candidates, KeyRange, Span, UniqueKey, UniqueScope};

use crate::build::{EMAIL, NAME, at, id};

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

/// The numbers of the runs.
pub(crate) const RUNS: std::ops::RangeInclusive<u64> = 1..=3;

/// What starts a workflow by itself.
pub(crate) const TRIGGER: &str = "report: 0 9 * * 1";

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

/// The seconds things happen at.
pub(crate) const SECONDS: std::ops::Range<i64> = 0..20;

/// Candidates of each sort, sets of them among them.
pub(crate) fn candidates() -> Vec<Candidates> {
    let mut all = single_candidates();
    let pairs = all.iter().zip(all.iter().skip(7).step_by(5));
    let pairs: Vec<[Candidates; 2]> =
        pairs.map(|(one, other)| [one.clone(), other.clone()]).collect();
    all.extend(pairs.iter().cloned().map(|pair| Candidates::Every(pair.into())));
    all.extend(pairs.into_iter().map(|pair| Candidates::Any(pair.into())));
    all
}

/// Candidates of each sort but sets.
pub(crate) fn single_candidates() -> Vec<Candidates> {
    let index = |attribute| move |range| Candidates::Index { attribute, range };
    let bytes = |value: &str| value.as_bytes().to_vec();
    let mut all = vec![Candidates::All, Candidates::None];
    all.extend(resources().into_iter().map(Candidates::Id));
    all.extend(resources().into_iter().map(Candidates::GroupsWith));
    all.extend(resources().into_iter().map(Candidates::MembersOf));
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
    let ends = [(None, None), (Some(5), None), (None, Some(15)), (Some(5), Some(15))];
    let spans =
        ends.map(|(from, to): (Option<i64>, _)| Span { from: from.map(at), to: to.map(at) });
    all.extend(spans.map(Candidates::Created));
    all.extend(spans.map(Candidates::Modified));
    all
}
