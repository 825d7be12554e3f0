//! The members of a group and the groups of a user as lists of their own, in pages and filtered,
//! however many they are: `/Groups/{id}/members` and `/Users/{id}/groups`. An extension; SCIM has
//! no way to ask for some of the values of an attribute.

use std::sync::Arc;

use scim::{Filter, ResourceType, Schema};

use super::cursor::{Cursor, Fingerprint};
use super::list::{END, Response, Terms, page_size, resume};
use super::neighbour_page::{self, Page};
use super::neighbour_source::Source;
use super::order::Place;
use crate::answer::{ListQuery, Listing};
use crate::caller::Caller;
use crate::error::Error;
use crate::model::{Kind, ResourceId};
use crate::store::{Position, Snapshot};
use crate::view::{attribute, write_all};

/// Lists the neighbours of a resource.
pub(crate) async fn list_neighbours(
    read: &mut dyn Snapshot,
    caller: &Caller,
    (kind, id): (Kind, ResourceId),
    query: &ListQuery,
    terms: &Terms<'_>,
) -> Result<Listing, Error> {
    let features = &caller.profile.features;
    if !features.member_pages {
        let name = format!("{}/{id}/{}", kind.endpoint(), attribute(kind));
        return Err(Error::Unknown { what: "endpoint", name });
    }
    let record = read.record(kind, id).await?;
    let record = record.ok_or_else(|| Error::NotFound { kind, id: id.to_string() })?;
    let of = element_type(caller, kind);
    let parse = |text: &String| Filter::parse(text, &of, &caller.profile.tolerances, terms.limits);
    let filter = query.filter.as_ref().map(parse).transpose()?;
    let source = Source::of(read, caller, &record, filter.as_ref(), terms.room).await?;
    let asked = neighbour_page::Asked { caller, source: &source, filter: filter.as_ref() };
    let count = page_size(&caller.profile.paging, query.count);
    let (page, start, next) = match query.cursor.as_deref().filter(|_| features.cursor) {
        None => {
            let start = query.start_index.and_then(|start| u64::try_from(start).ok());
            let start = start.unwrap_or(1).max(1);
            let page = neighbour_page::at(read, &asked, start - 1, count, terms.bound).await?;
            (page, Some(start), None)
        }
        Some(text) => {
            let fingerprint = fingerprint(kind, id, query);
            let owner = caller.directory.id.as_uuid().as_bytes();
            let (after, count) = resume(terms, owner, text, fingerprint, query.count, count)?;
            let after = after.map(|place| place.position);
            let page = neighbour_page::after(read, &asked, after, count, terms.bound).await?;
            let seal = |position: Position| {
                let after = Place { key: None, rank: 0, position };
                let count = u32::try_from(count).unwrap_or(u32::MAX);
                let cursor = Cursor { query: fingerprint, count, after };
                cursor.seal(terms.seal, owner, terms.now)
            };
            let next = page.next.map(seal).transpose()?;
            (page, None, next)
        }
    };
    Ok(Listing { body: body(caller, &page, start, next), notices: Vec::new() })
}

fn body(caller: &Caller, page: &Page, start: Option<u64>, next: Option<String>) -> Vec<u8> {
    let response = Response { total: page.total, start, shown: page.elements.len(), next };
    let mut out = response.begin();
    write_all(&page.elements, caller, true, &mut out);
    out.extend_from_slice(END);
    out
}

/// What a filter on the elements is in terms of: the parts of `members`, or of `groups`.
fn element_type(caller: &Caller, kind: Kind) -> ResourceType {
    let of = caller.profile.resource_type(kind);
    let whole = of.core_attribute(attribute(kind));
    let parts = whole.map(|whole| whole.sub_attributes.clone()).unwrap_or_default();
    let name = format!("{} of a {kind}", attribute(kind));
    let schema = Schema {
        id: format!("{}:{}", of.schema.id, attribute(kind)),
        name: name.clone(),
        description: String::new(),
        attributes: parts,
    };
    ResourceType {
        name,
        endpoint: String::new(),
        description: String::new(),
        schema: Arc::new(schema),
        extensions: Vec::new(),
    }
}

/// A cursor serves the list and the filter it was made for.
fn fingerprint(kind: Kind, id: ResourceId, query: &ListQuery) -> Fingerprint {
    let id = id.to_string();
    Fingerprint::of(&[Some(attribute(kind)), Some(&id), query.filter.as_deref()])
}
