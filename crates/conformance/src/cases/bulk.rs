//! Bulk (RFC 7644 §3.7).

use serde_json::{Value, json};

use crate::answer::{Answer, at};
use crate::case::{Case, Verdict, must};
use crate::need::Need;
use crate::probe::{Probe, merged, patch_op, replace};
use crate::section;
use crate::stop::Stop;

const BULK: &[Need] = &[Need::Bulk];

pub(super) const CASES: &[Case] = &[
    // T114
    must(
        "bulk/create",
        section::BULK,
        "POST in a Bulk creates: status, location and bulkId are answered",
        |p| Box::pin(bulk_create(p)),
    )
    .needs(BULK),
    must("bulk/change", section::BULK, "PUT, PATCH and DELETE work in a Bulk", |p| {
        Box::pin(change(p))
    })
    .needs(&[Need::Bulk, Need::Patch]),
    // T115
    must("bulk/goes-on", section::BULK, "one operation's failure does not stop the others", |p| {
        Box::pin(goes_on(p))
    })
    .needs(BULK),
    must("bulk/errors-told", section::BULK, "a failed operation holds its SCIM error", |p| {
        Box::pin(errors_told(p))
    })
    .needs(BULK),
    must("bulk/stops", section::BULK, "failOnErrors stops once there are so many errors", |p| {
        Box::pin(stops(p))
    })
    .needs(BULK),
    must(
        "bulk/unknown-path",
        section::BULK,
        "an operation on an endpoint that does not exist fails, the rest goes on",
        |p| Box::pin(unknown_path(p)),
    )
    .needs(BULK),
    // T118
    must(
        "bulk/version",
        section::VERSIONS,
        "an operation with another version fails with 412",
        |p| Box::pin(version(p)),
    )
    .needs(&[Need::Bulk, Need::Etag]),
    must("bulk/malformed", section::BULK, "a Bulk that is none is refused with 400", |p| {
        Box::pin(malformed(p))
    })
    .needs(BULK),
    // T117
    must(
        "bulk/too-many",
        section::BULK_LIMITS,
        "more operations than maxOperations are refused with 413, and none is done",
        |p| Box::pin(too_many(p)),
    )
    .needs(BULK),
    must(
        "bulk/too-large",
        section::BULK_LIMITS,
        "more bytes than maxPayloadSize are refused with 413",
        |p| Box::pin(too_large(p)),
    )
    .needs(BULK),
];

/// Sends operations; gives the answer, which must be a `BulkResponse`.
pub(super) async fn bulk(
    p: &mut Probe,
    operations: Value,
    errors: Option<u64>,
) -> Result<Answer, Stop> {
    let body = merged(bulk_request(&operations), &json!({"failOnErrors": errors}));
    let answer = p.post("/Bulk", &body).await?;
    answer.is(&[200])?;
    let urn = "urn:ietf:params:scim:api:messages:2.0:BulkResponse";
    answer.must(
        answer.elements("/schemas").contains(&urn.into()),
        "schemas does not list BulkResponse",
    )?;
    Ok(answer)
}

/// A `BulkRequest` message.
pub(super) fn bulk_request(operations: &Value) -> Value {
    let schema = "urn:ietf:params:scim:api:messages:2.0:BulkRequest";
    json!({"schemas": [schema], "Operations": operations})
}

/// An operation that creates a user.
pub(super) fn create(p: &Probe, bulk_id: &str) -> Value {
    json!({"method": "POST", "path": "/Users", "bulkId": bulk_id, "data": p.user_body()})
}

/// Insists on the statuses of the operations, in order.
pub(super) fn statuses(answer: &Answer, expected: &[&str]) -> Result<(), Stop> {
    let found: Vec<String> =
        answer.elements("/Operations").iter().map(|one| at(one, "/status").to_string()).collect();
    let wanted: Vec<String> = expected.iter().map(|status| format!("\"{status}\"")).collect();
    answer.must(
        found == wanted,
        format!("the statuses are {}; expected {}", found.join(", "), wanted.join(", ")),
    )?;
    Ok(())
}

async fn bulk_create(p: &mut Probe) -> Verdict {
    let operation = create(p, "ada");
    let answer = bulk(p, json!([operation]), None).await?;
    statuses(&answer, &["201"])?;
    answer.has("/Operations/0/bulkId", "ada")?.has("/Operations/0/method", "POST")?;
    let location = answer.string("/Operations/0/location")?;
    let id = location.rsplit('/').next().unwrap_or_default();
    p.get(&format!("/Users/{id}"))
        .await?
        .is(&[200])?
        .has("/userName", at(&operation, "/data/userName").clone())?;
    Ok(())
}

async fn change(p: &mut Probe) -> Verdict {
    let (put, patched, deleted) = (p.user().await?, p.user().await?, p.user().await?);
    let body = crate::probe::merged(put.sent.clone(), &json!({"displayName": "Put"}));
    let change = patch_op(&replace("displayName", "Patched"));
    let answer = bulk(
        p,
        json!([
            {"method": "PUT", "path": put.path, "data": body},
            {"method": "PATCH", "path": patched.path, "data": change},
            {"method": "DELETE", "path": deleted.path},
        ]),
        None,
    )
    .await?;
    let found: Vec<&str> = answer
        .elements("/Operations")
        .iter()
        .filter_map(|one| at(one, "/status").as_str())
        .collect();
    let right = matches!(found.as_slice(), ["200", "200" | "204", "204"]);
    answer.must(right, format!("the statuses are {}; expected 200, 200, 204", found.join(", ")))?;
    p.read(&put).await?.has("/displayName", "Put")?;
    p.read(&patched).await?.has("/displayName", "Patched")?;
    p.get(&deleted.path).await?.refused(&[404])?;
    Ok(())
}

async fn goes_on(p: &mut Probe) -> Verdict {
    let taken = p.user().await?;
    let (first, last) = (create(p, "first"), create(p, "last"));
    let conflict =
        json!({"method": "POST", "path": "/Users", "bulkId": "taken", "data": taken.sent});
    let answer = bulk(p, json!([first, conflict, last]), None).await?;
    statuses(&answer, &["201", "409", "201"])
}

async fn errors_told(p: &mut Probe) -> Verdict {
    let answer = bulk(
        p,
        json!([{"method": "DELETE", "path": format!("/Users/{}", super::read::NOBODY)}]),
        None,
    )
    .await?;
    statuses(&answer, &["404"])?;
    answer.has("/Operations/0/response/status", "404")?;
    Ok(())
}

async fn stops(p: &mut Probe) -> Verdict {
    let nobody = json!({"method": "DELETE", "path": format!("/Users/{}", super::read::NOBODY)});
    let (before, after) = (create(p, "before"), create(p, "after"));
    let name = at(&after, "/data/userName").clone();
    let answer = bulk(p, json!([before, nobody, after]), Some(1)).await?;
    statuses(&answer, &["201", "404"])?;
    if p.offers.filter {
        p.filter("/Users", &format!("userName eq {name}")).await?.has("/totalResults", 0)?;
    }
    Ok(())
}

async fn unknown_path(p: &mut Probe) -> Verdict {
    let ada = create(p, "ada");
    let answer = bulk(
        p,
        json!([{"method": "POST", "path": "/Unicorns", "bulkId": "u", "data": {}}, ada]),
        None,
    )
    .await?;
    let found: Vec<&str> = answer
        .elements("/Operations")
        .iter()
        .filter_map(|one| at(one, "/status").as_str())
        .collect();
    answer.must(
        matches!(found.as_slice(), ["400" | "404", "201"]),
        format!("the statuses are {}", found.join(", ")),
    )?;
    Ok(())
}

async fn version(p: &mut Probe) -> Verdict {
    let made = p.user().await?;
    let operation =
        json!({"method": "DELETE", "path": made.path, "version": "W/\"of-another-time\""});
    statuses(&bulk(p, json!([operation]), None).await?, &["412"])?;
    p.read(&made).await?;
    Ok(())
}

async fn malformed(p: &mut Probe) -> Verdict {
    p.post("/Bulk", &bulk_request(&json!("none"))).await?.refused(&[400])?;
    Ok(())
}

async fn too_many(p: &mut Probe) -> Verdict {
    let most = p.offers.bulk.map_or(u64::MAX, |limits| limits.max_operations);
    if most > 20_000 {
        return Err(Stop::skip(format!("maxOperations is {most}: too many to send")));
    }
    let nobody = json!({"method": "DELETE", "path": format!("/Users/{}", super::read::NOBODY)});
    let count = usize::try_from(most).unwrap_or_default() + 1;
    let body = bulk_request(&vec![nobody; count].into());
    p.post("/Bulk", &body).await?.refused(&[413])?;
    Ok(())
}

async fn too_large(p: &mut Probe) -> Verdict {
    let most = p.offers.bulk.map_or(u64::MAX, |limits| limits.max_payload_size);
    if most > 32 * 1024 * 1024 {
        return Err(Stop::skip(format!("maxPayloadSize is {most}: too much to send")));
    }
    let name = "x".repeat(usize::try_from(most).unwrap_or_default() + 1);
    let data = merged(p.user_body(), &json!({"displayName": name}));
    let operation = json!({"method": "POST", "path": "/Users", "bulkId": "large", "data": data});
    let body = bulk_request(&json!([operation]));
    match p.post("/Bulk", &body).await {
        // A server may close the connection rather than read on (RFC 9110 §15.5.14).
        Err(Stop::Failed { exchange: None, .. }) => {
            Err(Stop::skip("the server closed the connection"))
        }
        answer => answer?.refused(&[413]).map(drop),
    }
}
