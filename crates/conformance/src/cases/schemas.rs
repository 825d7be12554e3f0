//! Schemas (RFC 7643 §7).

use serde_json::Value;

use crate::answer::Answer;
use crate::case::{Case, Verdict, must, should};
use crate::offers::{GROUP, USER, resources};
use crate::probe::Probe;
use crate::section;
use crate::stop::Stop;

pub(super) const CASES: &[Case] = &[
    must("discovery/schemas", section::DISCOVERY, "/Schemas is a ListResponse", |p| {
        Box::pin(schemas(p))
    }),
    must(
        "discovery/schema-by-urn",
        section::DISCOVERY,
        "a schema is read by its URN, alone",
        |p| Box::pin(schema_by_urn(p)),
    ),
    // T01, T37
    should(
        "discovery/schema-urn-in-any-case",
        section::NOTATION,
        "the URN of a schema may be in any case",
        |p| Box::pin(schema_urn_in_any_case(p)),
    ),
    must("discovery/unknown-schema", section::ERRORS, "a schema that does not exist is 404", |p| {
        Box::pin(unknown_schema(p))
    }),
    must(
        "discovery/no-message-schemas",
        section::DISCOVERY,
        "/Schemas lists resources, not messages",
        |p| Box::pin(no_message_schemas(p)),
    ),
    // T39
    must(
        "discovery/attribute-types",
        section::SCHEMA,
        "every attribute has a name and a known type",
        |p| Box::pin(attribute_types(p)),
    ),
    must(
        "discovery/attribute-characteristics",
        section::SCHEMA,
        "mutability, returned and uniqueness have the values of the RFC",
        |p| Box::pin(attribute_characteristics(p)),
    ),
    should(
        "discovery/attributes-complete",
        section::SCHEMA,
        "every attribute says multiValued, description, required, mutability and returned",
        |p| Box::pin(attributes_complete(p)),
    ),
    // T22
    must(
        "discovery/complex-attributes",
        section::SCHEMA,
        "complex attributes have sub-attributes, and none of these is complex",
        |p| Box::pin(complex_attributes(p)),
    ),
    must(
        "discovery/user-schema",
        section::USER,
        "the schema of users has userName: required, not case-exact, unique",
        |p| Box::pin(user_schema(p)),
    ),
    // T27
    must(
        "discovery/password-schema",
        section::USER,
        "password, if there, is writeOnly and never returned",
        |p| Box::pin(password_schema(p)),
    ),
    must(
        "discovery/group-schema",
        section::GROUP,
        "the schema of groups has displayName and members",
        |p| Box::pin(group_schema(p)),
    )
    .needs(&[crate::need::Need::Groups]),
];

async fn schemas(p: &mut Probe) -> Verdict {
    let answer = p.get("/Schemas").await?;
    super::is_a_list(answer.is(&[200])?)
}

async fn schema_by_urn(p: &mut Probe) -> Verdict {
    let answer = p.get(&format!("/Schemas/{USER}")).await?;
    answer.is(&[200])?.has("/id", USER)?.lacks("/Resources")?;
    Ok(())
}

async fn schema_urn_in_any_case(p: &mut Probe) -> Verdict {
    let answer = p.get(&format!("/Schemas/{}", USER.to_uppercase())).await?;
    answer.is(&[200])?.has("/id", USER)?;
    Ok(())
}

async fn unknown_schema(p: &mut Probe) -> Verdict {
    p.get("/Schemas/urn:example:no:such:schema").await?.refused(&[404])?;
    Ok(())
}

async fn no_message_schemas(p: &mut Probe) -> Verdict {
    let answer = p.get("/Schemas").await?;
    let message = |schema: &Value| text(schema, "id").contains(":api:messages:");
    answer.must(!resources(&answer.body).any(message), "a message schema is listed")?;
    Ok(())
}

async fn attribute_types(p: &mut Probe) -> Verdict {
    let types =
        ["string", "boolean", "decimal", "integer", "dateTime", "reference", "complex", "binary"];
    each_attribute(p, |path, attribute| {
        (!types.contains(&text(attribute, "type")))
            .then(|| format!("{path} has the type {}", shown(attribute, "type")))
    })
    .await
}

async fn attribute_characteristics(p: &mut Probe) -> Verdict {
    let known: [(&str, &[&str]); 3] = [
        ("mutability", &["readOnly", "readWrite", "immutable", "writeOnly"]),
        ("returned", &["always", "never", "default", "request"]),
        ("uniqueness", &["none", "server", "global"]),
    ];
    each_attribute(p, |path, attribute| {
        let wrong = known.iter().find(|(name, values)| {
            attribute
                .get(name)
                .is_some_and(|value| !value.as_str().is_some_and(|text| values.contains(&text)))
        });
        wrong.map(|(name, _)| format!("{path} has the {name} {}", shown(attribute, name)))
    })
    .await
}

async fn attributes_complete(p: &mut Probe) -> Verdict {
    each_attribute(p, |path, attribute| {
        let names = ["multiValued", "description", "required", "mutability", "returned"];
        let missing = names.into_iter().find(|name| attribute.get(name).is_none());
        missing.map(|name| format!("{path} does not say {name}"))
    })
    .await
}

async fn complex_attributes(p: &mut Probe) -> Verdict {
    each_attribute(p, |path, attribute| {
        let complex = text(attribute, "type") == "complex";
        let parts = attribute.get("subAttributes").and_then(Value::as_array);
        if path.ends_with(":meta") {
            None
        } else if complex && parts.is_none_or(Vec::is_empty) {
            Some(format!("{path} is complex and has no subAttributes"))
        } else {
            let nested = parts.into_iter().flatten().any(|part| text(part, "type") == "complex");
            nested.then(|| format!("{path} has a complex sub-attribute"))
        }
    })
    .await
}

async fn user_schema(p: &mut Probe) -> Verdict {
    let answer = p.get(&format!("/Schemas/{USER}")).await?;
    let name = answer.elements("/attributes").iter().find(|one| text(one, "name") == "userName");
    let name = name.ok_or_else(|| answer.wrong("the schema has no attribute userName"))?;
    answer.must(name.get("required") == Some(&Value::Bool(true)), "userName is not required")?;
    answer.must(name.get("caseExact") != Some(&Value::Bool(true)), "userName is case-exact")?;
    answer.must(text(name, "uniqueness") != "none", "userName has uniqueness none")?;
    Ok(())
}

async fn password_schema(p: &mut Probe) -> Verdict {
    let answer = p.get(&format!("/Schemas/{USER}")).await?;
    let Some(password) =
        answer.elements("/attributes").iter().find(|one| text(one, "name") == "password")
    else {
        return Err(Stop::skip("not offered: the attribute password"));
    };
    answer.must(text(password, "mutability") == "writeOnly", "password is not writeOnly")?;
    answer.must(text(password, "returned") == "never", "password is not returned never")?;
    Ok(())
}

async fn group_schema(p: &mut Probe) -> Verdict {
    let answer = p.get(&format!("/Schemas/{GROUP}")).await?;
    answer.is(&[200])?;
    for name in ["displayName", "members"] {
        let there = answer.elements("/attributes").iter().any(|one| text(one, "name") == name);
        answer.must(there, format!("the schema has no attribute {name}"))?;
    }
    Ok(())
}

/// Looks at every attribute and sub-attribute of every schema; `wrong` says what is wrong with one.
async fn each_attribute(
    p: &mut Probe,
    wrong: impl Fn(&str, &Value) -> Option<String> + Send + Sync,
) -> Result<(), Stop> {
    let answer = p.get("/Schemas").await?;
    answer.is(&[200])?;
    for schema in resources(&answer.body) {
        look(&answer, text(schema, "id"), schema.get("attributes"), &wrong)?;
    }
    Ok(())
}

fn look(
    answer: &Answer,
    path: &str,
    attributes: Option<&Value>,
    wrong: &(impl Fn(&str, &Value) -> Option<String> + Sync),
) -> Result<(), Stop> {
    for attribute in attributes.and_then(Value::as_array).into_iter().flatten() {
        let path = format!("{path}:{}", text(attribute, "name"));
        if let Some(why) = wrong(&path, attribute) {
            return Err(answer.wrong(why));
        }
        look(answer, &path, attribute.get("subAttributes"), wrong)?;
    }
    Ok(())
}

fn text<'a>(value: &'a Value, member: &str) -> &'a str {
    value.get(member).and_then(Value::as_str).unwrap_or_default()
}

fn shown(value: &Value, member: &str) -> String {
    value.get(member).map_or_else(|| "(none)".to_owned(), Value::to_string)
}
