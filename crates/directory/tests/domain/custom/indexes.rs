//! An index of one's own narrows queries and never changes what they find.

use directory::customization::{IndexState, Refusal};
use directory::model::Kind;
use directory::profile::ProfileName;
use serde_json::json;

use super::{BADGE, Custom, badge, holder, person};
use crate::world::id;

async fn populated() -> Custom {
    let mut custom = Custom::new(ProfileName::Standard).await;
    custom.add_schema(Kind::User, &badge(json!({}))).await.unwrap();
    for n in 0..40 {
        let mut user = holder(&format!("user{n}"), json!({ "code": format!("Code {}", n % 4) }));
        user["nickName"] = json!(format!("Nick {}", n % 10));
        user["phoneNumbers"] = json!([{ "value": format!("+49 {}", n % 5), "type": "work" }]);
        custom.create(&user).await.unwrap();
    }
    custom
}

#[tokio::test]
async fn an_index_is_used_once_it_is_complete_and_finds_what_a_scan_finds() {
    let mut custom = populated().await;
    let filters = [
        "nickName eq \"NICK 3\"".to_owned(),
        "nickName sw \"nick\"".to_owned(),
        "nickName gt \"nick 7\"".to_owned(),
        format!("{BADGE}:code eq \"code 2\" and nickName eq \"nick 2\""),
        "phoneNumbers.value eq \"+49 2\"".to_owned(),
        "phoneNumbers[type eq \"work\" and value eq \"+49 2\"]".to_owned(),
    ];
    let mut scanned = Vec::new();
    for filter in &filters {
        assert_eq!(custom.plan(filter).await, "all users", "{filter}");
        scanned.push(custom.found(filter).await);
    }
    assert!(scanned.iter().all(|found| !found.is_empty()), "{scanned:?}");

    let code = format!("{BADGE}:code");
    for path in ["nickName", "PHONENUMBERS", &code] {
        custom.add_index(Kind::User, path).await.unwrap();
    }
    assert_eq!(custom.plan(&filters[0]).await, "index on nickName (one value)");
    assert_eq!(
        custom.plan(&filters[3]).await,
        format!("(index on {code} (one value) and index on nickName (one value))")
    );
    assert_eq!(custom.plan(&filters[4]).await, "index on phoneNumbers.value (one value)");
    for (filter, scanned) in filters.iter().zip(&scanned) {
        assert_ne!(custom.plan(filter).await, "all users", "{filter}");
        assert_eq!(&custom.found(filter).await, scanned, "{filter}");
    }
    custom.verify().await;

    for path in ["nickName", "phoneNumbers.value", &code] {
        custom.remove_index(Kind::User, path).await.unwrap();
    }
    for (filter, scanned) in filters.iter().zip(&scanned) {
        assert_eq!(custom.plan(filter).await, "all users", "{filter}");
        assert_eq!(&custom.found(filter).await, scanned, "{filter}");
    }
    custom.verify().await;
}

#[tokio::test]
async fn what_is_written_later_is_indexed_at_once() {
    let mut custom = populated().await;
    custom.add_index(Kind::User, "nickName").await.unwrap();
    let mut eve = person("eve");
    eve["nickName"] = json!("Nova");
    let eve = custom.create(&eve).await.unwrap();
    assert_eq!(custom.found("nickName eq \"nova\"").await, ["eve"]);

    let change = json!([{ "op": "replace", "path": "nickName", "value": "Vega" }]);
    custom.world.patch(Kind::User, id(&eve), change).await.unwrap();
    assert_eq!(custom.found("nickName eq \"nova\"").await, [""; 0]);
    assert_eq!(custom.found("nickName eq \"vega\"").await, ["eve"]);
    custom.world.service.delete(&custom.world.caller, Kind::User, id(&eve), None).await.unwrap();
    assert_eq!(custom.found("nickName eq \"vega\"").await, [""; 0]);
    custom.verify().await;
}

#[tokio::test]
async fn groups_have_indexes_of_their_own() {
    let mut custom = Custom::new(ProfileName::Standard).await;
    custom.add_schema(Kind::Group, &badge(json!({ "type": "integer" }))).await.unwrap();
    for n in 0..5 {
        let group = json!({
            "schemas": ["urn:ietf:params:scim:schemas:core:2.0:Group", BADGE],
            "displayName": format!("group {n}"), (BADGE): { "code": n },
        });
        custom.world.create(Kind::Group, group).await.unwrap();
    }
    let code = format!("{BADGE}:code");
    custom.add_index(Kind::Group, &code).await.unwrap();
    let filter = format!("{code} ge 3");
    let plan = custom.world.service.explain(&custom.world.caller, Kind::Group, &filter).await;
    assert_eq!(plan.unwrap().candidates, format!("index on {code} (a range)"));
    assert_eq!(custom.world.find(Kind::Group, &filter).await.unwrap()["totalResults"], 2);
    custom.verify().await;
}

#[tokio::test]
async fn the_list_tells_every_directorys_indexes_and_those_added() {
    let mut custom = populated().await;
    custom.add_index(Kind::User, "nickName").await.unwrap();
    let indexes = custom.world.service.indexes(&custom.world.admin, custom.directory).await;
    let indexes = indexes.unwrap();
    let of = |kind| {
        let of_kind = indexes.iter().filter(move |index| index.kind == kind);
        of_kind.map(|index| (index.path.as_str(), index.state)).collect::<Vec<_>>()
    };
    assert_eq!(
        of(Kind::User),
        [
            ("userName", None),
            ("externalId", None),
            ("emails.value", None),
            ("displayName", None),
            ("name.familyName", None),
            ("name.givenName", None),
            ("active", None),
            ("title", None),
            ("urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department", None),
            ("urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:organization", None),
            ("nickName", Some(IndexState::Ready)),
        ]
    );
    assert_eq!(of(Kind::Group), [("displayName", None), ("externalId", None)]);
}

#[tokio::test]
async fn what_can_not_be_indexed_is_refused_with_the_reason() {
    let mut custom = populated().await;
    custom.add_index(Kind::User, "nickName").await.unwrap();
    for (kind, path, told) in [
        (Kind::User, "shoeSize", "path `shoeSize` names no attribute of User"),
        (Kind::User, "a..b", "path `a..b` is malformed"),
        (Kind::User, "userName", "`userName` is indexed already"),
        (Kind::User, "EMAILS", "`emails.value` is indexed already"),
        (Kind::User, "NickName", "`nickName` is indexed already"),
        (Kind::User, "id", "`id` can't be indexed: it is found without"),
        (Kind::User, "meta.created", "`meta.created` can't be indexed: it is found without"),
        (Kind::User, "groups", "`groups` can't be indexed: it is found without"),
        (Kind::Group, "members.value", "`members.value` can't be indexed: it is found without"),
        (Kind::User, "schemas", "`schemas` can't be indexed"),
        (Kind::User, "password", "`password` can't be indexed: no password is kept"),
        (Kind::User, "name", "`name` can't be indexed: it has parts and no value of its own"),
        (Kind::User, "addresses", "`addresses` can't be indexed: it has parts"),
        (Kind::User, BADGE, "names no attribute of User"),
    ] {
        let refused = custom.add_index(kind, path).await.unwrap_err().to_string();
        assert!(refused.contains(told), "{path}: {refused}");
    }
    let unknown = custom.remove_index(Kind::User, "title").await.unwrap_err();
    assert_eq!(unknown, Refusal::UnknownIndex { path: "title".to_owned() });

    let parts = ["timezone", "locale", "profileUrl", "userType", "preferredLanguage"];
    let more = ["value", "type", "display", "primary"];
    let lists = ["ims", "photos", "phoneNumbers", "roles", "entitlements", "x509Certificates"];
    let paths = lists.iter().flat_map(|list| more.map(|part| format!("{list}.{part}")));
    let paths = parts.iter().map(|path| (*path).to_owned()).chain(paths);
    let mut added = 1;
    for path in paths {
        match custom.add_index(Kind::User, &path).await {
            Ok(()) => added += 1,
            Err(Refusal::TooMuch { count, limit, .. }) => assert_eq!((count, limit), (33, 32)),
            Err(Refusal::Path(_)) => {}
            Err(other) => panic!("{path}: {other}"),
        }
    }
    assert!((28..=32).contains(&added), "{added}");
}
