//! Replacing with PUT (RFC 7644 §3.5.1).

use serde_json::json;

use crate::case::{Case, must, should};
use crate::offers::USER;
use crate::probe::merged;
use crate::section;

pub(super) const CASES: &[Case] = &[
    must(
        "replace/answers-200",
        section::REPLACE,
        "PUT answers 200 with what the user is now",
        |p| {
            Box::pin(async move {
                let made = p.user().await?;
                let body = merged(
                    made.sent.clone(),
                    &json!({"displayName": "Grace", "name": {"givenName": "Grace", "familyName": "Hopper"}}),
                );
                p.put(&made.path, &body).await?.is(&[200])?.has("/displayName", "Grace")?;
                p.read(&made)
                    .await?
                    .has("/displayName", "Grace")?
                    .has("/name/familyName", "Hopper")?;
                Ok(())
            })
        },
    ),
    must("replace/lists", section::REPLACE, "PUT of a list replaces all of its values", |p| {
        Box::pin(async move {
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
        })
    }),
    // T83
    should("replace/omitted", section::REPLACE, "PUT without an attribute clears it", |p| {
        Box::pin(async move {
            let made = p.user().await?;
            let body = merged(made.sent.clone(), &json!({"displayName": null}));
            p.put(&made.path, &body).await?.is(&[200])?;
            p.read(&made).await?.lacks("/displayName")?;
            Ok(())
        })
    }),
    // T85
    must("replace/keeps", section::REPLACE, "PUT changes neither the id nor meta.created", |p| {
        Box::pin(async move {
            let made = p.user().await?;
            let body = merged(made.sent.clone(), &json!({"displayName": "Changed"}));
            let answer = p.put(&made.path, &body).await?;
            answer
                .is(&[200])?
                .has("/id", made.id.as_str())?
                .has("/meta/created", made.answer.at("/meta/created").clone())?;
            Ok(())
        })
    }),
    must(
        "replace/last-modified",
        section::COMMON,
        "PUT that changes something moves meta.lastModified forward",
        |p| {
            Box::pin(async move {
                let made = p.user().await?;
                let body = merged(made.sent.clone(), &json!({"displayName": "Changed"}));
                let answer = p.put(&made.path, &body).await?;
                super::later(&answer, &made.answer)
            })
        },
    ),
    must(
        "replace/with-read-only",
        section::REPLACE,
        "a user as it was read can be put back: its read-only attributes are ignored",
        |p| {
            Box::pin(async move {
                let made = p.user().await?;
                let whole = p.read(&made).await?.body;
                let body = merged(
                    whole,
                    &json!({"displayName": "Changed", "meta": {"resourceType": "Unicorn"}}),
                );
                p.put(&made.path, &body)
                    .await?
                    .is(&[200])?
                    .has("/displayName", "Changed")?
                    .has("/meta/resourceType", "User")?;
                Ok(())
            })
        },
    ),
    // T80
    must("replace/other-id", section::REPLACE, "another id in the body is ignored", |p| {
        Box::pin(async move {
            let made = p.user().await?;
            let body = merged(made.sent.clone(), &json!({"id": "another-id"}));
            p.put(&made.path, &body).await?.is(&[200])?.has("/id", made.id.as_str())?;
            Ok(())
        })
    }),
    // T82
    must(
        "replace/never-creates",
        section::REPLACE,
        "PUT to an id that does not exist is 404 and creates nothing",
        |p| {
            Box::pin(async move {
                let path = super::read::gone(p).await?;
                let body = p.user_body();
                p.put(&path, &body).await?.refused(&[404])?;
                p.get(&path).await?.refused(&[404])?;
                Ok(())
            })
        },
    ),
    must(
        "replace/conflict",
        section::REPLACE,
        "PUT of a userName that another has is refused with 409 and uniqueness",
        |p| {
            Box::pin(async move {
                let (one, other) = (p.user().await?, p.user().await?);
                let body = merged(one.sent.clone(), &json!({"userName": other.user_name()}));
                p.put(&one.path, &body).await?.refused_as(409, "uniqueness")?;
                p.read(&one).await?.has("/userName", one.user_name())?;
                Ok(())
            })
        },
    ),
    must("replace/own-name", section::REPLACE, "a user does not stand in its own way", |p| {
        Box::pin(async move {
            let made = p.user().await?;
            let body =
                merged(made.sent.clone(), &json!({"userName": made.user_name().to_uppercase()}));
            p.put(&made.path, &body)
                .await?
                .is(&[200])?
                .has("/userName", made.user_name().to_uppercase())?;
            Ok(())
        })
    }),
    must("replace/required", section::REPLACE, "PUT without userName is refused with 400", |p| {
        Box::pin(async move {
            let made = p.user().await?;
            let body = merged(made.sent.clone(), &json!({"userName": null}));
            p.put(&made.path, &body).await?.refused(&[400])?;
            p.read(&made).await?.has("/userName", made.user_name())?;
            Ok(())
        })
    }),
    must(
        "replace/wrong-type",
        section::TYPES,
        "PUT of a wrong type is refused with 400 and changes nothing",
        |p| {
            Box::pin(async move {
                let made = p.user().await?;
                let body =
                    merged(made.sent.clone(), &json!({"displayName": "Changed", "active": 17}));
                p.put(&made.path, &body).await?.refused(&[400])?;
                p.read(&made).await?.has("/displayName", made.sent["displayName"].clone())?;
                Ok(())
            })
        },
    ),
    must(
        "replace/without-id",
        section::REPLACE,
        "PUT on the endpoint, without an id, is refused",
        |p| {
            Box::pin(async move {
                p.put("/Users", &json!({"schemas": [USER], "userName": "nobody"}))
                    .await?
                    .refused(&[400, 404, 405, 501])?;
                Ok(())
            })
        },
    ),
    should(
        "replace/no-change",
        section::REPLACE,
        "PUT that changes nothing leaves meta.lastModified",
        |p| {
            Box::pin(async move {
                let made = p.user().await?;
                let before = p.read(&made).await?;
                p.put(&made.path, &made.sent.clone()).await?.is(&[200])?;
                p.read(&made)
                    .await?
                    .has("/meta/lastModified", before.at("/meta/lastModified").clone())?;
                Ok(())
            })
        },
    ),
];
