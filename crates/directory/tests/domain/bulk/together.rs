//! What can't disturb each other is done together, so that it shares the flushes of the store.

use std::sync::Arc;

use directory::Settings;
use directory::profile::ProfileName;

use super::yielding::YieldingStore;
use super::*;

/// Creates users of these names and e-mails, all of one type. Gives the statuses, and how many were committed together.
async fn create(people: Vec<(String, String)>) -> (Vec<u16>, usize) {
    let store = Arc::new(YieldingStore::new(7));
    let settings = Settings::new("https://rollcall.test");
    let world = World::over(store.clone(), settings, ProfileName::Standard).await;
    let operations = people.into_iter().map(|(name, email)| {
        let emails = json!([{ "value": email, "type": "work", "primary": true }]);
        let data = json!({ "userName": name, "displayName": "The same", "emails": emails });
        json!({ "method": "POST", "path": "/Users", "bulkId": name, "data": data })
    });
    let results = bulk(&world, operations.collect()).await;
    world.verify().await;
    (statuses(&results), store.most_together())
}

#[tokio::test]
async fn users_that_share_neither_name_nor_e_mail_are_created_together() {
    let people = (0..50).map(|n| (format!("u{n}"), format!("u{n}@example.com"))).collect();
    let (statuses, together) = create(people).await;
    assert_eq!(statuses, [201; 50]);
    assert!(together >= 25, "{together} were at most");
}

#[tokio::test]
async fn users_that_share_an_e_mail_are_created_one_after_the_other() {
    let email = |n: usize| if n.is_multiple_of(2) { "One@example.com" } else { "one@EXAMPLE.com" };
    let people = (0..20).map(|n| (format!("u{n}"), email(n).to_owned())).collect();
    let (statuses, together) = create(people).await;
    assert_eq!(statuses, [201; 20]);
    assert_eq!(together, 1);
}
