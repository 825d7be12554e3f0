//! Resource types (RFC 7643 §6).

use crate::case::{Case, Verdict, must, should};
use crate::offers::{USER, resources};
use crate::probe::{Probe, encoded};
use crate::section;

const PATH: &str = "/ResourceTypes";

pub(super) const CASES: &[Case] = &[
    // T37
    must("discovery/resource-types", section::DISCOVERY, "/ResourceTypes is a ListResponse", |p| {
        Box::pin(resource_types(p))
    }),
    must(
        "discovery/resource-type-members",
        section::RESOURCE_TYPE,
        "each resource type has a name, an endpoint and a schema",
        |p| Box::pin(resource_type_members(p)),
    ),
    must(
        "discovery/user-type",
        section::RESOURCE_TYPE,
        "the resource type User is at /Users and has the core schema",
        |p| Box::pin(user_type(p)),
    ),
    must(
        "discovery/resource-type-by-name",
        section::DISCOVERY,
        "a resource type is read by its name, alone",
        |p| Box::pin(resource_type_by_name(p)),
    ),
    must(
        "discovery/resource-type-schemas",
        section::RESOURCE_TYPE,
        "every schema and extension of a resource type is in /Schemas",
        |p| Box::pin(resource_type_schemas(p)),
    ),
    must(
        "discovery/extension-required",
        section::RESOURCE_TYPE,
        "each schema extension says whether it is required",
        |p| Box::pin(extension_required(p)),
    ),
    // T38
    must(
        "discovery/paging-ignored",
        section::DISCOVERY,
        "paging parameters do not hide resource types",
        |p| Box::pin(paging_ignored(p)),
    ),
    should(
        "discovery/filter-refused",
        section::DISCOVERY,
        "a filter on discovery is refused with 403",
        |p| Box::pin(filter_refused(p)),
    ),
    must(
        "discovery/unknown-resource-type",
        section::ERRORS,
        "a resource type that does not exist is 404",
        |p| Box::pin(unknown_resource_type(p)),
    ),
    should(
        "discovery/locations",
        section::COMMON,
        "meta.location of a resource type is where it can be read",
        |p| Box::pin(locations(p)),
    ),
];

async fn resource_types(p: &mut Probe) -> Verdict {
    let answer = p.get(PATH).await?;
    answer.is(&[200])?;
    super::is_a_list(&answer)?;
    answer.must(resources(&answer.body).count() > 0, "no resource types are listed")?;
    Ok(())
}

async fn resource_type_members(p: &mut Probe) -> Verdict {
    let answer = p.get(PATH).await?;
    for (index, _) in resources(&answer.body).enumerate() {
        for name in ["name", "endpoint", "schema"] {
            answer.string(&format!("/Resources/{index}/{name}"))?;
        }
    }
    Ok(())
}

async fn user_type(p: &mut Probe) -> Verdict {
    let answer = p.get(PATH).await?;
    let user = resources(&answer.body).any(|of| {
        let endpoint = of.get("endpoint").and_then(|one| one.as_str()).unwrap_or_default();
        endpoint.trim_end_matches('/').ends_with("/Users")
            && of.get("schema").is_some_and(|urn| urn == USER)
    });
    answer
        .must(user, format!("no resource type has the endpoint /Users and the schema `{USER}`"))?;
    Ok(())
}

async fn resource_type_by_name(p: &mut Probe) -> Verdict {
    let list = p.get(PATH).await?;
    let name = list.string("/Resources/0/name")?;
    let answer = p.get(&format!("{PATH}/{}", encoded(name))).await?;
    answer.is(&[200])?.has("/name", name)?.lacks("/Resources")?;
    Ok(())
}

async fn resource_type_schemas(p: &mut Probe) -> Verdict {
    let (types, schemas) = (p.get(PATH).await?, p.get("/Schemas").await?);
    let known: Vec<String> = resources(&schemas.body)
        .filter_map(|schema| schema.get("id")?.as_str().map(str::to_lowercase))
        .collect();
    for of in resources(&types.body) {
        let extensions =
            of.get("schemaExtensions").and_then(|one| one.as_array()).into_iter().flatten();
        for urn in
            std::iter::once(of).chain(extensions).filter_map(|one| one.get("schema")?.as_str())
        {
            schemas
                .must(known.contains(&urn.to_lowercase()), format!("`{urn}` is not in /Schemas"))?;
        }
    }
    Ok(())
}

async fn extension_required(p: &mut Probe) -> Verdict {
    let answer = p.get(PATH).await?;
    for of in resources(&answer.body) {
        let extensions =
            of.get("schemaExtensions").and_then(|one| one.as_array()).into_iter().flatten();
        for extension in extensions {
            let said = extension.get("required").is_some_and(serde_json::Value::is_boolean);
            answer.must(said, format!("{extension} does not say whether it is required"))?;
        }
    }
    Ok(())
}

async fn paging_ignored(p: &mut Probe) -> Verdict {
    let all = p.get(PATH).await?;
    let paged = p.get(&format!("{PATH}?startIndex=2&count=1")).await?;
    let (all, found) = (resources(&all.body).count(), resources(&paged.body).count());
    paged.is(&[200])?.must(all == found, format!("{found} of {all} resource types are listed"))?;
    Ok(())
}

async fn filter_refused(p: &mut Probe) -> Verdict {
    p.get(&format!("{PATH}?filter={}", encoded("name eq \"User\""))).await?.refused(&[403])?;
    Ok(())
}

async fn unknown_resource_type(p: &mut Probe) -> Verdict {
    p.get("/ResourceTypes/Unicorn").await?.refused(&[404])?;
    Ok(())
}

async fn locations(p: &mut Probe) -> Verdict {
    let list = p.get(PATH).await?;
    let location = list.string("/Resources/0/meta/location")?;
    list.must(
        location.starts_with("http"),
        format!("meta.location is `{location}`; expected an absolute URL"),
    )?;
    let end = location.rsplit_once("/ResourceTypes/").map(|(_, end)| end.to_owned());
    let end = end.ok_or_else(|| list.wrong(format!("meta.location is `{location}`")))?;
    p.get(&format!("{PATH}/{end}"))
        .await?
        .is(&[200])?
        .has("/name", list.at("/Resources/0/name").clone())?;
    Ok(())
}
