//! Which account a user stands for, and what becomes of both.

use crate::world::{World, body, id, user};
use directory::Error;
use directory::model::{Account, AccountKind, Kind};
use directory::profile::ProfileName;
use serde_json::{Value, json};

const EXTERNAL: &str = "urn:scim:schemas:extension:atlassian-external:1.0";

fn account_of(user: &Value) -> Option<&str> {
    user[EXTERNAL]["atlassianAccountId"].as_str()
}

async fn account(world: &World, email: &str) -> Account {
    let accounts = world.service.accounts(&world.admin).await.unwrap();
    accounts.into_iter().find(|account| account.email == email).unwrap()
}

async fn set_email(world: &World, id: &str, email: &str) -> Result<directory::Answer, Error> {
    let operations =
        json!([{ "op": "replace", "path": "emails[type eq \"work\"].value", "value": email }]);
    world.patch(Kind::User, id, operations).await
}

#[tokio::test]
async fn a_user_is_linked_to_the_managed_account_that_waits_for_it() {
    let world = World::new(ProfileName::Atlassian).await;
    let waiting =
        world.service.create_account(&world.admin, "ada@example.com", Some("A.")).await.unwrap();
    let mut ada = user("Ada@Example.com");
    ada["displayName"] = json!("Ada Lovelace");
    ada["active"] = json!(false);
    let ada = world.create(Kind::User, ada).await.unwrap();
    assert_eq!(account_of(&ada), Some(waiting.id.to_string().as_str()));
    let linked = account(&world, "ada@example.com").await;
    assert_eq!(linked.profile["displayName"], "Ada Lovelace");
    assert!(!linked.active, "the status of the user is the account's");
    world.verify().await;
}

#[tokio::test]
async fn without_an_account_one_is_made_managed_on_a_verified_domain_and_external_elsewhere() {
    let world = World::new(ProfileName::Atlassian).await;
    world.create(Kind::User, user("ada@example.com")).await.unwrap();
    world.create(Kind::User, user("bob@elsewhere.org")).await.unwrap();
    assert_eq!(account(&world, "ada@example.com").await.kind, AccountKind::Managed);
    let outside = account(&world, "bob@elsewhere.org").await;
    assert_eq!(outside.kind, AccountKind::External);
    assert!(outside.profile.is_empty(), "nothing is written to an external account");
    world.verify().await;
}

#[tokio::test]
async fn a_managed_account_follows_its_user_to_a_free_address() {
    let world = World::new(ProfileName::Atlassian).await;
    let ada = world.create(Kind::User, user("ada@example.com")).await.unwrap();
    let answer = set_email(&world, id(&ada), "ada.king@example.com").await.unwrap();
    assert_eq!(account_of(&body(&answer)), account_of(&ada));
    assert_eq!(answer.notices, Vec::<String>::new());
    account(&world, "ada.king@example.com").await;
    world.verify().await;
}

#[tokio::test]
async fn an_address_of_another_account_is_taken() {
    let world = World::new(ProfileName::Atlassian).await;
    world.service.create_account(&world.admin, "taken@example.com", None).await.unwrap();
    let ada = world.create(Kind::User, user("ada@example.com")).await.unwrap();
    let refused = set_email(&world, id(&ada), "taken@example.com").await.unwrap_err();
    assert!(
        matches!(&refused, Error::Taken { attribute, .. } if attribute == "email"),
        "{refused:?}"
    );
    assert_eq!(world.read(Kind::User, id(&ada)).await.unwrap(), ada);
    world.verify().await;
}

#[tokio::test]
async fn an_address_on_an_unverified_domain_breaks_the_link_and_ends_memberships_and_says_so() {
    let world = World::new(ProfileName::Atlassian).await;
    let ada = world.create(Kind::User, user("ada@example.com")).await.unwrap();
    let group = json!({ "displayName": "Engines", "members": [{ "value": id(&ada) }] });
    let group = world.create(Kind::Group, group).await.unwrap();
    let answer = set_email(&world, id(&ada), "ada@elsewhere.org").await.unwrap();
    assert_eq!(account_of(&body(&answer)), None);
    assert_eq!(body(&answer)["groups"], json!([]));
    assert_eq!(
        answer.notices,
        [format!(
            "Email update to unmanaged user with ID {}: unlinked from its account and removed \
             from all groups.",
            id(&ada)
        )]
    );
    let group = world.read(Kind::Group, id(&group)).await.unwrap();
    assert_eq!(group.get("members"), None);
    world.verify().await;
}

#[tokio::test]
async fn in_the_standard_profile_a_new_address_links_anew_and_keeps_memberships() {
    let world = World::new(ProfileName::Standard).await;
    let ada = world.create(Kind::User, user("ada@example.com")).await.unwrap();
    let group = json!({ "displayName": "Engines", "members": [{ "value": id(&ada) }] });
    world.create(Kind::Group, group).await.unwrap();
    let answer = set_email(&world, id(&ada), "ada@elsewhere.org").await.unwrap();
    assert_eq!(body(&answer)["groups"][0]["display"], "Engines");
    let outside = account(&world, "ada@elsewhere.org").await;
    let links = world.service.links_of_account(&world.admin, outside.id).await.unwrap();
    assert_eq!(links.len(), 1);
    world.verify().await;
}

#[tokio::test]
async fn deactivating_reactivating_and_deleting_a_user_reach_its_managed_account() {
    let world = World::new(ProfileName::Atlassian).await;
    let ada = world.create(Kind::User, user("ada@example.com")).await.unwrap();
    for active in [false, true] {
        let operations = json!([{ "op": "replace", "value": { "active": active } }]);
        world.patch(Kind::User, id(&ada), operations).await.unwrap();
        assert_eq!(account(&world, "ada@example.com").await.active, active);
    }
    world.service.delete(&world.caller, Kind::User, id(&ada), None).await.unwrap();
    assert!(!account(&world, "ada@example.com").await.active);
    let again = world.create(Kind::User, user("ada@example.com")).await.unwrap();
    assert_ne!(id(&again), id(&ada));
    assert_eq!(account_of(&again), account_of(&ada));
    assert!(account(&world, "ada@example.com").await.active);
    world.verify().await;
}

#[tokio::test]
async fn a_put_without_active_leaves_it_alone() {
    let world = World::new(ProfileName::Atlassian).await;
    let mut ada = user("ada@example.com");
    ada["active"] = json!(false);
    let ada = world.create(Kind::User, ada).await.unwrap();
    let put = world.replace(Kind::User, id(&ada), user("ada@example.com")).await.unwrap();
    assert_eq!(put["active"], json!(false));
    assert_eq!(put["meta"], ada["meta"], "a PUT that changes nothing moves nothing");
    world.verify().await;
}

#[tokio::test]
async fn an_administrator_unlinks_a_user_and_deletes_records_without_touching_the_account() {
    let world = World::new(ProfileName::Atlassian).await;
    let ada = world.create(Kind::User, user("ada@example.com")).await.unwrap();
    let account_id = account(&world, "ada@example.com").await.id;
    let links = world.service.links_for_email(&world.admin, "ADA@example.com").await.unwrap();
    assert_eq!(links.iter().map(|link| link.account).collect::<Vec<_>>(), [Some(account_id)]);
    let directory = world.caller.directory().id;
    let user_id = id(&ada).parse().unwrap();
    world.service.unlink(&world.admin, directory, user_id).await.unwrap();
    assert_eq!(account_of(&world.read(Kind::User, id(&ada)).await.unwrap()), None);

    let bob = world.create(Kind::User, user("bob@example.com")).await.unwrap();
    let of_bob = account(&world, "bob@example.com").await;
    world.service.delete_scim_records(&world.admin, of_bob.id).await.unwrap();
    let gone = world.read(Kind::User, id(&bob)).await.unwrap_err();
    assert!(matches!(gone, Error::NotFound { .. }));
    assert_eq!(account(&world, "bob@example.com").await, of_bob);
    world.verify().await;
}

#[tokio::test]
async fn an_account_stays_active_while_another_user_stands_for_it() {
    let mut world = World::new(ProfileName::Atlassian).await;
    let ada = world.create(Kind::User, user("ada@example.com")).await.unwrap();
    let first = world.caller.clone();
    world.caller = crate::world::caller(&world.service, &world.admin, ProfileName::Standard).await;
    let twin = world.create(Kind::User, user("ada@example.com")).await.unwrap();
    let off = json!([{ "op": "replace", "path": "active", "value": false }]);
    world.patch(Kind::User, id(&twin), off.clone()).await.unwrap();
    assert!(account(&world, "ada@example.com").await.active, "the other directory has her active");
    world.service.delete(&world.caller, Kind::User, id(&twin), None).await.unwrap();
    assert!(account(&world, "ada@example.com").await.active);
    world.caller = first;
    world.patch(Kind::User, id(&ada), off).await.unwrap();
    assert!(!account(&world, "ada@example.com").await.active, "she was the last");
    world.verify().await;
}

#[tokio::test]
async fn active_cannot_be_removed_where_it_is_always_shown() {
    let world = World::new(ProfileName::Atlassian).await;
    let ada = world.create(Kind::User, user("ada@example.com")).await.unwrap();
    let remove = json!([{ "op": "remove", "path": "active" }]);
    let refused = world.patch(Kind::User, id(&ada), remove).await.unwrap_err();
    assert_eq!(refused.to_string(), "`active` is required");
    assert_eq!(world.read(Kind::User, id(&ada)).await.unwrap(), ada);
}
