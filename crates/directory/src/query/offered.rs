//! Whether a profile offers a filter.

use scim::Filter;
use scim::filter::{FilterError, Operator};
use scim::schema::Container;

use crate::error::Error;
use crate::model::Kind;
use crate::profile::{Filters, Profile};

/// Refuses a filter the profile does not offer.
pub(super) fn check(profile: &Profile, kind: Kind, filter: &Filter<'_>) -> Result<(), Error> {
    let Filters::EqualOn { user, group } = &profile.filters else { return Ok(()) };
    let names = match kind {
        Kind::User => user,
        Kind::Group => group,
    };
    let offered = match filter {
        Filter::Compare(comparison) => {
            let reference = &comparison.reference;
            comparison.operator == Operator::Equal
                && reference.container == Container::Core
                && reference.sub.is_none()
                && names.contains(&reference.attribute.name.as_str())
        }
        _ => false,
    };
    if offered { Ok(()) } else { Err(Error::FilterNotOffered { kind }) }
}

/// How a malformed filter is refused: a profile that offers only certain ones has one word for all
/// others.
pub(super) fn refusal(profile: &Profile, kind: Kind, error: FilterError) -> Error {
    match profile.filters {
        Filters::All => error.into(),
        Filters::EqualOn { .. } => Error::FilterNotOffered { kind },
    }
}
