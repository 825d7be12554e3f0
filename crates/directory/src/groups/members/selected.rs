//! The members a filter in brackets may select, as far as it names them by their ids.

use scim::filter::{Filter, Literal, Operator};

use crate::model::ResourceId;

/// What a filter says of the ids of members.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Selected {
    /// No other members match.
    pub(crate) ids: Vec<ResourceId>,
    /// Whether all of these match, if they are members.
    pub(crate) exact: bool,
}

/// The ids to look up for a filter, if it can be answered by looking up ids: `value eq "…"`, `or` of
/// such, and `and` with anything.
pub(crate) fn by_id(filter: &Filter<'_>) -> Option<Selected> {
    match filter {
        Filter::Compare(comparison)
            if comparison.operator == Operator::Equal
                && comparison.reference.attribute.name == "value" =>
        {
            match &comparison.value {
                // What is no id is no member.
                Literal::String(id) => {
                    Some(Selected { ids: id.parse().into_iter().collect(), exact: true })
                }
                Literal::Null | Literal::Boolean(_) | Literal::Number(_) => None,
            }
        }
        Filter::Or(any) => {
            let all: Vec<Selected> = any.iter().map(by_id).collect::<Option<_>>()?;
            let exact = all.iter().all(|one| one.exact);
            let mut ids: Vec<_> = all.into_iter().flat_map(|one| one.ids).collect();
            ids.sort_unstable();
            ids.dedup();
            Some(Selected { ids, exact })
        }
        Filter::And(all) => all.iter().find_map(by_id).map(|one| Selected { exact: false, ..one }),
        _ => None,
    }
}
