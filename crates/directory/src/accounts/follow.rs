//! What becomes of the account and the link when a linked user changes or goes.

use scim::Resource;

use super::{Linked, changed, is_shared, link, push};
use crate::error::Error;
use crate::model::{
    Account, AccountId, AccountKind, Kind, Record, ResourceId, email_domain, email_key,
};
use crate::profile::Lifecycle;
use crate::service::Moment;
use crate::store::{Snapshot, Write};

/// Carries a change of a user over to its account.
///
/// - The e-mail stays: profile and status go to a managed account.
/// - A managed account follows its user to another address on a verified domain, if that is free.
/// - Otherwise the link is broken and memberships end (`email_change_unlinks`), or the user is linked
///   anew by its new address.
/// - A user without an account is linked when its e-mail changes.
pub(crate) async fn follow_change(
    read: &mut dyn Snapshot,
    lifecycle: &Lifecycle,
    before: (&Record, &Resource),
    after: &Resource,
    moment: &Moment<'_>,
) -> Result<Linked, Error> {
    let (record, resource) = before;
    let (old, new) = (resource.primary("emails"), after.primary("emails"));
    let moved = old.map(email_key) != new.map(email_key);
    let account = match record.account {
        Some(id) => read.account(id).await?,
        None => None,
    };
    match (account, new) {
        (None, Some(_)) if moved => link(read, after, moment).await,
        (None, _) => Ok(Linked::default()),
        (Some(account), Some(email)) if moved => {
            follow_email(read, lifecycle, record.id, &account, (email, after), moment).await
        }
        (Some(account), _) => {
            let user = (Some(record.id), after);
            let write = push(read, &account, user, &account.email, moment.at).await?;
            Ok(Linked::to(account.id, write.into_iter().collect()))
        }
    }
}

async fn follow_email(
    read: &mut dyn Snapshot,
    lifecycle: &Lifecycle,
    user: ResourceId,
    account: &Account,
    (email, after): (&str, &Resource),
    moment: &Moment<'_>,
) -> Result<Linked, Error> {
    let verified = match email_domain(email) {
        Some(domain) => read.domain(&domain).await?.is_some(),
        None => false,
    };
    let holder = read.account_by_email(&email_key(email)).await?;
    let free = holder.as_ref().is_none_or(|holder| holder.id == account.id);
    if account.kind == AccountKind::Managed && verified {
        if free {
            let write = push(read, account, (Some(user), after), email, moment.at).await?;
            return Ok(Linked::to(account.id, write.into_iter().collect()));
        }
        if lifecycle.email_change_unlinks {
            return Err(Error::Taken {
                kind: Kind::User,
                attribute: "email".into(),
                value: email.to_owned(),
                holder: None,
            });
        }
    }
    if lifecycle.email_change_unlinks {
        let what = match account.kind {
            AccountKind::Managed => "Email update to unmanaged user",
            AccountKind::External => "Email update of external user",
        };
        return Ok(Linked {
            leaves_groups: true,
            notices: vec![format!(
                "{what} with ID {user}: unlinked from its account and removed from all groups."
            )],
            ..Linked::default()
        });
    }
    link(read, after, moment).await
}

/// Deactivates the managed account of a user that goes, unless another user still stands for it.
pub(crate) async fn follow_deletion(
    read: &mut dyn Snapshot,
    user: ResourceId,
    account: AccountId,
    moment: &Moment<'_>,
) -> Result<Option<Write>, Error> {
    let Some(account) = read.account(account).await? else { return Ok(None) };
    if account.kind == AccountKind::External || !account.active {
        return Ok(None);
    }
    if is_shared(read, &account, Some(user)).await? {
        return Ok(None);
    }
    let deactivated = Account { active: false, ..account.clone() };
    Ok(Some(changed(&account, deactivated, moment.at)))
}
