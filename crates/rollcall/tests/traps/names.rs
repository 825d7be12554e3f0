//! Names: of attributes, of schemas, of extensions (RFC 7643 §2.1, §3, §3.3, §6; RFC 7644 §3.10).

use directory::model::Kind;
use directory::profile::ProfileName::{Standard, Strict};
use serde_json::json;

use crate::ask::{ENTERPRISE, USER, add_schema, filtered, found, in_both, names, op, written};
use crate::world::{group, story_in, user};

#[tokio::test]
async fn t001_names_are_read_in_any_case_and_answered_in_their_own() {
    in_both(async |tenant| {
        let shouted = json!({
            "SCHEMAS": [USER.to_uppercase()],
            "USERNAME": "ada@example.com",
            "Emails": [{"VALUE": "ada@example.com", "Type": "work", "PRIMARY": true}],
            "nAME": {"FAMILYNAME": "Lovelace"},
        });
        let answer = tenant.post("/Users", &shouted).await.status(201);
        let expected = json!({
            "schemas": [USER],
            "userName": "ada@example.com",
            "emails": [{"value": "ada@example.com", "type": "work", "primary": true}],
            "name": {"familyName": "Lovelace"},
        });
        assert_eq!(written(&answer), expected, "{answer}");

        let path = format!("/Users/{}", answer.id());
        let patched = tenant.patch(&path, &op("replace", "NAME.FamilyName", json!("King"))).await;
        assert_eq!(patched.status(200).at("/name/familyName"), "King");
        let filter = format!("{}:USERNAME eq \"ada@example.com\"", USER.to_uppercase());
        assert_eq!(found(tenant, "/Users", &filter).await, ["ada"]);
        let listed = tenant.get("/Users?sortBy=USERNAME&attributes=USERNAME").await.status(200);
        assert_eq!(names(&listed), ["ada"]);

        let twice = r#"{"schemas": ["urn:ietf:params:scim:schemas:core:2.0:User"],
            "userName": "grace", "username": "hopper"}"#;
        let twice = tenant.request("POST", "/Users").raw("application/scim+json", twice);
        twice.send().await.refused(400, Some("invalidSyntax"));
    })
    .await;
}

#[tokio::test]
async fn t005_a_name_may_begin_with_a_dollar() {
    in_both(async |tenant| {
        let ada = tenant.create("/Users", &user("ada")).await;
        let team = tenant.create("/Groups", &group("Team", &[&ada])).await;
        tenant.create("/Groups", &group("Others", &[])).await;
        let reference = format!("{}/Users/{ada}", tenant.base());
        for filter in [
            format!("members.$ref eq \"{reference}\""),
            format!("members[$ref eq \"{reference}\"]"),
        ] {
            assert_eq!(found(tenant, "/Groups", &filter).await, ["Team"], "{filter}");
        }
        let only = tenant.get(&format!("/Groups/{team}?attributes=members.$ref")).await.status(200);
        assert_eq!(only.at("/members"), &json!([{"$ref": reference}]), "{only}");
        let path = format!("members[$ref eq \"{reference}\"]");
        let remove = op("remove", &path, json!(null));
        let removed = tenant.patch(&format!("/Groups/{team}"), &remove).await.status(200);
        assert_eq!(removed.body.get("members"), None, "{removed}");
    })
    .await;
}

#[tokio::test]
async fn t006_a_urn_holds_dots_and_colons() {
    in_both(async |tenant| {
        for (name, manager) in [("ada", "2"), ("grace", "1")] {
            let mut sent = user(name);
            sent["schemas"] = json!([USER, ENTERPRISE]);
            sent["name"] = json!({"familyName": name});
            sent[ENTERPRISE] = json!({"manager": {"value": manager}, "department": "Research"});
            tenant.create("/Users", &sent).await;
        }
        let manager = format!("{ENTERPRISE}:manager.value");
        assert_eq!(found(tenant, "/Users", &format!("{manager} eq \"1\"")).await, ["grace"]);
        let family = format!("{USER}:name.familyName eq \"ada\"");
        assert_eq!(found(tenant, "/Users", &family).await, ["ada"]);
        let sorted = tenant.get(&format!("/Users?sortBy={manager}")).await.status(200);
        assert_eq!(names(&sorted), ["grace", "ada"]);

        let id = tenant.get(&filtered("/Users", "userName sw \"ada\"")).await.status(200);
        let path = format!("/Users/{}", id.at("/Resources/0/id").as_str().expect("an id"));
        let only = tenant.get(&format!("{path}?attributes={manager}")).await.status(200);
        assert_eq!(only.at(&format!("/{ENTERPRISE}")), &json!({"manager": {"value": "2"}}));
        assert_eq!(only.body.get("userName"), None, "{only}");
        let whole = tenant.get(&format!("{path}?attributes={ENTERPRISE}")).await.status(200);
        let expected = json!({"manager": {"value": "2"}, "department": "Research"});
        assert_eq!(whole.at(&format!("/{ENTERPRISE}")), &expected, "{whole}");

        let changed = tenant.patch(&path, &op("replace", &manager, json!("3"))).await.status(200);
        assert_eq!(changed.at(&format!("/{ENTERPRISE}/manager/value")), "3");
        let gone = tenant.patch(&path, &op("remove", ENTERPRISE, json!(null))).await.status(200);
        assert_eq!((gone.body.get(ENTERPRISE), gone.at("/schemas")), (None, &json!([USER])));
    })
    .await;
}

#[tokio::test]
async fn t009_the_order_of_schemas_means_nothing_and_strangers_are_none() {
    in_both(async |tenant| {
        let mut backwards = user("ada");
        backwards["schemas"] = json!([ENTERPRISE, USER]);
        backwards[ENTERPRISE] = json!({"department": "Research"});
        let answer = tenant.post("/Users", &backwards).await.status(201);
        assert_eq!(answer.at("/schemas"), &json!([USER, ENTERPRISE]), "{answer}");
    })
    .await;
    let doubtful =
        [json!([]), json!([USER, USER]), json!([USER, "urn:example:Robot"]), json!([ENTERPRISE])];
    story_in(Strict, async |tenant| {
        for schemas in &doubtful {
            let mut sent = user("grace");
            sent["schemas"] = schemas.clone();
            let refused = tenant.post("/Users", &sent).await.refused(400, Some("invalidSyntax"));
            assert!(refused.detail().contains("schemas"), "{refused}");
        }
    })
    .await;
    story_in(Standard, async |tenant| {
        for (number, schemas) in doubtful.iter().enumerate() {
            let mut sent = user(&format!("grace{number}"));
            sent["schemas"] = schemas.clone();
            let answer = tenant.post("/Users", &sent).await.status(201);
            assert_eq!(answer.at("/schemas"), &json!([USER]), "{answer}");
        }
    })
    .await;
}

#[tokio::test]
async fn t010_schemas_say_what_the_answer_holds() {
    in_both(async |tenant| {
        let mut listed = user("ada");
        listed["schemas"] = json!([USER, ENTERPRISE]);
        let listed = tenant.post("/Users", &listed).await.status(201);
        assert_eq!(listed.at("/schemas"), &json!([USER]), "it holds none of it: {listed}");

        let mut used = user("grace");
        used[ENTERPRISE] = json!({"department": "Research"});
        let used = tenant.post("/Users", &used).await.status(201);
        assert_eq!(used.at("/schemas"), &json!([USER, ENTERPRISE]), "unlisted, and used: {used}");
    })
    .await;
}

#[tokio::test]
async fn t011_attributes_live_in_their_own_container() {
    let mut flat = user("ada");
    flat["costCenter"] = json!("7");
    let mut wrapped = user("grace");
    wrapped[USER] = json!({"title": "Countess"});
    story_in(Strict, async |tenant| {
        for sent in [&flat, &wrapped] {
            tenant.post("/Users", sent).await.refused(400, Some("invalidSyntax"));
        }
    })
    .await;
    story_in(Standard, async |tenant| {
        for (sent, name) in [(&flat, "ada"), (&wrapped, "grace")] {
            let answer = tenant.post("/Users", sent).await.status(201);
            assert_eq!(written(&answer), user(name), "what lives elsewhere is not kept: {answer}");
        }
    })
    .await;
}

#[tokio::test]
async fn t012_a_required_extension_is_demanded_and_the_enterprise_one_is_not() {
    in_both(async |tenant| {
        let published = tenant.get("/ResourceTypes/User").await.status(200);
        let expected = json!([{"schema": ENTERPRISE, "required": false}]);
        assert_eq!(published.at("/schemaExtensions"), &expected, "{published}");

        let urn = "urn:example:params:scim:2.0:Badge";
        let number = json!({"name": "number", "type": "string", "required": true});
        let schema = json!({"id": urn, "name": "Badge", "attributes": [number]});
        add_schema(tenant, Kind::User, &schema, true).await;
        let published = tenant.get("/ResourceTypes/User").await.status(200);
        let expected = json!({"schema": urn, "required": true});
        assert_eq!(published.at("/schemaExtensions/1"), &expected, "{published}");

        let refused = tenant.post("/Users", &user("ada")).await.refused(400, Some("invalidValue"));
        assert!(refused.detail().contains(urn), "{refused}");
        let mut ada = user("ada");
        ada[urn] = json!({"number": "7"});
        let id = tenant.create("/Users", &ada).await;
        let path = format!("/Users/{id}");
        tenant.put(&path, &user("ada")).await.refused(400, Some("invalidValue"));
        tenant.patch(&path, &op("remove", urn, json!(null))).await.refused(400, Some("mutability"));
        assert_eq!(tenant.get(&path).await.at(&format!("/{urn}/number")), "7");
    })
    .await;
}
