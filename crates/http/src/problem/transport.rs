//! Refusals that never reach the domain: routes, methods, media types, sizes, time.

use axum::extract::Request;
use axum::http::{HeaderName, HeaderValue, Method, StatusCode, header};
use scim::ScimType;

use super::Problem;

/// The media types spoken here, for `Accept` of a 415.
const SPOKEN: &str = "application/scim+json, application/json";

impl Problem {
    /// No route has this path.
    pub(crate) fn no_such_endpoint(path: &str) -> Self {
        Self::new(StatusCode::NOT_FOUND, None, format!("There is no endpoint {path}."))
    }

    /// The path is of another version of the protocol (RFC 7644 §3.13).
    pub(crate) fn unsupported_version(version: &str) -> Self {
        Self::new(
            StatusCode::BAD_REQUEST,
            Some(ScimType::InvalidVers),
            format!("SCIM {version} is not spoken here; leave the version out, or send v2."),
        )
    }

    /// The path is there, the method is not. `Allow` is set by the router.
    pub(crate) fn method_not_allowed(method: &Method, path: &str) -> Self {
        Self::new(
            StatusCode::METHOD_NOT_ALLOWED,
            None,
            format!("{method} is not allowed on {path}; see the Allow header."),
        )
    }

    /// SCIM has this endpoint, and it is not offered here (RFC 7644 §3.11, §3.12).
    pub(crate) fn not_implemented(what: &str) -> Self {
        Self::new(
            StatusCode::NOT_IMPLEMENTED,
            None,
            format!("{what} is not offered; see /ServiceProviderConfig for what is."),
        )
    }

    /// `/Me`, for a key that no user holds (RFC 7644 §3.11).
    pub(crate) fn nobody() -> Self {
        Self::new(
            StatusCode::NOT_IMPLEMENTED,
            None,
            "The key belongs to no user, so that there is no /Me for it. A key can be created for a user.",
        )
    }

    /// A condition on the version that is no list of entity tags (RFC 9110 §13.1).
    pub(crate) fn bad_condition(header: &HeaderName) -> Self {
        Self::bad_value(format!(
            "The header {header} must be * or a list of entity tags such as W/\"3\", as ETag holds them."
        ))
    }

    /// Discovery does not filter (RFC 7644 §4).
    pub(crate) fn filtered_discovery() -> Self {
        Self::new(
            StatusCode::FORBIDDEN,
            None,
            "Discovery documents can't be filtered; leave the filter out.",
        )
    }

    /// The path is not UTF-8.
    pub(crate) fn path_not_utf8() -> Self {
        Self::bad_value("The path is not UTF-8 once percent-decoded.")
    }

    /// A request that does not say which host it is for (RFC 9112 §3.2).
    pub(crate) fn no_host() -> Self {
        Self::new(StatusCode::BAD_REQUEST, None, "An HTTP/1.1 request needs a Host header.")
    }

    /// A value in the URL or in a small body is wrong.
    pub(crate) fn bad_value(detail: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, Some(ScimType::InvalidValue), detail)
    }

    /// The `filter` parameter is wrong before it is parsed.
    pub(crate) fn bad_filter(detail: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, Some(ScimType::InvalidFilter), detail)
    }

    /// A body that is not acceptable JSON.
    pub(crate) fn bad_json(error: scim::json::JsonError) -> Self {
        let error = scim::Error::from(error);
        Self::new(StatusCode::BAD_REQUEST, Some(error.scim_type()), error.to_string())
    }

    /// A form that is not UTF-8.
    pub(crate) fn form_not_utf8() -> Self {
        Self::bad_value("The form is not UTF-8 once percent-decoded.")
    }

    /// No key was typed into a form.
    pub(crate) fn no_key() -> Self {
        Self::new(
            StatusCode::UNAUTHORIZED,
            None,
            "A key is needed: type one, or send it as a bearer token.",
        )
        .with_header(
            header::WWW_AUTHENTICATE,
            HeaderValue::from_static("Bearer realm=\"rollcall\""),
        )
    }

    /// A key of a directory where that of an organization is needed.
    pub(crate) fn wants_organization_key(action: &str) -> Self {
        let detail =
            format!("{action} needs the key of the organization; this one opens a directory.");
        Self::new(StatusCode::FORBIDDEN, None, detail)
    }

    /// The key of an organization where that of a directory is needed.
    pub(crate) fn wants_directory_key(what: &str) -> Self {
        let detail =
            format!("{what} needs the key of a directory; this one opens the organization.");
        Self::new(StatusCode::FORBIDDEN, None, detail)
    }

    /// A key that may only read, on what does more.
    pub(crate) fn reading_key(what: &str) -> Self {
        let detail = format!(
            "{what} does more than read, and the key may only read; use one of the scope `provision`."
        );
        Self::new(StatusCode::FORBIDDEN, None, detail)
    }

    /// There is no action or workflow of that name.
    pub(crate) fn no_such(what: &str, name: &str, list: &str) -> Self {
        let detail = format!("There is no {what} {name}; {list} lists what there is.");
        Self::new(StatusCode::NOT_FOUND, None, detail)
    }

    /// An action did not end well, for no reason of the service it asked.
    pub(crate) fn of_action(status: StatusCode, detail: impl Into<String>) -> Self {
        Self::new(status, None, detail)
    }

    /// The inputs of an action or a workflow are wrong.
    pub(crate) fn bad_inputs(detail: impl Into<String>) -> Self {
        Self::bad_value(detail)
    }

    /// A workflow that can't be run with this key.
    pub(crate) fn not_runnable(why: &str) -> Self {
        Self::new(
            StatusCode::FORBIDDEN,
            None,
            format!("The workflow can't be run with this key: {why}."),
        )
    }

    /// A run that had ended before it was asked to.
    pub(crate) fn run_is_over() -> Self {
        Self::new(StatusCode::CONFLICT, None, "The run has ended already.")
    }

    /// A page of another site made a browser send this.
    pub(crate) fn cross_site() -> Self {
        Self::new(
            StatusCode::FORBIDDEN,
            None,
            "The request comes from a page of another site. Send it from a page of this one, or from a program.",
        )
    }

    /// The client takes nothing that can be sent.
    pub(crate) fn not_acceptable() -> Self {
        Self::new(
            StatusCode::NOT_ACCEPTABLE,
            None,
            format!("Accept allows neither of the types that can be sent: {SPOKEN}."),
        )
    }

    /// The body is in a type that is not understood.
    pub(crate) fn unsupported_media_type() -> Self {
        Self::new(
            StatusCode::UNSUPPORTED_MEDIA_TYPE,
            None,
            format!("Content-Type must be one of {SPOKEN}."),
        )
        .with_header(header::ACCEPT, HeaderValue::from_static(SPOKEN))
    }

    /// The body is compressed.
    pub(crate) fn unsupported_coding() -> Self {
        Self::new(
            StatusCode::UNSUPPORTED_MEDIA_TYPE,
            None,
            "Content-Encoding is not supported; send the body as it is.",
        )
        .with_header(header::ACCEPT_ENCODING, HeaderValue::from_static("identity"))
    }

    /// The body is larger than allowed.
    pub(crate) fn too_large(limit: usize) -> Self {
        Self::new(
            StatusCode::PAYLOAD_TOO_LARGE,
            None,
            format!("The request body is larger than the limit of {limit} bytes."),
        )
    }

    /// The body did not arrive whole, for a reason of the connection.
    pub(crate) fn body_cut_off() -> Self {
        Self::new(
            StatusCode::BAD_REQUEST,
            Some(ScimType::InvalidSyntax),
            "The request body ended early or is malformed.",
        )
    }

    /// The body came too slowly.
    pub(crate) fn body_too_slow(seconds: u64) -> Self {
        Self::new(
            StatusCode::REQUEST_TIMEOUT,
            None,
            format!("The request body did not arrive within {seconds} seconds."),
        )
        .with_header(header::CONNECTION, HeaderValue::from_static("close"))
    }

    /// The answer was not ready in time. Whether a change was made is not known to the client, so it is not asked to
    /// come back: clients take `Retry-After` for leave to repeat.
    pub(crate) fn timed_out(seconds: u64) -> Self {
        Self::new(
            StatusCode::SERVICE_UNAVAILABLE,
            None,
            format!(
                "The request was not answered within {seconds} seconds. Read the resource before you repeat a change."
            ),
        )
        .with_cause("the request ran into its deadline")
    }

    /// What came is not a request: not HTTP, or its first line or headers are too long.
    pub(crate) fn not_a_request(status: StatusCode, head_limit: usize) -> Self {
        let detail = match status {
            StatusCode::URI_TOO_LONG => "The URL is too long.".to_owned(),
            StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE => format!(
                "The URL and headers together are larger than the limit of {head_limit} bytes, or the headers are too many."
            ),
            _ => "This is not an HTTP/1.1 request.".to_owned(),
        };
        Self::new(status, None, detail)
    }

    /// Something here is broken.
    pub(crate) fn broken(cause: &str) -> Self {
        Self::new(
            StatusCode::INTERNAL_SERVER_ERROR,
            None,
            "Something went wrong on this server. The operator finds the reason in the log under the request id.",
        )
        .with_cause(cause)
    }

    /// Not ready to serve.
    pub(crate) fn not_ready(detail: &str) -> Self {
        Self::new(StatusCode::SERVICE_UNAVAILABLE, None, detail).with_retry()
    }
}

/// The answer to a method that a public route does not have.
pub(crate) async fn method_not_allowed(request: Request) -> Problem {
    Problem::method_not_allowed(request.method(), request.uri().path())
}
