//! The files that pages need. Their names hold a digest of their content, so that they may be kept for ever.

use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::sync::OnceLock;

use axum::extract::Request;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse as _, Response};

use crate::exchange::Exchange;
use crate::path::Parameters;
use crate::problem::Problem;

/// How long a browser may keep what has a digest in its name: a year, the longest that is understood.
const FOREVER: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");

/// A file that is served as it is.
#[derive(Debug)]
pub(crate) struct Asset {
    ending: &'static str,
    media_type: &'static str,
    content: &'static str,
    path: OnceLock<String>,
}

/// How pages look.
pub(crate) static STYLESHEET: Asset =
    Asset::new("css", "text/css; charset=utf-8", include_str!("../../assets/rollcall.css"));

/// How drawings look.
pub(crate) static CANVAS: Asset =
    Asset::new("css", "text/css; charset=utf-8", workflows::canvas::STYLE);

/// The sign of the house.
pub(crate) static ICON: Asset =
    Asset::new("svg", "image/svg+xml", include_str!("../../assets/rollcall.svg"));

impl Asset {
    const fn new(ending: &'static str, media_type: &'static str, content: &'static str) -> Self {
        Self { ending, media_type, content, path: OnceLock::new() }
    }

    /// Where it is.
    pub(crate) fn path(&self) -> &str {
        self.path.get_or_init(|| {
            let mut hasher = DefaultHasher::new();
            self.content.hash(&mut hasher);
            format!("/assets/rollcall-{:016x}.{}", hasher.finish(), self.ending)
        })
    }
}

/// `GET /assets/{file}`.
pub(crate) async fn asset(request: Request) -> Result<Response, Problem> {
    let (mut parts, _) = request.into_parts();
    Exchange::of(&parts);
    let file = Parameters::of(&mut parts).await;
    let found = [&STYLESHEET, &CANVAS, &ICON]
        .into_iter()
        .find(|asset| asset.path().strip_prefix("/assets/") == Some(file.get("file")));
    let asset = found.ok_or_else(|| Problem::no_such_endpoint(parts.uri.path()))?;
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static(asset.media_type)),
        (header::CACHE_CONTROL, FOREVER),
    ];
    Ok((headers, asset.content).into_response())
}
