//! Linking a user to the account with its primary e-mail.

use scim::Resource;

use super::{Linked, active, changed, profile_of, push};
use crate::error::Error;
use crate::model::{Account, AccountKind, email_domain, email_key};
use crate::service::Moment;
use crate::store::{Precondition, Snapshot, Write};

/// Links a user that has no account: to the account with its primary e-mail if there is one, else to
/// a new one, managed on a verified domain and external elsewhere. A user without a primary e-mail is
/// not linked.
pub(crate) async fn link(
    read: &mut dyn Snapshot,
    user: &Resource,
    moment: &Moment<'_>,
) -> Result<Linked, Error> {
    let Some(email) = user.primary("emails") else { return Ok(Linked::default()) };
    let verified = match email_domain(email) {
        Some(domain) => read.domain(&domain).await?.is_some(),
        None => false,
    };
    match read.account_by_email(&email_key(email)).await? {
        Some(account) => join(read, &account, user, verified, moment).await,
        None => Ok(create(email, user, verified, moment)),
    }
}

/// Links to an account that was there. One that turns out to be on a verified domain is managed from
/// now on.
async fn join(
    read: &mut dyn Snapshot,
    account: &Account,
    user: &Resource,
    verified: bool,
    moment: &Moment<'_>,
) -> Result<Linked, Error> {
    let id = account.id;
    let claimed = verified && account.kind == AccountKind::External;
    let write = if claimed {
        let managed = Account {
            kind: AccountKind::Managed,
            active: active(user).unwrap_or(account.active),
            profile: profile_of(user),
            ..account.clone()
        };
        Some(changed(account, managed, moment.at))
    } else {
        push(read, account, (None, user), &account.email, moment.at).await?
    };
    Ok(Linked::to(id, write.into_iter().collect()))
}

fn create(email: &str, user: &Resource, verified: bool, moment: &Moment<'_>) -> Linked {
    let kind = if verified { AccountKind::Managed } else { AccountKind::External };
    let account = Account {
        id: moment.new_id().into(),
        email: email.to_owned(),
        kind,
        active: kind == AccountKind::External || active(user) != Some(false),
        profile: if verified { profile_of(user) } else { serde_json::Map::new() },
        version: 1,
        created: moment.at,
        modified: moment.at,
    };
    Linked::to(account.id, vec![Write::Account { account, expect: Precondition::Absent }])
}
