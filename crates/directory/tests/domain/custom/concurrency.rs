//! Rules that change under requests, and requests that go on while an index is built.

use std::sync::Arc;

use directory::customization::{IndexState, Refusal};
use directory::model::Kind;
use directory::profile::ProfileName;
use directory::{Error, Service, Wanted};
use serde_json::json;

use super::eventful::Eventful;
use super::{BADGE, Custom, badge, holder, person};
use crate::world::{id, object};

/// The service over the same store, but that others get their turn at every call, and that it dies after
/// so many commits.
fn eventful(custom: &Custom, life: usize) -> Service {
    let service = &custom.world.service;
    Service::new(Arc::new(Eventful::new(service.store(), life)), service.settings().clone())
}

#[tokio::test]
async fn what_was_admitted_under_old_rules_is_done_by_the_new_ones() {
    let mut custom = Custom::new(ProfileName::Standard).await;
    let old = custom.world.caller.clone();
    custom.add_index(Kind::User, "nickName").await.unwrap();

    let mut late = person("late");
    late["nickName"] = json!("Nova");
    let wanted = Wanted::default();
    let service = &custom.world.service;
    let made = service.create(&old, Kind::User, object(late.clone()), &wanted).await.unwrap();
    assert_eq!(custom.found("nickName eq \"nova\"").await, ["late"]);

    let made = made.id.to_string();
    late["nickName"] = json!("Nebula");
    let replaced = service.replace(&old, Kind::User, &made, object(late), None, &wanted).await;
    replaced.unwrap();
    assert_eq!(custom.found("nickName eq \"nebula\"").await, ["late"]);
    let rename =
        object(json!({"Operations": [{"op": "replace", "path": "nickName", "value": "Quasar"}]}));
    service.patch(&old, Kind::User, &made, rename, None, &wanted).await.unwrap();
    assert_eq!(custom.found("nickName eq \"quasar\"").await, ["late"]);
    custom.verify().await;
    service.delete(&old, Kind::User, &made, None).await.unwrap();
    assert_eq!(custom.found("nickName eq \"quasar\"").await, Vec::<String>::new());
    custom.verify().await;
}

#[tokio::test]
async fn new_rules_refuse_what_was_admitted_under_old_ones() {
    let mut custom = Custom::new(ProfileName::Standard).await;
    let old = custom.world.caller.clone();
    custom.add_schema(Kind::User, &badge(json!({}))).await.unwrap();

    let mut late = person("late");
    late[BADGE] = json!("no object");
    let service = &custom.world.service;
    let refused = service.create(&old, Kind::User, object(late), &Wanted::default()).await;
    assert!(matches!(refused, Err(Error::Scim(_))), "{refused:?}");
}

#[tokio::test]
async fn a_query_does_not_rely_on_an_index_that_was_taken_away() {
    let mut custom = Custom::new(ProfileName::Standard).await;
    custom.add_index(Kind::User, "nickName").await.unwrap();
    let old = custom.world.caller.clone();
    let mut ann = person("ann");
    ann["nickName"] = json!("Nova");
    custom.create(&ann).await.unwrap();
    custom.remove_index(Kind::User, "nickName").await.unwrap();

    custom.world.caller = old;
    assert_eq!(custom.found("nickName eq \"nova\"").await, ["ann"]);
}

#[tokio::test]
async fn an_index_is_built_while_others_create_change_and_delete() {
    let mut custom = Custom::new(ProfileName::Standard).await;
    custom.add_schema(Kind::User, &badge(json!({}))).await.unwrap();
    for n in 0..300 {
        let code = json!({ "code": format!("code {}", n % 7) });
        custom.create(&holder(&format!("user{n}"), code)).await.unwrap();
    }
    let service = eventful(&custom, usize::MAX);
    let (admin, directory, token) =
        (custom.world.admin.clone(), custom.directory, custom.token.clone());
    let writer = |part: usize| {
        let (service, token) = (service.clone(), token.clone());
        tokio::spawn(async move {
            for n in 0..100 {
                tokio::task::yield_now().await;
                let request = directory::RequestInfo::default();
                let id = directory.to_string();
                let caller = service.admit(Some(&token), &id, request).await.unwrap();
                let code = json!({ "code": format!("code {}", n % 7) });
                let user = object(holder(&format!("new{part}-{n}"), code));
                let created = service.create(&caller, Kind::User, user, &Wanted::default()).await;
                match created {
                    Ok(answer) if n % 3 == 0 => {
                        let id = answer.id.to_string();
                        match service.delete(&caller, Kind::User, &id, None).await {
                            Ok(()) | Err(Error::Busy { .. }) => {}
                            Err(error) => panic!("{error}"),
                        }
                    }
                    Ok(_) | Err(Error::Busy { .. }) => {}
                    Err(error) => panic!("{error}"),
                }
            }
        })
    };
    let writers = [writer(0), writer(1)];
    let code = format!("{BADGE}:code");
    let index = service.add_index(&admin, directory, Kind::User, &code).await.unwrap();
    assert_eq!(index.state, Some(IndexState::Ready));
    for writer in writers {
        writer.await.unwrap();
    }

    custom.wait_until_noticed().await;
    custom.renew().await;
    for n in 0..7 {
        let filter = format!("{code} eq \"code {n}\"");
        let scan = format!("{code} sw \"code {n}\" and not ({code} ne \"code {n}\")");
        assert!(custom.plan(&filter).await.starts_with("index on"));
        let scan = format!("not (not ({scan}))");
        assert_eq!(custom.plan(&scan).await, "all users");
        assert_eq!(custom.found(&filter).await, custom.found(&scan).await, "{n}");
    }
    custom.verify().await;
}

#[tokio::test]
async fn of_two_who_customize_at_once_neither_undoes_the_other() {
    let mut custom = Custom::new(ProfileName::Standard).await;
    let service = eventful(&custom, usize::MAX);
    let admin = &custom.world.admin;
    let adds = (0..8).map(|n| {
        let (service, admin, directory) = (service.clone(), admin.clone(), custom.directory);
        let mut schema = badge(json!({}));
        schema["id"] = json!(format!("urn:example:n{n}"));
        tokio::spawn(async move {
            let document = schema.to_string();
            loop {
                tokio::task::yield_now().await;
                match service
                    .add_schema(&admin, directory, Kind::User, document.as_bytes(), false)
                    .await
                {
                    Ok(_) => break,
                    Err(Error::Busy { .. }) => {}
                    Err(error) => panic!("{error}"),
                }
            }
        })
    });
    for add in adds.collect::<Vec<_>>() {
        add.await.unwrap();
    }
    let added = service.added_schemas(admin, custom.directory).await.unwrap();
    let mut urns: Vec<&str> = added.iter().map(|added| added.schema.id.as_str()).collect();
    urns.sort_unstable();
    let expected: Vec<String> = (0..8).map(|n| format!("urn:example:n{n}")).collect();
    assert_eq!(urns, expected);
    custom.renew().await;
    let created = custom.create(&person("ann")).await.unwrap();
    assert_eq!(custom.world.read(Kind::User, id(&created)).await.unwrap(), created);
}

#[tokio::test]
async fn an_interrupted_build_is_resumed_by_asking_again() {
    let mut custom = Custom::new(ProfileName::Standard).await;
    for n in 0..700 {
        let mut user = person(&format!("user{n}"));
        user["nickName"] = json!(format!("nick {}", n % 3));
        custom.create(&user).await.unwrap();
    }
    // The process dies after the state is written and one step is done.
    let service = eventful(&custom, 2);
    let died = service.add_index(&custom.world.admin, custom.directory, Kind::User, "nickName");
    assert!(matches!(died.await, Err(Error::Store(_))));
    custom.renew().await;
    let indexes = custom.world.service.indexes(&custom.world.admin, custom.directory).await;
    let state = |indexes: &[directory::IndexedAttribute]| {
        indexes.iter().find(|index| index.path == "nickName").unwrap().state
    };
    assert_eq!(state(&indexes.unwrap()), Some(IndexState::Building));
    assert_eq!(custom.plan("nickName eq \"nick 1\"").await, "all users");
    custom.verify().await;

    custom.add_index(Kind::User, "nickName").await.unwrap();
    assert_eq!(custom.plan("nickName eq \"nick 1\"").await, "index on nickName (one value)");
    let found = custom.world.find(Kind::User, "nickName eq \"nick 1\"").await.unwrap();
    assert_eq!(found["totalResults"], 233);
    custom.verify().await;
    let refused = custom.add_index(Kind::User, "nickName").await.unwrap_err();
    assert_eq!(refused, Refusal::Indexed { path: "nickName".to_owned() });
}
