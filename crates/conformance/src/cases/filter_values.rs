//! What filters compare: names, cases of letters, escapes, times, common attributes (RFC 7644 §3.4.2.2, §3.10).

use jiff::{SignedDuration, Timestamp, tz};
use serde_json::{Value, json};

use crate::case::{Case, Verdict, must, should};
use crate::need::Need;
use crate::offers::{ENTERPRISE, USER};
use crate::probe::{Probe, encoded};
use crate::section;
use crate::stop::Stop;

const FILTER: &[Need] = &[Need::Filter];

pub(super) const CASES: &[Case] = &[
    // T01
    must(
        "filter/names-in-any-case",
        section::NOTATION,
        "filters take attribute names in any case",
        |p| Box::pin(names_in_any_case(p)),
    )
    .needs(FILTER),
    // T06
    must("filter/urn", section::NOTATION, "filters take names with their schema's URN", |p| {
        Box::pin(urn(p))
    })
    .needs(FILTER),
    // T02
    must(
        "filter/user-name-case",
        section::USER,
        "userName is compared without regard to case",
        |p| Box::pin(user_name_case(p)),
    )
    .needs(FILTER),
    must("filter/external-id", section::COMMON, "externalId is found as it was sent", |p| {
        Box::pin(external_id(p))
    })
    .needs(FILTER),
    must(
        "filter/external-id-case",
        section::COMMON,
        "externalId in another case is another externalId",
        |p| Box::pin(external_id_case(p)),
    )
    .needs(FILTER),
    // T13
    must("filter/id", section::COMMON, "a user is found by its id", |p| Box::pin(id(p)))
        .needs(FILTER),
    must("filter/sub-attribute", section::FILTER, "sub-attributes are named with a dot", |p| {
        Box::pin(sub_attribute(p))
    })
    .needs(FILTER),
    // T56
    must(
        "filter/escapes",
        section::FILTER,
        "values are JSON strings: quotes and backslashes are escaped",
        |p| Box::pin(escapes(p)),
    )
    .needs(FILTER),
    must(
        "filter/unicode-escapes",
        section::FILTER,
        "values are JSON strings: \\u escapes are read",
        |p| Box::pin(unicode_escapes(p)),
    )
    .needs(FILTER),
    // T60
    must("filter/no-wildcards", section::FILTER, "% and _ stand for themselves", |p| {
        Box::pin(no_wildcards(p))
    })
    .needs(FILTER),
    // T61
    must("filter/plus", section::QUERY, "in a URL, + is a space and %2B is a plus", |p| {
        Box::pin(plus(p))
    })
    .needs(FILTER),
    // T59
    must("filter/schemas", section::FILTER, "schemas can be filtered by", |p| Box::pin(schemas(p)))
        .needs(FILTER),
    must("filter/resource-type", section::FILTER, "meta.resourceType can be filtered by", |p| {
        Box::pin(resource_type(p))
    })
    .needs(FILTER),
    must("filter/created", section::FILTER, "times are compared as times", |p| {
        Box::pin(created(p))
    })
    .needs(FILTER),
    // T21
    must(
        "filter/offsets",
        section::TYPES,
        "the same instant in another offset is the same time",
        |p| Box::pin(offsets(p)),
    )
    .needs(FILTER),
    must("filter/last-modified", section::FILTER, "meta.lastModified can be filtered by", |p| {
        Box::pin(last_modified(p))
    })
    .needs(FILTER),
    // T58
    must(
        "filter/default-values",
        section::FILTER,
        "a value the server fills in is found as it is shown",
        |p| Box::pin(default_values(p)),
    )
    .needs(FILTER),
    // T53
    should("filter/null", section::FILTER, "eq null finds what has no value", |p| {
        Box::pin(null(p))
    })
    .needs(&[Need::Filter, Need::Attribute("title")]),
    must(
        "filter/extension",
        section::NOTATION,
        "attributes of extensions are filtered by with their URN",
        |p| Box::pin(extension(p)),
    )
    .needs(&[Need::Filter, Need::Enterprise]),
];

async fn names_in_any_case(p: &mut Probe) -> Verdict {
    let people = p.people().await?;
    p.finds(&format!("USERNAME eq \"{}\"", people.get("ada")?.user_name()), &["ada"]).await?;
    Ok(())
}

async fn urn(p: &mut Probe) -> Verdict {
    let people = p.people().await?;
    let ada = people.get("ada")?.user_name().to_owned();
    p.finds(&format!("{USER}:userName eq \"{ada}\""), &["ada"]).await?;
    p.finds_among(&format!("{USER}:name.familyName eq \"Curie\""), &["cyd"]).await?;
    Ok(())
}

async fn user_name_case(p: &mut Probe) -> Verdict {
    let people = p.people().await?;
    p.finds(
        &format!("userName eq \"{}\"", people.get("ada")?.user_name().to_uppercase()),
        &["ada"],
    )
    .await?;
    Ok(())
}

async fn external_id(p: &mut Probe) -> Verdict {
    let ada = format!("{}-Ext-Ada", p.names.run());
    p.finds(&format!("externalId eq \"{ada}\""), &["ada"]).await?;
    Ok(())
}

async fn external_id_case(p: &mut Probe) -> Verdict {
    let ada = format!("{}-EXT-ADA", p.names.run());
    p.finds(&format!("externalId eq \"{ada}\""), &[]).await?;
    Ok(())
}

async fn id(p: &mut Probe) -> Verdict {
    let people = p.people().await?;
    let answer = p.finds(&format!("id eq \"{}\"", people.get("bob")?.id), &["bob"]).await?;
    answer.has("/totalResults", 1)?;
    Ok(())
}

async fn sub_attribute(p: &mut Probe) -> Verdict {
    p.finds_among("name.givenName eq \"Cyd\"", &["cyd"]).await?;
    Ok(())
}

async fn escapes(p: &mut Probe) -> Verdict {
    let people = p.people().await?;
    let name = people.get("cyd")?.sent.get("displayName").cloned().unwrap_or_default();
    p.finds(&format!("displayName eq {name}"), &["cyd"]).await?;
    Ok(())
}

async fn unicode_escapes(p: &mut Probe) -> Verdict {
    p.finds_among("displayName co \"\\u00e9\"", &["cyd"]).await?;
    Ok(())
}

async fn no_wildcards(p: &mut Probe) -> Verdict {
    p.finds_among("displayName co \"%\"", &["cyd"]).await?;
    p.finds_among("displayName co \"_\"", &[]).await?;
    Ok(())
}

async fn plus(p: &mut Probe) -> Verdict {
    let people = p.people().await?;
    let filter =
        encoded(&format!("userName eq \"{}\"", people.get("cyd")?.user_name())).replace("%20", "+");
    let answer = p.get(&format!("/Users?filter={filter}")).await?;
    people.insist(answer.is(&[200])?, "userName eq \"…+tag…\"", &["cyd"])
}

async fn schemas(p: &mut Probe) -> Verdict {
    p.finds_among(&format!("schemas eq \"{USER}\""), &["ada", "bob", "cyd", "dee"]).await?;
    Ok(())
}

async fn resource_type(p: &mut Probe) -> Verdict {
    p.finds_among("meta.resourceType eq \"User\"", &["ada", "bob", "cyd", "dee"]).await?;
    p.finds_among("meta.resourceType eq \"Group\"", &[]).await?;
    Ok(())
}

async fn created(p: &mut Probe) -> Verdict {
    let people = p.people().await?;
    let created = people.get("ada")?.answer.string("/meta/created")?.to_owned();
    p.finds_among(&format!("meta.created eq \"{created}\" and userName co \"ada\""), &["ada"])
        .await?;
    p.finds_among("meta.created gt \"2001-01-01T00:00:00Z\"", &["ada", "bob", "cyd", "dee"])
        .await?;
    p.finds_among("meta.created lt \"2001-01-01T00:00:00Z\"", &[]).await?;
    Ok(())
}

async fn offsets(p: &mut Probe) -> Verdict {
    let people = p.people().await?;
    let made = people.get("ada")?;
    let created: Timestamp = made
        .answer
        .string("/meta/created")?
        .parse()
        .map_err(|_| made.answer.wrong("meta.created is no time with an offset"))?;
    let before = created
        .checked_sub(SignedDuration::from_secs(1))
        .map_err(|error| Stop::skip(error.to_string()))?;
    let east = before.display_with_offset(tz::offset(9)).to_string();
    p.finds_among(&format!("meta.created gt \"{east}\" and userName co \"ada\""), &["ada"]).await?;
    Ok(())
}

async fn last_modified(p: &mut Probe) -> Verdict {
    let people = p.people().await?;
    let time = people.get("dee")?.answer.string("/meta/lastModified")?.to_owned();
    p.finds_among(&format!("meta.lastModified ge \"{time}\" and userName co \"dee\""), &["dee"])
        .await?;
    Ok(())
}

async fn default_values(p: &mut Probe) -> Verdict {
    let people = p.people().await?;
    let dee = people.get("dee")?.path.clone();
    let Value::Bool(active) = *p.get(&dee).await?.at("/active") else {
        return Err(Stop::skip("this server fills in no value for active"));
    };
    p.finds_among(&format!("active eq {active} and userName co \"dee\""), &["dee"]).await?;
    Ok(())
}

async fn null(p: &mut Probe) -> Verdict {
    p.finds_among("title eq null", &["bob", "dee"]).await?;
    Ok(())
}

async fn extension(p: &mut Probe) -> Verdict {
    let department = p.names.fresh();
    let made = p
        .user_with(&json!({"schemas": [USER, ENTERPRISE], ENTERPRISE: {"department": department}}))
        .await?;
    let answer =
        p.filter("/Users", &format!("{ENTERPRISE}:department eq \"{department}\"")).await?;
    answer.is(&[200])?.has("/totalResults", 1)?.has("/Resources/0/id", made.id)?;
    Ok(())
}
