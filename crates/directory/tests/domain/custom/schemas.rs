//! A schema of one's own is enforced, shown and queried as those of the RFC are.

use directory::customization::Refusal;
use directory::model::Kind;
use directory::profile::ProfileName;
use directory::store::{Change, Tenant, Write};
use directory::{Error, ListQuery, RequestInfo, Wanted};
use directory_testkit::build;
use serde_json::{Value, json};

use super::{BADGE, Custom, badge, holder, person, refusal};
use crate::world::{World, body, id, object};

const STAFF: &str = "urn:ietf:params:scim:schemas:extension:acme:2.0:User";

/// A schema with an attribute of every type.
fn staff() -> Value {
    json!({
        "schemas": ["urn:ietf:params:scim:schemas:core:2.0:Schema"],
        "id": STAFF,
        "name": "Staff",
        "description": "What Acme knows of its people",
        "attributes": [
            { "name": "badge", "type": "string", "caseExact": true, "returned": "always" },
            { "name": "remote", "type": "boolean" },
            { "name": "rate", "type": "decimal" },
            { "name": "floor", "type": "integer" },
            { "name": "hired", "type": "dateTime", "mutability": "immutable" },
            { "name": "thumbprint", "type": "binary" },
            { "name": "desk", "type": "reference", "referenceTypes": ["external"] },
            { "name": "languages", "type": "string", "multiValued": true },
            { "name": "note", "type": "string", "returned": "request" },
            { "name": "origin", "type": "string", "returned": "never" },
            { "name": "seen", "type": "dateTime", "mutability": "readOnly" },
            {
                "name": "cars", "type": "complex", "multiValued": true,
                "subAttributes": [
                    { "name": "value", "type": "string", "required": true },
                    { "name": "type", "type": "string", "canonicalValues": ["own", "pool"] },
                    { "name": "seats", "type": "integer" },
                    { "name": "primary", "type": "boolean" },
                ],
            },
        ],
        "meta": { "resourceType": "Schema" },
    })
}

fn ada() -> Value {
    let mut ada = person("ada");
    ada["schemas"].as_array_mut().unwrap().push(json!(STAFF));
    ada[STAFF] = json!({
        "badge": "A-1", "remote": true, "rate": 1.5, "floor": 3,
        "hired": "2020-02-03T04:05:06Z", "thumbprint": "AQID", "desk": "https://desks.example/1",
        "languages": ["en", "fr"], "note": "on request", "origin": "unsaid",
        "cars": [{ "value": "AB-12", "type": "own", "seats": 4, "primary": true }],
    });
    ada
}

#[tokio::test]
async fn every_type_of_attribute_is_kept_changed_and_found() {
    for profile in [ProfileName::Standard, ProfileName::Strict, ProfileName::Atlassian] {
        let mut custom = Custom::new(profile).await;
        custom.add_schema(Kind::User, &staff()).await.unwrap();

        let created = custom.create(&ada()).await.unwrap();
        let kept = &created[STAFF];
        assert_eq!(kept["rate"], 1.5);
        assert_eq!(kept["floor"], 3);
        assert_eq!(kept["languages"], json!(["en", "fr"]));
        assert_eq!(kept["cars"][0]["seats"], 4);
        assert_eq!((kept.get("note"), kept.get("origin")), (None, None), "not returned unasked");
        assert!(created["schemas"].as_array().unwrap().contains(&json!(STAFF)), "{created}");

        let mut eve = person("eve");
        eve["schemas"].as_array_mut().unwrap().push(json!(STAFF));
        eve[STAFF] = json!({ "badge": "a-1", "floor": 12, "rate": 0.5 });
        custom.create(&eve).await.unwrap();
        custom.create(&person("bob")).await.unwrap();

        for (term, expected) in [
            ("badge eq \"A-1\"", vec!["ada"]),
            ("badge co \"-\"", vec!["ada", "eve"]),
            ("remote eq true", vec!["ada"]),
            ("rate gt 1", vec!["ada"]),
            ("floor ge 3", vec!["ada", "eve"]),
            ("floor gt 3", vec!["eve"]),
            ("hired lt \"2021-01-01T00:00:00Z\"", vec!["ada"]),
            ("thumbprint eq \"AQID\"", vec!["ada"]),
            ("desk sw \"https://\"", vec!["ada"]),
            ("languages eq \"FR\"", vec!["ada"]),
            ("cars.value eq \"ab-12\"", vec!["ada"]),
            ("cars[type eq \"own\" and seats gt 3]", vec!["ada"]),
            ("cars[type eq \"pool\" and seats gt 3]", vec![]),
            ("note pr", vec!["ada"]),
        ] {
            let filter = format!("{STAFF}:{term}");
            assert_eq!(custom.found(&filter).await, expected, "{filter}");
        }
        assert_eq!(custom.found(&format!("not ({STAFF}:badge pr)")).await, ["bob"]);

        for (order, expected) in
            [("ascending", ["ada", "eve", "bob"]), ("descending", ["bob", "eve", "ada"])]
        {
            let query = ListQuery {
                sort_by: Some(format!("{STAFF}:floor")),
                sort_order: Some(order.to_owned()),
                ..ListQuery::default()
            };
            assert_eq!(custom.names(query).await.unwrap(), expected, "{order}");
        }

        let ada = id(&created);
        let note = custom.projected(ada, &format!("{STAFF}:note,{STAFF}:cars.value")).await;
        assert_eq!(
            note[STAFF],
            json!({ "badge": "A-1", "note": "on request", "cars": [{ "value": "AB-12" }] })
        );
        custom.verify().await;
    }
}

#[tokio::test]
async fn patch_and_put_keep_to_the_schema() {
    for profile in [ProfileName::Standard, ProfileName::Strict] {
        let mut custom = Custom::new(profile).await;
        custom.add_schema(Kind::User, &staff()).await.unwrap();
        let created = custom.create(&ada()).await.unwrap();
        let ada_id = id(&created).to_owned();
        let change = async |steps| custom.world.patch(Kind::User, &ada_id, steps).await;

        let answer = change(json!([
            { "op": "replace", "path": format!("{STAFF}:floor"), "value": 4 },
            { "op": "add", "path": format!("{STAFF}:languages"), "value": ["de"] },
            { "op": "replace", "path": format!("{STAFF}:cars[type eq \"own\"].seats"), "value": 5 },
            { "op": "remove", "path": format!("{STAFF}:desk") },
        ]));
        let changed = body(&answer.await.unwrap());
        assert_eq!(changed[STAFF]["floor"], 4);
        assert_eq!(changed[STAFF]["languages"], json!(["en", "fr", "de"]));
        assert_eq!(changed[STAFF]["cars"][0]["seats"], 5);
        assert_eq!(changed[STAFF].get("desk"), None);

        for (path, value, told) in [
            ("hired", json!("2022-01-01T00:00:00Z"), "hired"),
            ("seen", json!("2022-01-01T00:00:00Z"), "seen"),
            ("floor", json!("four"), "floor"),
            ("thumbprint", json!("not base64!"), "thumbprint"),
            ("cars", json!([{ "seats": 2 }]), "cars.value"),
        ] {
            let path = format!("{STAFF}:{path}");
            let step = json!([{ "op": "replace", "path": path, "value": value }]);
            let refused = custom.told(&change(step).await.unwrap_err());
            assert!(refused.contains(&format!("{STAFF}:{told}")), "{path}: {refused}");
        }

        let mut later = ada();
        later[STAFF]["hired"] = json!("2021-01-01T00:00:00Z");
        let refused = custom.world.replace(Kind::User, &ada_id, later).await.unwrap_err();
        assert!(custom.told(&refused).contains("hired"), "{refused}");

        let whole = json!([{ "op": "remove", "path": STAFF }]);
        let refused = change(whole.clone()).await.unwrap_err();
        assert!(custom.told(&refused).contains("hired"), "{refused}");
        let mut eve = person("eve");
        eve["schemas"].as_array_mut().unwrap().push(json!(STAFF));
        eve[STAFF] = json!({ "floor": 12 });
        let eve = custom.create(&eve).await.unwrap();
        let gone = body(&custom.world.patch(Kind::User, id(&eve), whole).await.unwrap());
        assert_eq!(gone.get(STAFF), None);
        assert!(!gone["schemas"].as_array().unwrap().contains(&json!(STAFF)), "{gone}");
        custom.verify().await;
    }
}

#[tokio::test]
async fn discovery_publishes_what_was_added_and_forgets_what_was_removed() {
    let mut custom = Custom::new(ProfileName::Standard).await;
    let before = custom.world.service.schemas(&custom.world.caller);
    custom.add_schema(Kind::User, &staff()).await.unwrap();
    custom.add_required(Kind::Group, &badge(json!({ "required": true }))).await.unwrap();

    let service = &custom.world.service;
    let published = service.schema(&custom.world.caller, &STAFF.to_uppercase()).unwrap();
    assert_eq!(published["name"], "Staff");
    assert_eq!(published["attributes"][0]["returned"], "always");
    assert_eq!(published["attributes"][11]["subAttributes"][2]["type"], "integer");
    assert_eq!(published["meta"]["resourceType"], "Schema");
    assert_eq!(service.schemas(&custom.world.caller)["totalResults"], 5);
    let users = service.resource_type(&custom.world.caller, "User").unwrap();
    let extensions = users["schemaExtensions"].as_array().unwrap();
    assert_eq!(extensions[1], json!({ "schema": STAFF, "required": false }));
    let groups = service.resource_type(&custom.world.caller, "Group").unwrap();
    assert_eq!(groups["schemaExtensions"], json!([{ "schema": BADGE, "required": true }]));

    let added = service.added_schemas(&custom.world.admin, custom.directory).await.unwrap();
    let added: Vec<_> = added.iter().map(|one| (one.kind, one.required, &*one.schema.id)).collect();
    assert_eq!(added, [(Kind::User, false, STAFF), (Kind::Group, true, BADGE)]);

    custom.remove_schema(&STAFF.to_uppercase()).await.unwrap();
    custom.remove_schema(BADGE).await.unwrap();
    assert_eq!(custom.world.service.schemas(&custom.world.caller), before);
    let unknown = custom.remove_schema(BADGE).await.unwrap_err();
    assert_eq!(unknown, Refusal::UnknownSchema { urn: BADGE.to_owned() });
}

#[tokio::test]
async fn what_is_published_can_be_added_again() {
    let mut custom = Custom::new(ProfileName::Standard).await;
    custom.add_schema(Kind::User, &staff()).await.unwrap();
    let published = custom.world.service.schema(&custom.world.caller, STAFF).unwrap();

    let mut copy = Custom::new(ProfileName::Strict).await;
    copy.add_schema(Kind::User, &published).await.unwrap();
    let again = copy.world.service.schema(&copy.world.caller, STAFF).unwrap();
    assert_eq!(again["attributes"], published["attributes"]);
}

#[tokio::test]
async fn a_required_extension_is_required_of_everyone_and_comes_before_anyone() {
    let mut custom = Custom::new(ProfileName::Strict).await;
    custom.add_required(Kind::User, &badge(json!({ "required": true }))).await.unwrap();

    let refused = custom.create(&person("bob")).await.unwrap_err();
    assert!(custom.told(&refused).contains(BADGE), "{refused}");
    let refused = custom.create(&holder("bob", json!({ "code": null }))).await.unwrap_err();
    assert!(custom.told(&refused).contains(BADGE), "{refused}");
    custom.create(&holder("bob", json!({ "code": "7" }))).await.unwrap();

    let mut late = badge(json!({}));
    late["id"] = json!("urn:example:late:1.0:User");
    let refused = custom.add_required(Kind::User, &late).await.unwrap_err();
    assert_eq!(
        refused,
        Refusal::RequiredTooLate {
            urn: "urn:example:late:1.0:User".to_owned(),
            kind: Kind::User,
            count: 1
        }
    );
    custom.add_required(Kind::Group, &late).await.unwrap();
    custom.verify().await;
}

#[tokio::test]
async fn a_schema_goes_once_nothing_holds_values_of_it() {
    let mut custom = Custom::new(ProfileName::Standard).await;
    custom.add_schema(Kind::User, &badge(json!({}))).await.unwrap();
    let bob = custom.create(&holder("bob", json!({ "code": "7" }))).await.unwrap();
    custom.create(&holder("cem", json!({ "code": "8" }))).await.unwrap();

    let refused = custom.remove_schema(BADGE).await.unwrap_err();
    assert_eq!(refused, Refusal::InUse { urn: BADGE.to_owned(), kind: Kind::User, count: 2 });
    let remove = json!([{ "op": "remove", "path": BADGE }]);
    custom.world.patch(Kind::User, id(&bob), remove).await.unwrap();
    custom.add_index(Kind::User, &format!("{BADGE}:code")).await.unwrap();
    let refused = custom.remove_schema(BADGE).await.unwrap_err();
    assert_eq!(refused, Refusal::SchemaIndexed { path: format!("{BADGE}:code") });
    custom.remove_index(Kind::User, &format!("{BADGE}:code")).await.unwrap();

    let cem = custom.found("userName eq \"cem\"").await;
    assert_eq!(cem, ["cem"]);
    let found = custom.world.find(Kind::User, "userName eq \"cem\"").await.unwrap();
    let cem = id(&found["Resources"][0]);
    custom.world.replace(Kind::User, cem, person("cem")).await.unwrap();
    custom.remove_schema(BADGE).await.unwrap();
    custom.verify().await;
}

#[tokio::test]
async fn the_schema_of_one_directory_is_unknown_in_the_next() {
    let mut custom = Custom::new(ProfileName::Strict).await;
    custom.add_schema(Kind::User, &badge(json!({}))).await.unwrap();
    let other =
        crate::world::caller(&custom.world.service, &custom.world.admin, ProfileName::Strict).await;
    assert!(custom.world.service.schema(&other, BADGE).is_err());
    custom.create(&holder("bob", json!({ "code": "7" }))).await.unwrap();
    custom.world.caller = other;
    let refused = custom.create(&holder("bob", json!({ "code": "7" }))).await.unwrap_err();
    assert!(custom.told(&refused).contains(BADGE), "{refused}");
}

#[tokio::test]
async fn what_stands_for_atlassian_exactly_takes_none() {
    let mut custom = Custom::new(ProfileName::AtlassianExact).await;
    let off = Refusal::Off { profile: "atlassian-exact" };
    assert_eq!(custom.add_schema(Kind::User, &badge(json!({}))).await, Err(off.clone()));
    assert_eq!(custom.add_index(Kind::User, "nickName").await, Err(off.clone()));
    assert_eq!(custom.remove_schema(BADGE).await, Err(off.clone()));
    assert_eq!(custom.remove_index(Kind::User, "nickName").await, Err(off));
}

#[tokio::test]
async fn another_organizations_directory_is_not_there() {
    let custom = Custom::new(ProfileName::Standard).await;
    let World { service, .. } = &custom.world;
    let stranger = service.create_organization("Stranger").await.unwrap();
    let stranger = directory::Administrator::local(stranger.id);
    let document = badge(json!({})).to_string();
    let added =
        service.add_schema(&stranger, custom.directory, Kind::User, document.as_bytes(), false);
    assert!(matches!(added.await, Err(directory::Error::Unknown { what: "directory", .. })));
    let added = service.add_index(&stranger, custom.directory, Kind::User, "nickName");
    assert!(matches!(added.await, Err(directory::Error::Unknown { what: "directory", .. })));
}

#[tokio::test]
async fn a_document_that_ends_early_is_refused_where_it_ends() {
    let custom = Custom::new(ProfileName::Standard).await;
    let World { service, admin, .. } = &custom.world;
    let added = service.add_schema(admin, custom.directory, Kind::User, b"{", false).await;
    let refused = refusal(added.unwrap_err());
    assert_eq!(refused.to_string(), "line 1, column 1: EOF while parsing an object");
}

#[tokio::test]
async fn additions_that_can_t_be_read_are_found_and_no_request_is_decided_without_them() {
    let custom = Custom::new(ProfileName::Standard).await;
    let World { service, admin, caller, .. } = &custom.world;
    let directory = custom.directory;
    let tenant = Tenant { organization: admin.organization(), directory: Some(directory) };
    let customize = Write::Customize { directory, expect: 0, document: b"{}".to_vec() };
    let log = build::log_entry(tenant, build::id(7));
    let change = Change { tenant, writes: vec![customize], log: vec![log] };
    service.store().commit(change).await.unwrap();
    custom.wait_until_noticed().await;

    let request = RequestInfo::default();
    let admitted = service.admit(Some(&custom.token), &directory.to_string(), request).await;
    assert!(matches!(admitted, Err(Error::Store(_))), "{admitted:?}");
    let stale = service.create(caller, Kind::User, object(person("ann")), &Wanted::default()).await;
    assert!(matches!(stale, Err(Error::Store(_))), "{stale:?}");
    let found = service.verify().await.unwrap();
    let codes: Vec<&str> = found.iter().map(|finding| finding.code).collect();
    assert_eq!(codes, ["customization-unreadable"], "{found:?}");
}
