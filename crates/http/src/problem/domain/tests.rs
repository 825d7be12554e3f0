use std::io;

use axum::response::IntoResponse as _;
use directory::MembershipError;
use directory::error::Forbidden;
use directory::model::{Kind, ResourceId};
use directory::store::StoreError;
use serde_json::{Value, json};

use super::super::Cause;
use super::*;

struct Seen {
    status: u16,
    scim_type: Option<String>,
    headers: axum::http::HeaderMap,
    cause: Option<String>,
    body: Value,
}

async fn seen(error: &Error, messages: Messages) -> Seen {
    let response = plain(error, messages).into_response();
    let status = response.status().as_u16();
    let headers = response.headers().clone();
    let cause = response.extensions().get().map(|Cause(cause)| cause.to_string());
    let bytes = axum::body::to_bytes(response.into_body(), 4096).await.unwrap();
    let body: Value = serde_json::from_slice(&bytes).unwrap();
    let scim_type = body.get("scimType").map(|keyword| keyword.as_str().unwrap().to_owned());
    Seen { status, scim_type, headers, cause, body }
}

fn store_error() -> Error {
    Error::Store(StoreError {
        doing: "reading a user",
        source: io::Error::other("disk I/O error in /var/lib/rollcall").into(),
    })
}

#[tokio::test]
async fn every_error_has_its_status_and_keyword() {
    let user = Kind::User;
    let name = || "x".to_owned();
    let nobody: ResourceId = "01900000-0000-7000-8000-000000000000".parse().unwrap();
    for (error, status, scim_type) in [
        (
            Error::from(scim::Error::Json(scim::json::JsonError::NotAnObject)),
            400,
            Some("invalidSyntax"),
        ),
        (Error::NotFound { kind: user, id: name() }, 404, None),
        (Error::Unknown { what: "schema", name: name() }, 404, None),
        (
            Error::Taken { kind: user, attribute: "userName".into(), value: name(), holder: None },
            409,
            Some("uniqueness"),
        ),
        (Error::ReservedName { name: name() }, 409, Some("uniqueness")),
        (Error::Rename, 400, Some("mutability")),
        (Error::UnknownMember { id: name(), nested: false }, 400, Some("invalidValue")),
        (Error::Membership(MembershipError::TooNested { limit: 1 }), 400, Some("invalidValue")),
        (
            Error::Crowded {
                kind: user,
                id: "01890000-0000-7000-8000-000000000000".parse().unwrap(),
                limit: 1,
                pages: true,
            },
            400,
            Some("tooMany"),
        ),
        (Error::FilterNotOffered { kind: user }, 400, Some("invalidFilter")),
        (Error::Precondition { kind: user, id: nobody, version: 3 }, 412, None),
        (Error::Cursor(CursorError::Invalid), 400, Some("invalidCursor")),
        (Error::Cursor(CursorError::Expired), 400, Some("expiredCursor")),
        (Error::Cursor(CursorError::Count), 400, Some("invalidCount")),
        (
            Error::TooCostly { kind: user, count: 2, limit: 1, attribute: Some(name()) },
            400,
            Some("tooMany"),
        ),
        (Error::PrimaryEmail, 400, Some("invalidValue")),
        (Error::TooMany { what: "members", count: 2, limit: 1 }, 400, Some("tooMany")),
        (Error::Invalid(name()), 400, Some("invalidValue")),
        (Error::Unauthenticated(Unauthenticated::Revoked), 401, None),
        (Error::Forbidden(Forbidden::ReadOnly), 403, None),
        (Error::Busy { attempts: 8 }, 503, None),
        (store_error(), 503, None),
    ] {
        let seen = seen(&error, Messages::Plain).await;
        assert_eq!(seen.status, status, "{error}");
        assert_eq!(seen.scim_type.as_deref(), scim_type, "{error}");
        assert_eq!(seen.body["status"], json!(status.to_string()), "{error}");
        assert_eq!(seen.body["schemas"], json!([scim::message::ERROR]), "{error}");
        assert_eq!(seen.body["detail"], json!(Messages::Plain.detail(&error)), "{error}");
        assert_eq!(seen.headers[header::CONTENT_TYPE], "application/scim+json", "{error}");
    }
}

#[tokio::test]
async fn operators_are_told_the_cause_and_clients_when_to_come_back() {
    let seen = seen(&store_error(), Messages::Atlassian).await;
    let cause = "the store failed while reading a user: disk I/O error in /var/lib/rollcall";
    assert_eq!(seen.cause.as_deref(), Some(cause));
    assert_eq!(seen.headers[header::RETRY_AFTER], "1");
    assert!(!seen.body.to_string().contains("disk"), "{}", seen.body);
}

#[tokio::test]
async fn a_request_without_a_key_is_challenged_and_not_accused() {
    let challenge = async |reason| {
        let seen = seen(&Error::Unauthenticated(reason), Messages::Plain).await;
        seen.headers[header::WWW_AUTHENTICATE].to_str().unwrap().to_owned()
    };
    assert_eq!(challenge(Unauthenticated::Missing).await, "Bearer realm=\"rollcall\"");
    assert_eq!(
        challenge(Unauthenticated::Expired).await,
        "Bearer realm=\"rollcall\", error=\"invalid_token\""
    );
}
