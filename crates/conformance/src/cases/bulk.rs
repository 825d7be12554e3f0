//! Bulk (RFC 7644 §3.7).

use serde_json::{Value, json};

use crate::answer::Answer;
use crate::case::{Case, must};
use crate::need::Need;
use crate::probe::{Probe, patch_op};
use crate::section;
use crate::stop::Stop;

const BULK: &[Need] = &[Need::Bulk];

/// Sends operations; gives the answer, which must be a BulkResponse.
pub(super) async fn bulk(
    p: &mut Probe,
    operations: Value,
    errors: Option<u64>,
) -> Result<Answer, Stop> {
    let mut body = json!({"schemas": ["urn:ietf:params:scim:api:messages:2.0:BulkRequest"], "Operations": operations});
    if let Some(errors) = errors {
        body["failOnErrors"] = errors.into();
    }
    let answer = p.post("/Bulk", &body).await?;
    answer.is(&[200])?;
    let urn = "urn:ietf:params:scim:api:messages:2.0:BulkResponse";
    answer.must(
        answer.elements("/schemas").contains(&urn.into()),
        "schemas does not list BulkResponse",
    )?;
    Ok(answer)
}

/// An operation that creates a user.
pub(super) fn create(p: &Probe, bulk_id: &str) -> Value {
    json!({"method": "POST", "path": "/Users", "bulkId": bulk_id, "data": p.user_body()})
}

/// Insists on the statuses of the operations, in order.
pub(super) fn statuses(answer: &Answer, expected: &[&str]) -> Result<(), Stop> {
    let found: Vec<String> =
        answer.elements("/Operations").iter().map(|one| one["status"].to_string()).collect();
    let wanted: Vec<String> = expected.iter().map(|status| format!("\"{status}\"")).collect();
    answer.must(
        found == wanted,
        format!("the statuses are {}; expected {}", found.join(", "), wanted.join(", ")),
    )?;
    Ok(())
}

pub(super) const CASES: &[Case] = &[
    // T114
    must("bulk/create", section::BULK, "POST in a Bulk creates: status, location and bulkId are answered", |p| Box::pin(async move {
        let operation = create(p, "ada");
        let answer = bulk(p, json!([operation]), None).await?;
        statuses(&answer, &["201"])?;
        answer.has("/Operations/0/bulkId", "ada")?.has("/Operations/0/method", "POST")?;
        let location = answer.string("/Operations/0/location")?;
        let id = location.rsplit('/').next().unwrap_or_default();
        p.get(&format!("/Users/{id}")).await?.is(&[200])?.has("/userName", operation["data"]["userName"].clone())?;
        Ok(())
    })).needs(BULK),
    must("bulk/change", section::BULK, "PUT, PATCH and DELETE work in a Bulk", |p| Box::pin(async move {
        let (put, patched, deleted) = (p.user().await?, p.user().await?, p.user().await?);
        let body = crate::probe::merged(put.sent.clone(), &json!({"displayName": "Put"}));
        let change = patch_op(json!([{"op": "replace", "path": "displayName", "value": "Patched"}]));
        let answer = bulk(p, json!([
            {"method": "PUT", "path": put.path, "data": body},
            {"method": "PATCH", "path": patched.path, "data": change},
            {"method": "DELETE", "path": deleted.path},
        ]), None).await?;
        let found: Vec<&str> = answer.elements("/Operations").iter().filter_map(|one| one["status"].as_str()).collect();
        let right = matches!(found.as_slice(), ["200", "200" | "204", "204"]);
        answer.must(right, format!("the statuses are {}; expected 200, 200, 204", found.join(", ")))?;
        p.read(&put).await?.has("/displayName", "Put")?;
        p.read(&patched).await?.has("/displayName", "Patched")?;
        p.get(&deleted.path).await?.refused(&[404])?;
        Ok(())
    })).needs(&[Need::Bulk, Need::Patch]),
    // T115
    must("bulk/goes-on", section::BULK, "one operation's failure does not stop the others", |p| Box::pin(async move {
        let taken = p.user().await?;
        let (first, last) = (create(p, "first"), create(p, "last"));
        let conflict = json!({"method": "POST", "path": "/Users", "bulkId": "taken", "data": taken.sent});
        let answer = bulk(p, json!([first, conflict, last]), None).await?;
        statuses(&answer, &["201", "409", "201"])
    })).needs(BULK),
    must("bulk/errors-told", section::BULK, "a failed operation holds its SCIM error", |p| Box::pin(async move {
        let answer = bulk(p, json!([{"method": "DELETE", "path": format!("/Users/{}", super::read::NOBODY)}]), None).await?;
        statuses(&answer, &["404"])?;
        answer.has("/Operations/0/response/status", "404")?;
        Ok(())
    })).needs(BULK),
    must("bulk/stops", section::BULK, "failOnErrors stops once there are so many errors", |p| Box::pin(async move {
        let nobody = json!({"method": "DELETE", "path": format!("/Users/{}", super::read::NOBODY)});
        let (before, after) = (create(p, "before"), create(p, "after"));
        let name = after["data"]["userName"].clone();
        let answer = bulk(p, json!([before, nobody, after]), Some(1)).await?;
        statuses(&answer, &["201", "404"])?;
        if p.offers.filter {
            p.filter("/Users", &format!("userName eq {name}")).await?.has("/totalResults", 0)?;
        }
        Ok(())
    })).needs(BULK),
    must("bulk/unknown-path", section::BULK, "an operation on an endpoint that does not exist fails, the rest goes on", |p| Box::pin(async move {
        let ada = create(p, "ada");
        let answer = bulk(p, json!([{"method": "POST", "path": "/Unicorns", "bulkId": "u", "data": {}}, ada]), None).await?;
        let found: Vec<&str> = answer.elements("/Operations").iter().filter_map(|one| one["status"].as_str()).collect();
        answer.must(matches!(found.as_slice(), ["400" | "404", "201"]), format!("the statuses are {}", found.join(", ")))?;
        Ok(())
    })).needs(BULK),
    // T118
    must("bulk/version", section::VERSIONS, "an operation with another version fails with 412", |p| Box::pin(async move {
        let made = p.user().await?;
        let operation = json!({"method": "DELETE", "path": made.path, "version": "W/\"of-another-time\""});
        statuses(&bulk(p, json!([operation]), None).await?, &["412"])?;
        p.read(&made).await?;
        Ok(())
    })).needs(&[Need::Bulk, Need::Etag]),
    must("bulk/malformed", section::BULK, "a Bulk that is none is refused with 400", |p| Box::pin(async move {
        p.post("/Bulk", &json!({"schemas": ["urn:ietf:params:scim:api:messages:2.0:BulkRequest"], "Operations": "none"})).await?.refused(&[400])?;
        Ok(())
    })).needs(BULK),
    // T117
    must("bulk/too-many", section::BULK_LIMITS, "more operations than maxOperations are refused with 413, and none is done", |p| Box::pin(async move {
        let most = p.offers.bulk.map_or(u64::MAX, |limits| limits.max_operations);
        if most > 20_000 {
            return Err(Stop::skip(format!("maxOperations is {most}: too many to send")));
        }
        let nobody = json!({"method": "DELETE", "path": format!("/Users/{}", super::read::NOBODY)});
        let count = usize::try_from(most).unwrap_or_default() + 1;
        let body = json!({
            "schemas": ["urn:ietf:params:scim:api:messages:2.0:BulkRequest"],
            "Operations": vec![nobody; count],
        });
        p.post("/Bulk", &body).await?.refused(&[413])?;
        Ok(())
    })).needs(BULK),
    must("bulk/too-large", section::BULK_LIMITS, "more bytes than maxPayloadSize are refused with 413", |p| Box::pin(async move {
        let most = p.offers.bulk.map_or(u64::MAX, |limits| limits.max_payload_size);
        if most > 32 * 1024 * 1024 {
            return Err(Stop::skip(format!("maxPayloadSize is {most}: too much to send")));
        }
        let mut operation = create(p, "large");
        operation["data"]["displayName"] = "x".repeat(usize::try_from(most).unwrap_or_default() + 1).into();
        let body = json!({"schemas": ["urn:ietf:params:scim:api:messages:2.0:BulkRequest"], "Operations": [operation]});
        match p.post("/Bulk", &body).await {
            // A server may close the connection rather than read on (RFC 9110 §15.5.14).
            Err(Stop::Failed { exchange: None, .. }) => Err(Stop::skip("the server closed the connection")),
            answer => answer?.refused(&[413]).map(drop),
        }
    })).needs(BULK),
];
