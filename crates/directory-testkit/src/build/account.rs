//! Accounts, and the writes of them.

use directory::model::{Account, AccountKind};
use directory::store::{Precondition, Write};
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

/// The write that makes an account.
pub const fn new_account(account: Account) -> Write {
    Write::Account { account, expect: Precondition::Absent }
}

/// The write that makes `account` of the account of its id, which has the version before.
pub const fn changed_account(account: Account) -> Write {
    let expect = Precondition::Version(account.version.saturating_sub(1));
    Write::Account { account, expect }
}
