//! Replacing with PUT (RFC 7644 §3.5.1).

use serde_json::json;

use crate::answer::at;
use crate::case::{Case, Verdict, must, should};
use crate::offers::USER;
use crate::probe::{Probe, merged};
use crate::section;

pub(super) const CASES: &[Case] = &[
    must(
        "replace/answers-200",
        section::REPLACE,
        "PUT answers 200 with what the user is now",
        |p| Box::pin(answers_200(p)),
    ),
    must("replace/lists", section::REPLACE, "PUT of a list replaces all of its values", |p| {
        Box::pin(lists(p))
    }),
    // T83
    should("replace/omitted", section::REPLACE, "PUT without an attribute clears it", |p| {
        Box::pin(omitted(p))
    }),
    // T85
    must("replace/keeps", section::REPLACE, "PUT changes neither the id nor meta.created", |p| {
        Box::pin(keeps(p))
    }),
    must(
        "replace/last-modified",
        section::COMMON,
        "PUT that changes something moves meta.lastModified forward",
        |p| Box::pin(last_modified(p)),
    ),
    must(
        "replace/with-read-only",
        section::REPLACE,
        "a user as it was read can be put back: its read-only attributes are ignored",
        |p| Box::pin(with_read_only(p)),
    ),
    // T80
    must("replace/other-id", section::REPLACE, "another id in the body is ignored", |p| {
        Box::pin(other_id(p))
    }),
    // T82
    must(
        "replace/never-creates",
        section::REPLACE,
        "PUT to an id that does not exist is 404 and creates nothing",
        |p| Box::pin(never_creates(p)),
    ),
    must(
        "replace/conflict",
        section::REPLACE,
        "PUT of a userName that another has is refused with 409 and uniqueness",
        |p| Box::pin(conflict(p)),
    ),
    must("replace/own-name", section::REPLACE, "a user does not stand in its own way", |p| {
        Box::pin(own_name(p))
    }),
    must("replace/required", section::REPLACE, "PUT without userName is refused with 400", |p| {
        Box::pin(required(p))
    }),
    must(
        "replace/wrong-type",
        section::TYPES,
        "PUT of a wrong type is refused with 400 and changes nothing",
        |p| Box::pin(wrong_type(p)),
    ),
    must(
        "replace/without-id",
        section::REPLACE,
        "PUT on the endpoint, without an id, is refused",
        |p| Box::pin(without_id(p)),
    ),
    should(
        "replace/no-change",
        section::REPLACE,
        "PUT that changes nothing leaves meta.lastModified",
        |p| Box::pin(no_change(p)),
    ),
];

async fn answers_200(p: &mut Probe) -> Verdict {
    let made = p.user().await?;
    let body = merged(
        made.sent.clone(),
        &json!({"displayName": "Grace", "name": {"givenName": "Grace", "familyName": "Hopper"}}),
    );
    p.put(&made.path, &body).await?.is(&[200])?.has("/displayName", "Grace")?;
    p.read(&made).await?.has("/displayName", "Grace")?.has("/name/familyName", "Hopper")?;
    Ok(())
}

async fn lists(p: &mut Probe) -> Verdict {
    let made = p.user().await?;
    let email = format!("{}@example.com", p.names.fresh());
    let body = merged(
        made.sent.clone(),
        &json!({"emails": [{"value": email, "type": "work", "primary": true}]}),
    );
    p.put(&made.path, &body).await?.is(&[200])?;
    let read = p.read(&made).await?;
    read.must(read.elements("/emails").len() == 1, "there are more e-mails than were put")?
        .has("/emails/0/value", email)?;
    Ok(())
}

async fn omitted(p: &mut Probe) -> Verdict {
    let made = p.user().await?;
    let body = merged(made.sent.clone(), &json!({"displayName": null}));
    p.put(&made.path, &body).await?.is(&[200])?;
    p.read(&made).await?.lacks("/displayName")?;
    Ok(())
}

async fn keeps(p: &mut Probe) -> Verdict {
    let made = p.user().await?;
    let body = merged(made.sent.clone(), &json!({"displayName": "Changed"}));
    let answer = p.put(&made.path, &body).await?;
    answer
        .is(&[200])?
        .has("/id", made.id.as_str())?
        .has("/meta/created", made.answer.at("/meta/created").clone())?;
    Ok(())
}

async fn last_modified(p: &mut Probe) -> Verdict {
    let made = p.user().await?;
    let body = merged(made.sent.clone(), &json!({"displayName": "Changed"}));
    let answer = p.put(&made.path, &body).await?;
    super::later(&answer, &made.answer)
}

async fn with_read_only(p: &mut Probe) -> Verdict {
    let made = p.user().await?;
    let whole = p.read(&made).await?.body;
    let body =
        merged(whole, &json!({"displayName": "Changed", "meta": {"resourceType": "Unicorn"}}));
    p.put(&made.path, &body)
        .await?
        .is(&[200])?
        .has("/displayName", "Changed")?
        .has("/meta/resourceType", "User")?;
    Ok(())
}

async fn other_id(p: &mut Probe) -> Verdict {
    let made = p.user().await?;
    let body = merged(made.sent.clone(), &json!({"id": "another-id"}));
    p.put(&made.path, &body).await?.is(&[200])?.has("/id", made.id.as_str())?;
    Ok(())
}

async fn never_creates(p: &mut Probe) -> Verdict {
    let path = super::read::gone(p).await?;
    let body = p.user_body();
    p.put(&path, &body).await?.refused(&[404])?;
    p.get(&path).await?.refused(&[404])?;
    Ok(())
}

async fn conflict(p: &mut Probe) -> Verdict {
    let (one, other) = (p.user().await?, p.user().await?);
    let body = merged(one.sent.clone(), &json!({"userName": other.user_name()}));
    p.put(&one.path, &body).await?.refused_as(409, "uniqueness")?;
    p.read(&one).await?.has("/userName", one.user_name())?;
    Ok(())
}

async fn own_name(p: &mut Probe) -> Verdict {
    let made = p.user().await?;
    let body = merged(made.sent.clone(), &json!({"userName": made.user_name().to_uppercase()}));
    p.put(&made.path, &body)
        .await?
        .is(&[200])?
        .has("/userName", made.user_name().to_uppercase())?;
    Ok(())
}

async fn required(p: &mut Probe) -> Verdict {
    let made = p.user().await?;
    let body = merged(made.sent.clone(), &json!({"userName": null}));
    p.put(&made.path, &body).await?.refused(&[400])?;
    p.read(&made).await?.has("/userName", made.user_name())?;
    Ok(())
}

async fn wrong_type(p: &mut Probe) -> Verdict {
    let made = p.user().await?;
    let body = merged(made.sent.clone(), &json!({"displayName": "Changed", "active": 17}));
    p.put(&made.path, &body).await?.refused(&[400])?;
    p.read(&made).await?.has("/displayName", at(&made.sent, "/displayName").clone())?;
    Ok(())
}

async fn without_id(p: &mut Probe) -> Verdict {
    p.put("/Users", &json!({"schemas": [USER], "userName": "nobody"}))
        .await?
        .refused(&[400, 404, 405, 501])?;
    Ok(())
}

async fn no_change(p: &mut Probe) -> Verdict {
    let made = p.user().await?;
    let before = p.read(&made).await?;
    p.put(&made.path, &made.sent.clone()).await?.is(&[200])?;
    p.read(&made).await?.has("/meta/lastModified", before.at("/meta/lastModified").clone())?;
    Ok(())
}
