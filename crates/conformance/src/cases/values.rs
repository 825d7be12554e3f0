//! What attributes may hold (RFC 7643 §2), and how resources name their schemas (§3).

use client::Method;
use serde_json::{Value, json};

use crate::case::{Case, must, should};
use crate::need::Need;
use crate::offers::{ENTERPRISE, GROUP, USER};
use crate::probe::{Json as _, SCIM_JSON, merged, request};
use crate::section;

pub(super) const CASES: &[Case] = &[
    // T01
    must("values/names-in-any-case", section::NAMES, "attribute names are taken in any case", |p| Box::pin(async move {
        let body = p.user_body();
        let (name, email) = (body["userName"].clone(), body["emails"][0]["value"].clone());
        let shouted = json!({
            "schemas": [USER],
            "USERNAME": name,
            "Name": {"GIVENNAME": "Ada", "familyname": "Lovelace"},
            "DisplayName": body["displayName"],
            "Emails": [{"VALUE": email, "Type": "work", "Primary": true}],
        });
        let made = p.create("/Users", &shouted).await?;
        p.read(&made).await?.has("/userName", name)?.has("/name/givenName", "Ada")?.has("/emails/0/value", email)?;
        Ok(())
    })),
    // T07
    must("values/null", section::UNASSIGNED, "null is the same as absent", |p| Box::pin(async move {
        let mut body = p.user_body();
        if let Some(members) = body.as_object_mut() {
            members.insert("displayName".to_owned(), Value::Null);
            members.insert("externalId".to_owned(), Value::Null);
        }
        let made = p.create("/Users", &body).await?;
        let read = p.read(&made).await?;
        read.lacks("/displayName")?.lacks("/externalId")?;
        super::no_nulls(&read)
    })),
    must("values/empty-list", section::UNASSIGNED, "an empty list is the same as absent", |p| Box::pin(async move {
        let made = p.user_with(&json!({"phoneNumbers": []})).await?;
        p.read(&made).await?.lacks("/phoneNumbers")?;
        Ok(())
    })).needs(&[Need::Attribute("phoneNumbers")]),
    // T17
    must("values/two-primaries", section::MULTI_VALUED, "two primary values are refused", |p| Box::pin(async move {
        let name = p.names.fresh();
        let email = |end: &str, of: &str| json!({"value": format!("{name}@{end}"), "type": of, "primary": true});
        let emails = [email("example.com", "work"), email("example.org", "home")];
        let body = merged(p.user_body(), &json!({"emails": emails}));
        p.post("/Users", &body).await?.refused(&[400])?;
        Ok(())
    })),
    // T19
    must("values/order", section::MULTI_VALUED, "values of a list keep their order", |p| Box::pin(async move {
        let name = p.names.fresh();
        let values = ["c", "a", "b"].map(|end| format!("{name}-{end}@example.com"));
        let emails: Vec<Value> = values.iter().enumerate()
            .map(|(index, value)| json!({"value": value, "type": "work", "primary": index == 0})).collect();
        let made = p.user_with(&json!({"emails": emails})).await?;
        let read = p.read(&made).await?;
        for (index, value) in values.iter().enumerate() {
            read.has(&format!("/emails/{index}/value"), value.as_str())?;
        }
        Ok(())
    })),
    // T20
    must("values/boolean-type", section::TYPES, "a boolean attribute takes no number", |p| Box::pin(async move {
        let body = merged(p.user_body(), &json!({"active": 17}));
        p.post("/Users", &body).await?.refused(&[400])?;
        Ok(())
    })),
    must("values/string-type", section::TYPES, "a string attribute takes no object", |p| Box::pin(async move {
        let body = merged(p.user_body(), &json!({"displayName": {"a": "b"}}));
        p.post("/Users", &body).await?.refused(&[400])?;
        Ok(())
    })),
    must("values/complex-type", section::TYPES, "a complex attribute takes no number", |p| Box::pin(async move {
        let body = merged(p.user_body(), &json!({"name": 5}));
        p.post("/Users", &body).await?.refused(&[400])?;
        Ok(())
    })),
    must("values/unicode", section::TYPES, "text in any script is kept as it is", |p| Box::pin(async move {
        let names = json!({"givenName": "李\u{1f469}\u{200d}\u{1f4bb}", "familyName": "Ångström \"O'Neil\" \\ /"});
        let made = p.user_with(&json!({"name": names})).await?;
        p.read(&made).await?.has("/name/givenName", names["givenName"].clone())?.has("/name/familyName", names["familyName"].clone())?;
        Ok(())
    })),
    // T23
    should("values/other-types", section::MULTI_VALUED, "a type that is not among the canonical values is taken", |p| Box::pin(async move {
        let email = format!("{}@example.com", p.names.fresh());
        let emails = json!([{"value": email, "type": "other2", "primary": true}]);
        p.user_with(&json!({"emails": emails})).await?.answer.has("/emails/0/type", "other2")?;
        Ok(())
    })),
    // T26
    should("values/phone-numbers", section::USER, "a telephone number is kept as it was sent", |p| Box::pin(async move {
        let made = p.user_with(&json!({"phoneNumbers": [{"value": "(030) 12 34-56 x7", "type": "work"}]})).await?;
        p.read(&made).await?.has("/phoneNumbers/0/value", "(030) 12 34-56 x7")?;
        Ok(())
    })).needs(&[Need::Attribute("phoneNumbers")]),
    // T86
    must("values/malformed", section::ERRORS, "a body that is not JSON is refused with 400 and invalidSyntax", |p| Box::pin(async move {
        let broken = request(Method::POST, "/Users").header("Content-Type", SCIM_JSON).body("{\"userName\": ");
        p.send(broken).await?.refused_as(400, "invalidSyntax")?;
        Ok(())
    })),
    must("values/no-object", section::ERRORS, "a body that is no object is refused with 400", |p| Box::pin(async move {
        for body in [json!([]), json!("userName"), Value::Null] {
            p.send(request(Method::POST, "/Users").json(&body)).await?.refused(&[400])?;
        }
        Ok(())
    })),
    must("values/no-body", section::ERRORS, "a POST without a body is refused with 400", |p| Box::pin(async move {
        let empty = request(Method::POST, "/Users").header("Content-Type", SCIM_JSON).body("");
        p.send(empty).await?.refused(&[400])?;
        Ok(())
    })),
    must("values/invalid-utf-8", section::ERRORS, "a body that is not UTF-8 is refused with 400", |p| Box::pin(async move {
        let bytes = b"{\"userName\": \"\xff\xfe\"}".to_vec();
        p.send(request(Method::POST, "/Users").header("Content-Type", SCIM_JSON).body(bytes)).await?.refused(&[400])?;
        Ok(())
    })),
    must("values/deep", section::ERRORS, "a body nested a thousand deep is refused, not crashed on", |p| Box::pin(async move {
        let deep = format!("{{\"userName\": {}{}}}", "[".repeat(1_000), "]".repeat(1_000));
        p.send(request(Method::POST, "/Users").header("Content-Type", SCIM_JSON).body(deep)).await?.refused(&[400, 413])?;
        Ok(())
    })),
    must("values/required", section::USER, "a user without userName is refused with 400 and invalidValue", |p| Box::pin(async move {
        let body = merged(p.user_body(), &json!({"userName": null}));
        p.post("/Users", &body).await?.refused_as(400, "invalidValue")?;
        Ok(())
    })),
    // T88
    must("values/wrong-type-of-resource", section::RESOURCES, "a group is not taken as a user", |p| Box::pin(async move {
        let body = json!({"schemas": [GROUP], "displayName": p.names.fresh()});
        p.post("/Users", &body).await?.refused(&[400])?;
        Ok(())
    })),
    must("values/schemas", section::RESOURCES, "schemas of a user lists the core schema", |p| Box::pin(async move {
        let answer = p.user().await?.answer;
        answer.must(answer.elements("/schemas").contains(&USER.into()), format!("schemas does not list `{USER}`"))?;
        Ok(())
    })),
    // T09, T10, T11
    must("values/extension", section::EXTENSIONS, "extension attributes are kept below the URN of their schema, and schemas lists it", |p| Box::pin(async move {
        let extra = json!({"schemas": [USER, ENTERPRISE], ENTERPRISE: {"employeeNumber": "701984", "department": "Tours"}});
        let made = p.user_with(&extra).await?;
        let read = p.read(&made).await?;
        let held = read.body.get(ENTERPRISE).and_then(|held| held.get("employeeNumber"));
        read.must(held == Some(&json!("701984")), "employeeNumber is not where it was put")?;
        read.must(read.elements("/schemas").contains(&ENTERPRISE.into()), "schemas does not list the extension")?;
        Ok(())
    })).needs(&[Need::Enterprise]),
    must("values/extension-first", section::RESOURCES, "schemas may come in any order", |p| Box::pin(async move {
        p.user_with(&json!({"schemas": [ENTERPRISE, USER], ENTERPRISE: {"department": "Tours"}})).await?;
        Ok(())
    })).needs(&[Need::Enterprise]),
    must("values/extension-listed-only", section::EXTENSIONS, "an extension may be listed and left empty", |p| Box::pin(async move {
        p.user_with(&json!({"schemas": [USER, ENTERPRISE]})).await?;
        Ok(())
    })).needs(&[Need::Enterprise]),
    // T31
    must("values/manager", section::ENTERPRISE, "manager.displayName sent by the client is ignored", |p| Box::pin(async move {
        let boss = p.user().await?;
        let manager = json!({"value": boss.id, "displayName": "Not My Name"});
        let made = p.user_with(&json!({"schemas": [USER, ENTERPRISE], ENTERPRISE: {"manager": manager}})).await?;
        let read = p.read(&made).await?;
        let found = read.body.get(ENTERPRISE).and_then(|held| held.get("manager"));
        let found = found.ok_or_else(|| read.wrong("the manager was not kept"))?;
        read.must(found.get("value") == Some(&json!(boss.id)), "manager.value is not what was sent")?;
        read.must(found.get("displayName") != Some(&json!("Not My Name")), "manager.displayName is read-only, and the client's was taken")?;
        Ok(())
    })).needs(&[Need::Enterprise]),
];
