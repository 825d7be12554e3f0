//! Accounts.

use directory::model::{Account, AccountKind};
use serde_json::Map;

use super::{at, id};

/// A managed, active account with the id of that number, new.
pub fn account(n: u64, email: &str) -> Account {
    let mut profile = Map::new();
    profile.insert("displayName".to_owned(), email.into());
    Account {
        id: id(n),
        email: email.to_owned(),
        kind: AccountKind::Managed,
        active: true,
        profile,
        version: 1,
        created: at(0),
        modified: at(0),
    }
}
