//! Types that the built-in schemas do not use for what clients write: numbers and dates (RFC 7643 §2.3).

use directory::model::Kind;
use serde_json::{Value, json};

use crate::ask::{GROUP, USER, add_schema, filtered, finds, found, in_both};
use crate::world::{Tenant, group, user};

const BADGE: &str = "urn:example:params:scim:2.0:Badge";

/// Adds an extension with an attribute of each simple type.
async fn with_badges(tenant: &Tenant) {
    let attributes: Vec<Value> = ["integer", "decimal", "dateTime", "binary", "reference"]
        .map(|kind| json!({"name": kind, "type": kind}))
        .into();
    let schema = json!({"id": BADGE, "name": "Badge", "attributes": attributes});
    add_schema(tenant, Kind::User, &schema, false).await;
}

fn badge(name: &str, attribute: &str, literal: &str) -> String {
    format!(
        r#"{{"schemas": ["{USER}", "{BADGE}"], "userName": "{name}", "{BADGE}": {{"{attribute}": {literal}}}}}"#
    )
}

#[tokio::test]
async fn t021_dates_are_compared_as_instants() {
    in_both(async |tenant| {
        with_badges(tenant).await;
        let taken = [
            ("utc", "2026-03-01T12:00:00Z"),
            ("offset", "2026-03-01T14:00:00.000+02:00"),
            ("fraction", "2026-03-01T12:00:00.0000000019999Z"),
            ("midnight", "2026-03-01T24:00:00Z"),
        ];
        for (name, date) in taken {
            let body = badge(name, "dateTime", &format!("\"{date}\""));
            let request = tenant.request("POST", "/Users").raw("application/scim+json", body);
            request.send().await.status(201);
        }
        for date in ["2026-03-01", "12:00:00Z", "2026-03-01T12:00:60Z", "2026-02-30T12:00:00Z", "x"]
        {
            let body = badge("none", "dateTime", &format!("\"{date}\""));
            let request = tenant.request("POST", "/Users").raw("application/scim+json", body);
            request.send().await.refused(400, Some("invalidValue"));
        }
        let date = format!("{BADGE}:dateTime");
        for (filter, expected) in [
            (format!("{date} eq \"2026-03-01T12:00:00+00:00\""), &["utc", "offset"][..]),
            (format!("{date} ge \"2026-03-02T00:00:00Z\""), &["midnight"]),
            (format!("{date} eq \"2026-03-02T00:00:00Z\""), &["midnight"]),
        ] {
            assert_eq!(found(tenant, "/Users", &filter).await, expected, "{filter}");
        }
        let list = tenant.get(&filtered("/Users", "userName eq \"utc\"")).await;
        let created = list.at("/Resources/0/meta/created").as_str().expect("a date");
        assert!(created.ends_with('Z'), "in UTC: {list}");
        let elsewhere = format!("meta.created eq \"{}+00:00\"", created.trim_end_matches('Z'));
        finds(tenant, "/Users", &[(&elsewhere, &["utc"])]).await;
    })
    .await;
}

#[tokio::test]
async fn t022_complex_attributes_do_not_nest() {
    in_both(async |tenant| {
        let list = tenant.get("/Schemas").await.status(200);
        let mut parts = 0;
        for schema in list.at("/Resources").as_array().expect("schemas") {
            for attribute in schema["attributes"].as_array().expect("attributes") {
                for part in attribute["subAttributes"].as_array().into_iter().flatten() {
                    assert_ne!(part["type"], "complex", "{part}");
                    assert_eq!(part.get("subAttributes"), None, "{part}");
                    parts += 1;
                }
            }
        }
        assert!(parts > 20, "{parts} sub-attributes were seen");

        let inner = json!({"name": "inner", "type": "complex", "subAttributes": [
            {"name": "value", "type": "string"},
        ]});
        let outer = json!({"name": "outer", "type": "complex", "subAttributes": [inner]});
        let schema = json!({"id": BADGE, "name": "Badge", "attributes": [outer]}).to_string();
        let (admin, id) = (tenant.admin(), tenant.directory().id);
        let added =
            tenant.service.add_schema(admin, id, Kind::User, schema.as_bytes(), false).await;
        assert!(added.expect_err("refused").to_string().contains("inner"));
        assert_eq!(tenant.get("/Schemas").await.body, list.body);
    })
    .await;
}

#[tokio::test]
async fn t024_references_are_resolved_against_the_base_url() {
    in_both(async |tenant| {
        let ada = tenant.create("/Users", &user("ada")).await;
        let team = tenant.create("/Groups", &group("Team", &[&ada])).await;
        let path = format!("/Groups/{team}");
        let read = tenant.get(&path).await.status(200);
        assert_eq!(read.at("/members/0/$ref"), &json!(format!("{}/Users/{ada}", tenant.base())));
        let by_reference = format!("members.$ref eq \"{}/Users/{ada}\"", tenant.base());
        finds(tenant, "/Groups", &[(&by_reference, &["Team"])]).await;

        // What a client says of the URI of a member it names by its id is the service's to say.
        for spelling in [format!("Users/{ada}"), format!("/Users/{ada}"), "x".to_owned()] {
            let members = json!([{"value": ada, "$ref": spelling}]);
            let put = json!({"schemas": [GROUP], "displayName": "Team", "members": members});
            let put = tenant.put(&path, &put).await.status(200);
            assert_eq!(put.body, read.body, "nothing has changed: {put}");
        }
    })
    .await;
}
