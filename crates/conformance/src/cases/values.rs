//! What attributes may hold (RFC 7643 §2), and how resources name their schemas (§3).

use serde_json::{Value, json};

use crate::answer::at;
use crate::case::{Case, Verdict, must, should};
use crate::need::Need;
use crate::offers::{GROUP, USER};
use crate::probe::{Probe, merged};
use crate::section;

pub(super) const CASES: &[Case] = &[
    // T01
    must(
        "values/names-in-any-case",
        section::NAMES,
        "attribute names are taken in any case",
        |p| Box::pin(names_in_any_case(p)),
    ),
    // T07
    must("values/null", section::UNASSIGNED, "null is the same as absent", |p| Box::pin(null(p))),
    must("values/empty-list", section::UNASSIGNED, "an empty list is the same as absent", |p| {
        Box::pin(empty_list(p))
    })
    .needs(&[Need::Attribute("phoneNumbers")]),
    // T17
    must("values/two-primaries", section::MULTI_VALUED, "two primary values are refused", |p| {
        Box::pin(two_primaries(p))
    }),
    // T19
    must("values/order", section::MULTI_VALUED, "values of a list keep their order", |p| {
        Box::pin(order(p))
    }),
    // T20
    must("values/boolean-type", section::TYPES, "a boolean attribute takes no number", |p| {
        Box::pin(boolean_type(p))
    }),
    must("values/string-type", section::TYPES, "a string attribute takes no object", |p| {
        Box::pin(string_type(p))
    }),
    must("values/complex-type", section::TYPES, "a complex attribute takes no number", |p| {
        Box::pin(complex_type(p))
    }),
    must("values/unicode", section::TYPES, "text in any script is kept as it is", |p| {
        Box::pin(unicode(p))
    }),
    // T23
    should(
        "values/other-types",
        section::MULTI_VALUED,
        "a type that is not among the canonical values is taken",
        |p| Box::pin(other_types(p)),
    ),
    // T26
    should(
        "values/phone-numbers",
        section::USER,
        "a telephone number is kept as it was sent",
        |p| Box::pin(phone_numbers(p)),
    )
    .needs(&[Need::Attribute("phoneNumbers")]),
    must(
        "values/required",
        section::USER,
        "a user without userName is refused with 400 and invalidValue",
        |p| Box::pin(required(p)),
    ),
    // T88
    must(
        "values/wrong-type-of-resource",
        section::RESOURCES,
        "a group is not taken as a user",
        |p| Box::pin(wrong_type_of_resource(p)),
    ),
    must("values/schemas", section::RESOURCES, "schemas of a user lists the core schema", |p| {
        Box::pin(schemas(p))
    }),
];

async fn names_in_any_case(p: &mut Probe) -> Verdict {
    let body = p.user_body();
    let (name, email) = (at(&body, "/userName").clone(), at(&body, "/emails/0/value").clone());
    let shouted = json!({
        "schemas": [USER],
        "USERNAME": name,
        "Name": {"GIVENNAME": "Ada", "familyname": "Lovelace"},
        "DisplayName": at(&body, "/displayName"),
        "Emails": [{"VALUE": email, "Type": "work", "Primary": true}],
    });
    let made = p.create("/Users", &shouted).await?;
    p.read(&made)
        .await?
        .has("/userName", name)?
        .has("/name/givenName", "Ada")?
        .has("/emails/0/value", email)?;
    Ok(())
}

async fn null(p: &mut Probe) -> Verdict {
    let mut body = p.user_body();
    if let Some(members) = body.as_object_mut() {
        members.insert("displayName".to_owned(), Value::Null);
        members.insert("externalId".to_owned(), Value::Null);
    }
    let made = p.create("/Users", &body).await?;
    let read = p.read(&made).await?;
    read.lacks("/displayName")?.lacks("/externalId")?;
    super::no_nulls(&read)
}

async fn empty_list(p: &mut Probe) -> Verdict {
    let made = p.user_with(&json!({"phoneNumbers": []})).await?;
    p.read(&made).await?.lacks("/phoneNumbers")?;
    Ok(())
}

async fn two_primaries(p: &mut Probe) -> Verdict {
    let name = p.names.fresh();
    let email = |end: &str, of: &str| {
        let value = format!("{name}@{end}");
        json!({"value": value, "type": of, "primary": true})
    };
    let emails = [email("example.com", "work"), email("example.org", "home")];
    let body = merged(p.user_body(), &json!({"emails": emails}));
    p.post("/Users", &body).await?.refused(&[400])?;
    Ok(())
}

async fn order(p: &mut Probe) -> Verdict {
    let name = p.names.fresh();
    let values = ["c", "a", "b"].map(|end| format!("{name}-{end}@example.com"));
    let emails: Vec<Value> = values
        .iter()
        .enumerate()
        .map(|(index, value)| json!({"value": value, "type": "work", "primary": index == 0}))
        .collect();
    let made = p.user_with(&json!({"emails": emails})).await?;
    let read = p.read(&made).await?;
    for (index, value) in values.iter().enumerate() {
        read.has(&format!("/emails/{index}/value"), value.as_str())?;
    }
    Ok(())
}

async fn boolean_type(p: &mut Probe) -> Verdict {
    let body = merged(p.user_body(), &json!({"active": 17}));
    p.post("/Users", &body).await?.refused(&[400])?;
    Ok(())
}

async fn string_type(p: &mut Probe) -> Verdict {
    let body = merged(p.user_body(), &json!({"displayName": {"a": "b"}}));
    p.post("/Users", &body).await?.refused(&[400])?;
    Ok(())
}

async fn complex_type(p: &mut Probe) -> Verdict {
    let body = merged(p.user_body(), &json!({"name": 5}));
    p.post("/Users", &body).await?.refused(&[400])?;
    Ok(())
}

async fn unicode(p: &mut Probe) -> Verdict {
    let coder = "李\u{1f469}\u{200d}\u{1f4bb}";
    let names = json!({"givenName": coder, "familyName": "Ångström \"O'Neil\" \\ /"});
    let made = p.user_with(&json!({"name": names})).await?;
    p.read(&made)
        .await?
        .has("/name/givenName", at(&names, "/givenName").clone())?
        .has("/name/familyName", at(&names, "/familyName").clone())?;
    Ok(())
}

async fn other_types(p: &mut Probe) -> Verdict {
    let email = format!("{}@example.com", p.names.fresh());
    let emails = json!([{"value": email, "type": "other2", "primary": true}]);
    p.user_with(&json!({"emails": emails})).await?.answer.has("/emails/0/type", "other2")?;
    Ok(())
}

async fn phone_numbers(p: &mut Probe) -> Verdict {
    let made = p
        .user_with(&json!({"phoneNumbers": [{"value": "(030) 12 34-56 x7", "type": "work"}]}))
        .await?;
    p.read(&made).await?.has("/phoneNumbers/0/value", "(030) 12 34-56 x7")?;
    Ok(())
}

async fn required(p: &mut Probe) -> Verdict {
    let body = merged(p.user_body(), &json!({"userName": null}));
    p.post("/Users", &body).await?.refused_as(400, "invalidValue")?;
    Ok(())
}

async fn wrong_type_of_resource(p: &mut Probe) -> Verdict {
    let body = json!({"schemas": [GROUP], "displayName": p.names.fresh()});
    p.post("/Users", &body).await?.refused(&[400])?;
    Ok(())
}

async fn schemas(p: &mut Probe) -> Verdict {
    let answer = p.user().await?.answer;
    answer.must(
        answer.elements("/schemas").contains(&USER.into()),
        format!("schemas does not list `{USER}`"),
    )?;
    Ok(())
}
