//! How a filter would be answered, for operators.

use std::fmt;

use serde::Serialize;

use super::list::{Terms, searches};
use crate::caller::Caller;
use crate::error::Error;
use crate::index::attribute_name;
use crate::model::Kind;
use crate::profile::Profile;
use crate::store::{Candidates, KeyRange, Snapshot};

/// How a filter is answered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Explanation {
    /// What the index looks up, in words: `index on userName (one value)`.
    pub candidates: String,
    /// How many resources that leaves.
    pub count: u64,
    /// Whether these are exactly what matches; else each is read and evaluated.
    pub exact: bool,
    /// Whether the query would be refused for what it costs.
    pub refused: bool,
}

impl fmt::Display for Explanation {
    /// One line: `index on userName (one value); 1 candidate, exact`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { candidates, count, exact, refused } = self;
        let plural = if *count == 1 { "" } else { "s" };
        let how = match (exact, refused) {
            (true, _) => "exact",
            (false, false) => "each read and evaluated",
            (false, true) => "too many to read: refused",
        };
        write!(f, "{candidates}; {count} candidate{plural}, {how}")
    }
}

/// Explains a filter on users or groups.
pub(crate) async fn explain(
    read: &mut dyn Snapshot,
    caller: &Caller,
    kind: Kind,
    filter: &str,
    terms: &Terms<'_>,
) -> Result<Explanation, Error> {
    let searches = searches(read, caller, &[kind], Some(filter), terms).await?;
    let Some(search) = searches.first() else {
        return Err(Error::FilterNotOffered { kind });
    };
    let narrowed = search.narrowed();
    let count = read.count(kind, &narrowed.candidates).await?;
    Ok(Explanation {
        candidates: words(&caller.profile, kind, &narrowed.candidates),
        count,
        exact: narrowed.exact,
        refused: !narrowed.exact && count > terms.bound,
    })
}

fn words(profile: &Profile, kind: Kind, candidates: &Candidates) -> String {
    let joined = |all: &[Candidates], by: &str| {
        let words: Vec<String> = all.iter().map(|one| words(profile, kind, one)).collect();
        format!("({})", words.join(by))
    };
    match candidates {
        Candidates::All => format!("all {}s", kind.name().to_lowercase()),
        Candidates::None => "nothing: the filter can't be true".to_owned(),
        Candidates::Id(_) => "the one of that id".to_owned(),
        Candidates::Index { attribute, range } => {
            let name = attribute_name(profile, kind, *attribute).unwrap_or_default();
            let range = match range {
                KeyRange::Equal(_) => "one value",
                KeyRange::Prefix(_) => "a prefix",
                KeyRange::Between { .. } => "a range",
            };
            format!("index on {name} ({range})")
        }
        Candidates::GroupsWith(_) => "the groups of one member".to_owned(),
        Candidates::MembersOf(_) => "the members of one group".to_owned(),
        Candidates::Created(_) => "index on meta.created (a range)".to_owned(),
        Candidates::Modified(_) => "index on meta.lastModified (a range)".to_owned(),
        Candidates::Every(all) => joined(all, " and "),
        Candidates::Any(all) => joined(all, " or "),
    }
}
