//! A user that shall be: what every way of writing one has in common.

use scim::Resource;
use scim::resource::{ResourceError, check_required};
use serde_json::Value;

use crate::body;
use crate::error::Error;
use crate::model::ResourceId;
use crate::profile::Profile;

/// Gives a user that a client described without `active` the one it has when nothing is said: true for a new
/// one, and for one that is replaced what it was. Only a PATCH can unassign it.
pub(super) fn default_active(user: &mut Resource, before: Option<&Resource>) {
    if user.as_map().contains_key("active") {
        return;
    }
    let active = match before {
        Some(before) => before.as_map().get("active").cloned(),
        None => Some(Value::Bool(true)),
    };
    // RFC 7644 §3.4.2.2: what is answered can be filtered by, so the default is kept in the body.
    if let Some(active) = active {
        user.as_map_mut().insert("active".to_owned(), active);
    }
}

/// Checks that a user has all that the profile requires.
pub(super) fn check(profile: &Profile, user: &Resource) -> Result<(), Error> {
    check_required(user, &profile.user)?;
    if profile.shape.active_required && !user.as_map().contains_key("active") {
        return Err(ResourceError::Missing { path: "active".to_owned() }.into());
    }
    if user.string("userName").is_some_and(|name| !body::is_visible(name)) {
        return Err(ResourceError::Missing { path: "userName".to_owned() }.into());
    }
    if profile.lifecycle.primary_email_required && primaries(user) != 1 {
        return Err(Error::PrimaryEmail);
    }
    Ok(())
}

/// How many e-mails with a value are marked as primary.
fn primaries(user: &Resource) -> usize {
    let emails = user.as_map().get("emails").and_then(Value::as_array);
    let primary = |email: &&Value| {
        email.get("primary") == Some(&Value::Bool(true)) && email.get("value").is_some()
    };
    emails.map_or(0, |emails| emails.iter().filter(primary).count())
}

/// The body a user is kept in.
pub(super) fn body_of(profile: &Profile, id: ResourceId, user: &Resource) -> Vec<u8> {
    let schemas = body::schemas(profile.shape.user_schemas, &profile.user, user);
    body::write(&schemas, id, user)
}

/// What others show of a user.
pub(super) fn name_of(user: &Resource) -> String {
    user.string("userName").unwrap_or_default().to_owned()
}
