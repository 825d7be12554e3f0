//! The checks, in files by subject. The marks `T01` to `T125` number the traps of SCIM that a check guards against.

mod bodies;
mod bulk;
mod bulk_ids;
mod create;
mod cursor;
mod delete;
mod errors;
mod etag;
mod extensions;
mod filter_lists;
mod filter_operators;
mod filter_refusals;
mod filter_values;
mod groups;
mod me;
mod media_types;
mod memberships;
mod paging;
mod patch;
mod patch_add;
mod patch_remove;
mod patch_replace;
mod projection;
mod read;
mod replace;
mod resource_types;
mod schemas;
mod search;
mod service_provider_config;
mod sort;
mod values;

use serde_json::Value;

use crate::answer::Answer;
use crate::case::{Case, Verdict};

/// All checks, in the order they are made.
pub fn cases() -> impl Iterator<Item = Case> {
    let subjects: [&[Case]; 31] = [
        service_provider_config::CASES,
        resource_types::CASES,
        schemas::CASES,
        create::CASES,
        values::CASES,
        extensions::CASES,
        bodies::CASES,
        read::CASES,
        projection::CASES,
        replace::CASES,
        patch::CASES,
        patch_add::CASES,
        patch_remove::CASES,
        patch_replace::CASES,
        delete::CASES,
        filter_operators::CASES,
        filter_values::CASES,
        filter_lists::CASES,
        filter_refusals::CASES,
        sort::CASES,
        paging::CASES,
        cursor::CASES,
        search::CASES,
        etag::CASES,
        bulk::CASES,
        bulk_ids::CASES,
        me::CASES,
        groups::CASES,
        memberships::CASES,
        media_types::CASES,
        errors::CASES,
    ];
    subjects.into_iter().flatten().copied()
}

/// The schema of lists (RFC 7644 §3.4.2).
const LIST_RESPONSE: &str = "urn:ietf:params:scim:api:messages:2.0:ListResponse";

/// Insists on a ListResponse with its total.
fn is_a_list(answer: &Answer) -> Verdict {
    is_a_page(answer)?;
    let total = answer.at("/totalResults");
    answer.must(total.is_u64(), format!("totalResults is {total}; expected an integer"))?;
    Ok(())
}

/// Insists on a ListResponse. Pages by cursor need not tell the total (RFC 9865 §2).
fn is_a_page(answer: &Answer) -> Verdict {
    let urn = answer.elements("/schemas").contains(&LIST_RESPONSE.into());
    answer.must(urn, format!("schemas does not list `{LIST_RESPONSE}`"))?;
    Ok(())
}

/// Insists that nothing in the body is null.
fn no_nulls(answer: &Answer) -> Verdict {
    fn null_in(value: &Value, path: &str) -> Option<String> {
        match value {
            Value::Null => Some(path.to_owned()),
            Value::Array(elements) => elements.iter().find_map(|element| null_in(element, path)),
            Value::Object(members) => {
                members.iter().find_map(|(name, value)| null_in(value, &format!("{path}/{name}")))
            }
            _ => None,
        }
    }
    match null_in(&answer.body, "") {
        Some(path) => Err(answer.wrong(format!("{path} is null; what is unassigned is left out"))),
        None => Ok(()),
    }
}

/// Insists that the answer is `application/scim+json`, whatever its parameters.
fn is_scim_json(answer: &Answer) -> Verdict {
    let found = answer.header("content-type").unwrap_or("(none)").to_lowercase();
    let right =
        found.split(';').next().is_some_and(|media| media.trim() == "application/scim+json");
    answer.must(right, format!("Content-Type is {found}; expected application/scim+json"))?;
    Ok(())
}

/// Insists that a resource was modified after what it was before.
fn later(now: &Answer, before: &Answer) -> Verdict {
    let time = |answer: &Answer| {
        let text = answer.string("/meta/lastModified")?;
        text.parse::<jiff::Timestamp>()
            .map_err(|_| answer.wrong(format!("meta.lastModified is `{text}`")))
    };
    let (was, is) = (time(before)?, time(now)?);
    now.must(is > was, format!("meta.lastModified is {is}; it was {was} before"))?;
    Ok(())
}
