//! Accounts and linking: which account of the organization a user stands for, and what becomes of
//! both when one of them changes.

mod follow;
mod link;
mod unlink;

pub(crate) use follow::{follow_change, follow_deletion};
pub(crate) use link::link;
pub(crate) use unlink::Unlink;

use serde_json::{Map, Value};

use crate::error::Error;
use crate::model::{Account, AccountId, AccountKind, ResourceId};
use crate::store::{Precondition, Snapshot, Write};
use jiff::Timestamp;
use scim::Resource;

/// The attributes that provisioning writes to a managed account's profile. Everything else is kept
/// with the user alone.
const PROFILE_ATTRIBUTES: &[&str] =
    &["displayName", "title", "timezone", "department", "organization", "preferredLanguage"];

const ENTERPRISE: &str = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";

/// What linking decided.
#[derive(Debug, Default)]
pub(crate) struct Linked {
    /// The account the user is linked to from now on.
    pub(crate) account: Option<AccountId>,
    /// What is written of accounts.
    pub(crate) writes: Vec<Write>,
    /// Whether the user loses its memberships.
    pub(crate) leaves_groups: bool,
    /// What the client and the log should be told.
    pub(crate) notices: Vec<String>,
}

impl Linked {
    fn to(account: AccountId, writes: Vec<Write>) -> Self {
        Self { account: Some(account), writes, ..Self::default() }
    }
}

/// Whether the user may sign in, by its `active`; unassigned, it says nothing, and an account stays as it is.
fn active(user: &Resource) -> Option<bool> {
    user.as_map().get("active").and_then(Value::as_bool)
}

/// What of a user goes to the account's profile. An attribute of the enterprise extension stands in for
/// a missing top-level one.
fn profile_of(user: &Resource) -> Map<String, Value> {
    let extension = user.as_map().get(ENTERPRISE);
    let value = |name: &str| {
        user.as_map().get(name).or_else(|| extension.and_then(|extension| extension.get(name)))
    };
    let pair = |name: &&str| Some(((*name).to_owned(), value(name)?.clone()));
    PROFILE_ATTRIBUTES.iter().filter_map(pair).collect()
}

/// Whether a user other than this one, of any directory, stands for the account. While one does, nobody
/// else's deactivation or deletion ends it.
async fn is_shared(
    read: &mut dyn Snapshot,
    account: &Account,
    user: Option<ResourceId>,
) -> Result<bool, Error> {
    let links = read.links(account.id).await?;
    Ok(links.iter().any(|link| Some(link.user) != user))
}

/// What a user writes to the managed account it is linked to: nothing to an external one, and nothing
/// if nothing would change.
async fn push(
    read: &mut dyn Snapshot,
    account: &Account,
    (id, user): (Option<ResourceId>, &Resource),
    email: &str,
    at: Timestamp,
) -> Result<Option<Write>, Error> {
    if account.kind == AccountKind::External {
        return Ok(None);
    }
    let wanted = active(user).unwrap_or(account.active);
    let ends = account.active && !wanted;
    let pushed = Account {
        email: email.to_owned(),
        active: wanted || (ends && is_shared(read, account, id).await?),
        profile: profile_of(user),
        ..account.clone()
    };
    Ok((pushed != *account).then(|| changed(account, pushed, at)))
}

/// An account changes, if it still has the version that was read.
fn changed(before: &Account, after: Account, at: Timestamp) -> Write {
    Write::Account {
        account: Account { version: before.version + 1, modified: at, ..after },
        expect: Precondition::Version(before.version),
    }
}
