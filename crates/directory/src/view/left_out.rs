//! What is said where an answer has no room for the members of a group, or the groups of a user.

use super::location;
use super::neighbour::attribute;
use crate::caller::Caller;
use crate::model::{Kind, ResourceId};

/// How many resources a notice names: it travels in a header.
const NAMED_AT_MOST: usize = 50;

/// The notice of an answer that leaves out the neighbours of these resources. ASCII.
pub(crate) fn notice(caller: &Caller, kind: Kind, of: &[ResourceId], limit: usize) -> String {
    let what = attribute(kind);
    let named: Vec<String> = of.iter().take(NAMED_AT_MOST).map(ToString::to_string).collect();
    let more = match of.len().saturating_sub(NAMED_AT_MOST) {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    let remedy = match (caller.profile.features.member_pages, of) {
        (false, _) => String::new(),
        (true, &[one]) => {
            format!(" Page them at {}/{what}.", location(caller.base(), kind, one))
        }
        (true, _) => {
            format!(" Page them at {}{}/{{id}}/{what}.", caller.base(), kind.endpoint())
        }
    };
    let kind = kind.name();
    format!(
        "{what} left out of {kind} {}{more}: this answer holds at most {limit} {what}.{remedy}",
        named.join(", ")
    )
}
