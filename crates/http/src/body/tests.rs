use std::convert::Infallible;
use std::task::{Context, Poll};
use std::time::Duration;

use axum::http::HeaderValue;
use axum::response::IntoResponse as _;

use super::*;

/// A body that arrives in the given pieces, and then ends or never does.
struct Pieces {
    pieces: Vec<&'static str>,
    ends: bool,
}

impl axum::body::HttpBody for Pieces {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        _context: &mut Context<'_>,
    ) -> Poll<Option<Result<hyper::body::Frame<Bytes>, Infallible>>> {
        if !self.pieces.is_empty() {
            let piece = Bytes::from_static(self.pieces.remove(0).as_bytes());
            return Poll::Ready(Some(Ok(hyper::body::Frame::data(piece))));
        }
        if self.ends { Poll::Ready(None) } else { Poll::Pending }
    }
}

fn pieces(pieces: &[&'static str]) -> Body {
    Body::new(Pieces { pieces: pieces.to_vec(), ends: true })
}

const BOUNDS: Bounds = Bounds { bytes: 16, depth: 4 };

fn options() -> Options {
    Options { body_timeout: Duration::from_millis(5), ..Options::default() }
}

async fn status_of(headers: HeaderMap, body: Body) -> u16 {
    let problem = json(&headers, body, &options(), BOUNDS).await.unwrap_err();
    problem.into_response().status().as_u16()
}

#[tokio::test]
async fn a_body_is_read_whole_however_it_is_cut() {
    for cut in [&["{\"a\":[1,2]}"][..], &["{\"a\"", ":[1,", "2]}"], &["", "{\"a\":", "", "[1,2]}"]]
    {
        let read = json(&HeaderMap::new(), pieces(cut), &options(), BOUNDS).await.unwrap();
        assert_eq!(Value::Object(read), serde_json::json!({"a": [1, 2]}), "{cut:?}");
    }
}

#[tokio::test]
async fn a_body_of_the_limit_fits_and_one_byte_more_does_not() {
    let fits =
        json(&HeaderMap::new(), pieces(&["{\"a\":\"12", "345678\"}"]), &options(), BOUNDS).await;
    assert!(fits.is_ok(), "{fits:?}");
    assert_eq!(status_of(HeaderMap::new(), pieces(&["{\"a\":\"12", "3456789\"}"])).await, 413);
    assert_eq!(status_of(HeaderMap::new(), pieces(&["{\"a\":\"123456789\"}"])).await, 413);
}

#[tokio::test]
async fn a_declared_length_over_the_limit_is_refused_unread() {
    let headers = HeaderMap::from_iter([(header::CONTENT_LENGTH, HeaderValue::from_static("17"))]);
    let never = Body::new(Pieces { pieces: vec![], ends: false });
    assert_eq!(status_of(headers, never).await, 413);
}

#[tokio::test]
async fn a_body_that_does_not_come_is_not_waited_for() {
    let stalled = Body::new(Pieces { pieces: vec!["{"], ends: false });
    assert_eq!(status_of(HeaderMap::new(), stalled).await, 408);
}

#[tokio::test]
async fn what_is_no_json_object_is_refused() {
    for text in ["", "{", "[]", "null", "{\"a\":1,\"A\":2}", "{\"a\":[[[[1]]]]}"] {
        assert_eq!(status_of(HeaderMap::new(), pieces(&[text])).await, 400, "{text}");
    }
}
