//! How a refusal is worded: Atlassian's recorded texts, or plain ones that say more.

use crate::bulk::BulkError;
use crate::error::Error;
use crate::view::attribute;

/// The wording of a profile.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Messages {
    /// Atlassian's texts where they are known: `Resource [USER]: with email[a@b.c] already exists.`
    Atlassian,
    /// Our own.
    Plain,
}

impl Messages {
    /// What the client is told. It holds nothing of the server, and of other resources only what the
    /// caller may know.
    pub fn detail(self, error: &Error) -> String {
        match (self, error) {
            (Self::Atlassian, Error::Taken { kind, attribute, value, .. }) => {
                let kind = kind.name().to_uppercase();
                format!("Resource [{kind}]: with {attribute}[{value}] already exists.")
            }
            (Self::Plain, Error::Taken { kind, attribute, value, holder }) => {
                let held = holder.map(|id| format!(" by {kind} {id}")).unwrap_or_default();
                format!("{attribute} \"{value}\" is already taken{held}.")
            }
            (Self::Atlassian, Error::FilterNotOffered { kind }) => {
                format!("Resource [{}] invalid filter", kind.name().to_uppercase())
            }
            (Self::Plain, Error::FilterNotOffered { kind }) => {
                format!("This filter is not offered on {kind}s.")
            }
            (_, Error::Scim(error)) => error.to_string(),
            (_, Error::NotFound { kind, id }) => format!("{kind} {id} was not found."),
            (_, Error::Unknown { what, name }) => format!("There is no {what} \"{name}\"."),
            (_, Error::ReservedName { name }) => format!(
                "The group name \"{name}\" is reserved: a group of that name would never take effect. Choose another."
            ),
            (_, Error::Rename) => {
                "displayName is immutable: create a group of the new name, move the members and delete this one."
                    .to_owned()
            }
            (_, Error::UnknownMember { id, nested: false }) => format!(
                "members: there is no User {id} in this directory. Create the user first, or leave it out."
            ),
            (_, Error::UnknownMember { id, nested: true }) => format!(
                "members: there is neither a User nor a Group {id} in this directory. Create it first, or leave it out."
            ),
            (_, Error::Membership(error)) => format!("members: {error}."),
            (_, Error::Crowded { kind, id, limit, pages }) => {
                let what = attribute(*kind);
                let pages = if *pages {
                    format!(", and page its {what} at {}/{id}/{what}?cursor&count=1000", kind.endpoint())
                } else {
                    String::new()
                };
                format!(
                    "{kind} {id} has more than {limit} {what}, the most one answer shows. Read it with excludedAttributes={what}{pages}."
                )
            }
            (_, Error::PrimaryEmail) => {
                "emails: exactly one e-mail with a value and primary true is required.".to_owned()
            }
            (_, Error::Precondition { kind, id, version }) => format!(
                "{kind} {id} has changed: it is at version W/\"{version}\". Read it again, and repeat the change on what it is now."
            ),
            (_, Error::TooCostly { kind, count, limit, attribute }) => {
                let remedy = match attribute {
                    Some(attribute) => format!(
                        "Add an indexed attribute to the filter, such as userName or externalId, or have \"{attribute}\" indexed."
                    ),
                    None => "Add a filter on an indexed attribute, or ask for pages by cursor.".to_owned(),
                };
                format!("The query would read {count} {kind}s; at most {limit} are read. {remedy}")
            }
            (_, Error::Bulk(BulkError::Circular { source })) => {
                format!("The circular reference can't be made: {}", self.detail(source))
            }
            (_, Error::Bulk(error)) => format!("{error}."),
            (_, Error::Cursor(error)) => format!("{error}."),
            (_, Error::TooLarge { kind, size, limit }) => format!(
                "The {kind} would have {size} bytes; at most {limit} are kept of one. Send less, or remove values it has."
            ),
            (_, Error::TooMany { what, count, limit }) => {
                format!("{what}: the request has {count}; at most {limit} are accepted.")
            }
            (_, Error::Invalid(text)) => text.clone(),
            (_, Error::Customization(refusal)) => format!("{refusal}."),
            (_, Error::Unauthenticated(crate::error::Unauthenticated::Missing)) => {
                "Missing authorization header".to_owned()
            }
            (_, Error::Unauthenticated(_)) => {
                "The bearer key is not valid: it is unknown, expired or revoked.".to_owned()
            }
            (_, Error::Forbidden(reason)) => sentence(&reason.to_string()),
            (_, Error::Busy { .. }) => "The service is busy. Try again in a moment.".to_owned(),
            (_, Error::Store(_)) => {
                "The service can't reach its data right now. Try again in a moment.".to_owned()
            }
        }
    }
}

/// A reason as a sentence.
fn sentence(reason: &str) -> String {
    let mut characters = reason.chars();
    let first = characters.next().map(|first| first.to_ascii_uppercase());
    first.into_iter().chain(characters).chain(['.']).collect()
}
