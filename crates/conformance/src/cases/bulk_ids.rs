//! Bulk: references to what the same request creates (RFC 7644 §3.7.2).

use serde_json::{Value, json};

use super::bulk::{bulk, bulk_request, create, statuses};
use crate::answer::{Answer, at};
use crate::case::{Case, Verdict, must, should};
use crate::need::Need;
use crate::probe::{Probe, add, merged, patch_op, replace};
use crate::section;
use crate::stop::Stop;

const GROUPS: &[Need] = &[Need::Bulk, Need::Groups];

pub(super) const CASES: &[Case] = &[
    // T116
    must(
        "bulk-id/back",
        section::BULK_ID,
        "a bulkId stands for the id of what was created before",
        |p| Box::pin(back(p)),
    )
    .needs(GROUPS),
    must(
        "bulk-id/forward",
        section::BULK_ID,
        "a bulkId stands for the id of what is created after",
        |p| Box::pin(forward(p)),
    )
    .needs(GROUPS),
    must(
        "bulk-id/in-patch",
        section::BULK_ID,
        "a bulkId is replaced in the values of a PATCH",
        |p| Box::pin(in_patch(p)),
    )
    .needs(&[Need::Bulk, Need::Groups, Need::Patch]),
    should(
        "bulk-id/in-path",
        section::BULK_ID,
        "a bulkId is replaced in the path of an operation",
        |p| Box::pin(in_path(p)),
    )
    .needs(&[Need::Bulk, Need::Patch]),
    must(
        "bulk-id/unknown",
        section::BULK_ID,
        "a bulkId that nothing creates fails its operation",
        |p| Box::pin(unknown(p)),
    )
    .needs(GROUPS),
    must(
        "bulk-id/of-a-failure",
        section::BULK_ID,
        "what refers to an operation that failed fails too, and the rest goes on",
        |p| Box::pin(of_a_failure(p)),
    )
    .needs(GROUPS),
    must("bulk-id/required", section::BULK_ID, "a POST without a bulkId is refused", |p| {
        Box::pin(required(p))
    })
    .needs(&[Need::Bulk]),
];

/// An operation that creates a group of one member.
fn group(p: &Probe, bulk_id: &str, member: &str) -> Value {
    let data = merged(p.group_body(&[]), &json!({"members": [{"value": member}]}));
    json!({"method": "POST", "path": "/Groups", "bulkId": bulk_id, "data": data})
}

/// The id of what the operation with that bulkId created.
fn id_of<'a>(answer: &'a Answer, bulk_id: &str) -> Result<&'a str, Stop> {
    let operation = answer.elements("/Operations").iter().find(|one| at(one, "/bulkId") == bulk_id);
    let location = operation.and_then(|one| at(one, "/location").as_str());
    let id = location.and_then(|location| location.rsplit('/').next());
    id.ok_or_else(|| answer.wrong(format!("there is no location for the operation {bulk_id}")))
}

/// Insists that the group `team` has the user `ada` as its one member.
async fn holds_ada(p: &mut Probe, answer: &Answer) -> Result<(), Stop> {
    let read = p.get(&format!("/Groups/{}", id_of(answer, "team")?)).await?;
    read.is(&[200])?.has("/members/0/value", id_of(answer, "ada")?)?;
    Ok(())
}

async fn back(p: &mut Probe) -> Verdict {
    let operations = json!([create(p, "ada"), group(p, "team", "bulkId:ada")]);
    let answer = bulk(p, operations, None).await?;
    statuses(&answer, &["201", "201"])?;
    holds_ada(p, &answer).await
}

async fn forward(p: &mut Probe) -> Verdict {
    let operations = json!([group(p, "team", "bulkId:ada"), create(p, "ada")]);
    let answer = bulk(p, operations, None).await?;
    let done =
        answer.elements("/Operations").iter().filter(|one| at(one, "/status") == "201").count();
    answer.must(done == 2, format!("{done} of 2 operations are 201"))?;
    holds_ada(p, &answer).await
}

async fn in_patch(p: &mut Probe) -> Verdict {
    let team = p.group(&[]).await?;
    let change = patch_op(&add("members", json!([{"value": "bulkId:ada"}])));
    let operations =
        json!([create(p, "ada"), {"method": "PATCH", "path": team.path, "data": change}]);
    let answer = bulk(p, operations, None).await?;
    p.read(&team).await?.has("/members/0/value", id_of(&answer, "ada")?)?;
    Ok(())
}

async fn in_path(p: &mut Probe) -> Verdict {
    let change = patch_op(&replace("displayName", "Patched"));
    let operations =
        json!([create(p, "ada"), {"method": "PATCH", "path": "/Users/bulkId:ada", "data": change}]);
    let answer = bulk(p, operations, None).await?;
    p.get(&format!("/Users/{}", id_of(&answer, "ada")?)).await?.has("/displayName", "Patched")?;
    Ok(())
}

async fn unknown(p: &mut Probe) -> Verdict {
    let operations = json!([group(p, "team", "bulkId:nobody")]);
    let answer = bulk(p, operations, None).await?;
    let status = answer.string("/Operations/0/status")?;
    answer.must(
        matches!(status, "400" | "404" | "409"),
        format!("the status is {status}; expected 400 or 409"),
    )?;
    Ok(())
}

async fn of_a_failure(p: &mut Probe) -> Verdict {
    let taken = p.user().await?;
    let conflict = json!({"method": "POST", "path": "/Users", "bulkId": "ada", "data": taken.sent});
    let operations = json!([conflict, group(p, "team", "bulkId:ada"), create(p, "bob")]);
    let answer = bulk(p, operations, None).await?;
    let failed = |index: usize| {
        answer.elements("/Operations").get(index).is_some_and(|one| {
            at(one, "/status").as_str().is_some_and(|status| status.starts_with('4'))
        })
    };
    answer.must(failed(0) && failed(1), "the first two operations should have failed")?;
    answer.has("/Operations/2/status", "201")?;
    Ok(())
}

async fn required(p: &mut Probe) -> Verdict {
    let mut operation = create(p, "ada");
    if let Some(members) = operation.as_object_mut() {
        members.remove("bulkId");
    }
    let body = bulk_request(&json!([operation]));
    let answer = p.post("/Bulk", &body).await?;
    if answer.code() == 200 {
        statuses(&answer, &["400"])
    } else {
        answer.refused(&[400]).map(drop)
    }
}
