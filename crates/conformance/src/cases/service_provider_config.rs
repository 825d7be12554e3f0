//! What the server says of itself (RFC 7643 §5).

use serde_json::Value;

use crate::case::{Case, Verdict, must};
use crate::probe::Probe;
use crate::section;

const PATH: &str = "/ServiceProviderConfig";

pub(super) const CASES: &[Case] = &[
    // T36
    must(
        "discovery/config",
        section::CONFIG,
        "/ServiceProviderConfig is one object with its schema",
        |p| Box::pin(config(p)),
    ),
    must(
        "discovery/config-flags",
        section::CONFIG,
        "patch, bulk, filter, changePassword, sort and etag each say whether they are supported",
        |p| Box::pin(config_flags(p)),
    ),
    must(
        "discovery/config-limits",
        section::CONFIG,
        "bulk and filter limits are there, as integers, supported or not",
        |p| Box::pin(config_limits(p)),
    ),
    must(
        "discovery/config-authentication",
        section::CONFIG,
        "each authentication scheme has a type, a name and a description",
        |p| Box::pin(config_authentication(p)),
    ),
    must(
        "discovery/config-pagination",
        section::CURSOR,
        "pagination, if there, says cursor and index, and its limits are integers",
        |p| Box::pin(config_pagination(p)),
    ),
    must(
        "discovery/config-no-null",
        section::UNASSIGNED,
        "nothing in ServiceProviderConfig is null",
        |p| Box::pin(config_no_null(p)),
    ),
    must(
        "discovery/config-read-only",
        section::DISCOVERY,
        "ServiceProviderConfig can't be deleted",
        |p| Box::pin(config_read_only(p)),
    ),
];

async fn config(p: &mut Probe) -> Verdict {
    let answer = p.get(PATH).await?;
    answer.is(&[200])?;
    let urn = "urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig";
    answer.must(
        answer.elements("/schemas").contains(&urn.into()),
        "schemas does not list ServiceProviderConfig",
    )?;
    answer.lacks("/Resources")?;
    Ok(())
}

async fn config_flags(p: &mut Probe) -> Verdict {
    let answer = p.get(PATH).await?;
    for name in ["patch", "bulk", "filter", "changePassword", "sort", "etag"] {
        let found = answer.at(&format!("/{name}/supported"));
        answer.must(
            found.is_boolean(),
            format!("{name}.supported is {found}; expected true or false"),
        )?;
    }
    Ok(())
}

async fn config_limits(p: &mut Probe) -> Verdict {
    let answer = p.get(PATH).await?;
    for pointer in ["/bulk/maxOperations", "/bulk/maxPayloadSize", "/filter/maxResults"] {
        let found = answer.at(pointer);
        answer.must(found.is_u64(), format!("{pointer} is {found}; expected an integer"))?;
    }
    Ok(())
}

async fn config_authentication(p: &mut Probe) -> Verdict {
    let answer = p.get(PATH).await?;
    let schemes = answer.at("/authenticationSchemes");
    answer
        .must(schemes.is_array(), format!("authenticationSchemes is {schemes}; expected a list"))?;
    for (index, _) in answer.elements("/authenticationSchemes").iter().enumerate() {
        for name in ["type", "name", "description"] {
            answer.string(&format!("/authenticationSchemes/{index}/{name}"))?;
        }
    }
    Ok(())
}

async fn config_pagination(p: &mut Probe) -> Verdict {
    let answer = p.get(PATH).await?;
    let Some(pagination) = answer.body.get("pagination") else {
        return Err(crate::stop::Stop::skip("not offered: pagination in ServiceProviderConfig"));
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
    answer.must(right, "pagination.defaultPaginationMethod is neither index nor cursor")?;
    Ok(())
}

async fn config_no_null(p: &mut Probe) -> Verdict {
    let answer = p.get(PATH).await?;
    super::no_nulls(&answer)
}

async fn config_read_only(p: &mut Probe) -> Verdict {
    p.delete(PATH).await?.refused(&[403, 404, 405, 501])?;
    p.get(PATH).await?.is(&[200])?;
    Ok(())
}
