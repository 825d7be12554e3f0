//! What the server says of itself (RFC 7643 §5).

use serde_json::Value;

use crate::case::{Case, must};
use crate::section;

const PATH: &str = "/ServiceProviderConfig";

pub(super) const CASES: &[Case] = &[
    // T36
    must(
        "discovery/config",
        section::CONFIG,
        "/ServiceProviderConfig is one object with its schema",
        |p| {
            Box::pin(async move {
                let answer = p.get(PATH).await?;
                answer.is(&[200])?;
                let urn = "urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig";
                answer.must(
                    answer.elements("/schemas").contains(&urn.into()),
                    "schemas does not list ServiceProviderConfig",
                )?;
                answer.lacks("/Resources")?;
                Ok(())
            })
        },
    ),
    must(
        "discovery/config-flags",
        section::CONFIG,
        "patch, bulk, filter, changePassword, sort and etag each say whether they are supported",
        |p| {
            Box::pin(async move {
                let answer = p.get(PATH).await?;
                for name in ["patch", "bulk", "filter", "changePassword", "sort", "etag"] {
                    let found = answer.at(&format!("/{name}/supported"));
                    answer.must(
                        found.is_boolean(),
                        format!("{name}.supported is {found}; expected true or false"),
                    )?;
                }
                Ok(())
            })
        },
    ),
    must(
        "discovery/config-limits",
        section::CONFIG,
        "bulk and filter limits are there, as integers, supported or not",
        |p| {
            Box::pin(async move {
                let answer = p.get(PATH).await?;
                for pointer in ["/bulk/maxOperations", "/bulk/maxPayloadSize", "/filter/maxResults"]
                {
                    let found = answer.at(pointer);
                    answer.must(
                        found.is_u64(),
                        format!("{pointer} is {found}; expected an integer"),
                    )?;
                }
                Ok(())
            })
        },
    ),
    must(
        "discovery/config-authentication",
        section::CONFIG,
        "each authentication scheme has a type, a name and a description",
        |p| {
            Box::pin(async move {
                let answer = p.get(PATH).await?;
                let schemes = answer.at("/authenticationSchemes");
                answer.must(
                    schemes.is_array(),
                    format!("authenticationSchemes is {schemes}; expected a list"),
                )?;
                for (index, _) in answer.elements("/authenticationSchemes").iter().enumerate() {
                    for name in ["type", "name", "description"] {
                        answer.string(&format!("/authenticationSchemes/{index}/{name}"))?;
                    }
                }
                Ok(())
            })
        },
    ),
    must(
        "discovery/config-pagination",
        section::CURSOR,
        "pagination, if there, says true or false for cursor and index, and has integers for its limits",
        |p| {
            Box::pin(async move {
                let answer = p.get(PATH).await?;
                let Some(pagination) = answer.body.get("pagination") else {
                    return Err(crate::stop::Stop::skip(
                        "not offered: pagination in ServiceProviderConfig",
                    ));
                };
                for name in ["cursor", "index"] {
                    let found = pagination.get(name);
                    answer.must(
                        found.is_some_and(Value::is_boolean),
                        format!("pagination.{name} is not true or false"),
                    )?;
                }
                for name in ["defaultPageSize", "maxPageSize", "cursorTimeout"] {
                    let right = pagination.get(name).is_none_or(Value::is_u64);
                    answer.must(right, format!("pagination.{name} is not an integer"))?;
                }
                let default = pagination.get("defaultPaginationMethod").and_then(Value::as_str);
                let right = matches!(default, None | Some("index" | "cursor"));
                answer.must(
                    right,
                    "pagination.defaultPaginationMethod is neither index nor cursor",
                )?;
                Ok(())
            })
        },
    ),
    must(
        "discovery/config-no-null",
        section::UNASSIGNED,
        "nothing in ServiceProviderConfig is null",
        |p| {
            Box::pin(async move {
                let answer = p.get(PATH).await?;
                super::no_nulls(&answer)
            })
        },
    ),
    must(
        "discovery/config-read-only",
        section::DISCOVERY,
        "ServiceProviderConfig can't be deleted",
        |p| {
            Box::pin(async move {
                p.delete(PATH).await?.refused(&[403, 404, 405, 501])?;
                p.get(PATH).await?.is(&[200])?;
                Ok(())
            })
        },
    ),
];
