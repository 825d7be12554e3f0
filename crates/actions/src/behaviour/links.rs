//! The users that are linked to an account, which is known by its id or by an e-mail.

use serde_json::json;

use crate::job::Job;
use crate::request::Request;

/// The parameter that holds the e-mail.
const EMAIL: &str = "email";

/// The request.
pub(super) fn request(job: &Job<'_>) -> Request {
    let request = job.request();
    match job.inputs.text(EMAIL) {
        None => request,
        Some(email) => Request {
            method: "POST".to_owned(),
            segments: vec!["get-scim-links-for-email".to_owned()],
            body: Some(json!({"email": email})),
            ..request
        },
    }
}
