//! Creating users (RFC 7644 §3.3).

use serde_json::json;

use crate::answer::at;
use crate::case::{Case, Verdict, must, should};
use crate::need::Need;
use crate::probe::{Probe, merged};
use crate::section;

pub(super) const CASES: &[Case] = &[
    must(
        "create/answers-201",
        section::CREATE,
        "POST answers 201 with the new user and its id",
        |p| Box::pin(answers_201(p)),
    ),
    // T43
    must(
        "create/location",
        section::CREATE,
        "the Location header of a 201 is an absolute URL and the same as meta.location",
        |p| Box::pin(location(p)),
    ),
    must(
        "create/location-resolves",
        section::CREATE,
        "what Location names ends in the resource's endpoint and id",
        |p| Box::pin(location_resolves(p)),
    ),
    // T15
    must(
        "create/meta",
        section::COMMON,
        "meta holds resourceType, and created and lastModified, which are the same at first",
        |p| Box::pin(meta(p)),
    ),
    // T14
    must("create/own-id", section::COMMON, "an id sent by the client is ignored", |p| {
        Box::pin(own_id(p))
    }),
    must("create/own-meta", section::COMMON, "meta sent by the client is ignored", |p| {
        Box::pin(own_meta(p))
    }),
    // T80
    must(
        "create/read-only-ignored",
        section::CREATE,
        "read-only attributes in a POST are ignored",
        |p| Box::pin(read_only_ignored(p)),
    ),
    must("create/kept", section::CREATE, "what is created is what is read afterwards", |p| {
        Box::pin(kept(p))
    }),
    // T81
    must(
        "create/conflict",
        section::CREATE,
        "a userName that is taken is refused with 409 and uniqueness",
        |p| Box::pin(conflict(p)),
    ),
    // T03
    must(
        "create/conflict-in-any-case",
        section::USER,
        "a userName that differs only in case is taken too",
        |p| Box::pin(conflict_in_any_case(p)),
    ),
    // T04
    should(
        "create/conflict-in-any-form",
        section::INTERNATIONAL,
        "a userName in another Unicode normal form is taken too",
        |p| Box::pin(conflict_in_any_form(p)),
    ),
    // T16
    must("create/external-id", section::COMMON, "externalId is kept as the client sent it", |p| {
        Box::pin(external_id(p))
    }),
    must("create/no-external-id", section::COMMON, "the server makes up no externalId", |p| {
        Box::pin(no_external_id(p))
    }),
    should(
        "create/shared-external-id",
        section::COMMON,
        "two users may have one externalId",
        |p| Box::pin(shared_external_id(p)),
    ),
    must("create/inactive", section::USER, "a user can be created inactive", |p| {
        Box::pin(inactive(p))
    }),
    // T27
    must("create/password", section::USER, "a password is never told", |p| Box::pin(password(p)))
        .needs(&[Need::Attribute("password")]),
];

async fn answers_201(p: &mut Probe) -> Verdict {
    let body = p.user_body();
    let answer = p.post("/Users", &body).await?;
    answer.is(&[201])?.has("/userName", at(&body, "/userName").clone())?;
    answer.must(!answer.string("/id")?.is_empty(), "the id is empty")?;
    Ok(())
}

async fn location(p: &mut Probe) -> Verdict {
    let made = p.user().await?;
    let location = made.answer.header("location").unwrap_or_default();
    made.answer.must(
        location.starts_with("http"),
        format!("Location is `{location}`; expected an absolute URL"),
    )?;
    made.answer.has("/meta/location", location)?;
    Ok(())
}

async fn location_resolves(p: &mut Probe) -> Verdict {
    let made = p.user().await?;
    let location = made.answer.header("location").unwrap_or_default().to_owned();
    let right = location.ends_with(&format!("/Users/{}", made.id));
    made.answer.must(right, format!("Location is `{location}`; expected …/Users/{}", made.id))?;
    p.read(&made).await?.has("/meta/location", location)?;
    Ok(())
}

async fn meta(p: &mut Probe) -> Verdict {
    let answer = p.user().await?.answer;
    answer.has("/meta/resourceType", "User")?;
    for pointer in ["/meta/created", "/meta/lastModified"] {
        let time = answer.string(pointer)?;
        answer.must(
            time.parse::<jiff::Timestamp>().is_ok(),
            format!("{pointer} is `{time}`; expected a dateTime with an offset"),
        )?;
    }
    answer.has("/meta/lastModified", answer.at("/meta/created").clone())?;
    Ok(())
}

async fn own_id(p: &mut Probe) -> Verdict {
    let made = p.user_with(&json!({"id": "chosen-by-the-client"})).await?;
    made.answer.must(made.id != "chosen-by-the-client", "the client's id was taken")?;
    Ok(())
}

async fn own_meta(p: &mut Probe) -> Verdict {
    let meta = json!({"resourceType": "Unicorn", "created": "1999-01-01T00:00:00Z"});
    let answer = p.user_with(&json!({"meta": meta})).await?.answer;
    answer.has("/meta/resourceType", "User")?;
    let created = answer.string("/meta/created")?;
    answer.must(!created.starts_with("1999"), "the client's meta.created was taken")?;
    Ok(())
}

async fn read_only_ignored(p: &mut Probe) -> Verdict {
    let made = p.user_with(&json!({"groups": [{"value": "no-such-group"}]})).await?;
    p.read(&made).await?.lacks("/groups")?;
    Ok(())
}

async fn kept(p: &mut Probe) -> Verdict {
    let made = p.user().await?;
    let read = p.read(&made).await?;
    for pointer in [
        "/userName",
        "/name/givenName",
        "/name/familyName",
        "/displayName",
        "/active",
        "/emails/0/value",
        "/emails/0/type",
        "/emails/0/primary",
    ] {
        let sent = made.sent.pointer(pointer).cloned().unwrap_or_default();
        made.answer.has(pointer, sent.clone())?;
        read.has(pointer, sent)?;
    }
    Ok(())
}

async fn conflict(p: &mut Probe) -> Verdict {
    let made = p.user().await?;
    p.post("/Users", &made.sent).await?.refused_as(409, "uniqueness")?;
    Ok(())
}

async fn conflict_in_any_case(p: &mut Probe) -> Verdict {
    let made = p.user().await?;
    let upper = merged(made.sent.clone(), &json!({"userName": made.user_name().to_uppercase()}));
    p.post("/Users", &upper).await?.refused_as(409, "uniqueness")?;
    Ok(())
}

async fn conflict_in_any_form(p: &mut Probe) -> Verdict {
    let name = p.names.fresh();
    p.user_with(&json!({"userName": format!("{name}-ren\u{e9}@example.com")})).await?;
    let body =
        merged(p.user_body(), &json!({"userName": format!("{name}-rene\u{301}@example.com")}));
    p.post("/Users", &body).await?.refused_as(409, "uniqueness")?;
    Ok(())
}

async fn external_id(p: &mut Probe) -> Verdict {
    let name = format!("{}-Ext/1 ü", p.names.fresh());
    let made = p.user_with(&json!({"externalId": name})).await?;
    p.read(&made).await?.has("/externalId", name)?;
    Ok(())
}

async fn no_external_id(p: &mut Probe) -> Verdict {
    let made = p.user().await?;
    p.read(&made).await?.lacks("/externalId")?;
    Ok(())
}

async fn shared_external_id(p: &mut Probe) -> Verdict {
    let name = p.names.fresh();
    p.user_with(&json!({"externalId": name})).await?;
    p.user_with(&json!({"externalId": name})).await?;
    Ok(())
}

async fn inactive(p: &mut Probe) -> Verdict {
    let made = p.user_with(&json!({"active": false})).await?;
    p.read(&made).await?.has("/active", false)?;
    Ok(())
}

async fn password(p: &mut Probe) -> Verdict {
    let secret = "tr0ub4dor&3-Correct.Horse";
    let made = p.user_with(&json!({"password": secret})).await?;
    let named = p.get(&made.with("attributes=password,userName")).await?;
    for answer in [&made.answer, &p.read(&made).await?, &named] {
        answer
            .must(!answer.text().contains(secret), "the password is in the answer")?
            .lacks("/password")?;
    }
    Ok(())
}
