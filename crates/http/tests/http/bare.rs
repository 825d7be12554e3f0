//! The bare server says what it was told, and nothing of its own but what every server says.

use scim_http::{Bare, Canned, Options};
use tokio::net::TcpListener;
use tokio::sync::oneshot;

fn headers(all: &[(&str, &str)]) -> Vec<(String, String)> {
    all.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
}

#[tokio::test]
async fn a_bare_server_gives_the_answer_it_was_given_byte_by_byte() {
    let told = headers(&[
        ("content-type", "application/scim+json"),
        ("etag", "W/\"3\""),
        ("date", "Thu, 01 Jan 1970 00:00:00 GMT"),
        ("content-length", "7"),
        ("x-request-id", "0123456789abcdef"),
    ]);
    let canned = Canned::new(200, &told, b"{\"id\": 1}".to_vec()).unwrap();
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url =
        format!("http://{}/scim/directory/some/Users/one?x=y", listener.local_addr().unwrap());
    let (stop, stopped) = oneshot::channel::<()>();
    let bare = Bare::new(canned, Options::default());
    let server = tokio::spawn(bare.serve(listener, async { drop(stopped.await) }));
    let client = reqwest::Client::builder().no_proxy().build().unwrap();
    for _ in 0..2 {
        let answer = client.get(&url).send().await.unwrap();
        assert_eq!(answer.status(), 200);
        let names: Vec<&str> =
            answer.headers().keys().map(reqwest::header::HeaderName::as_str).collect();
        assert_eq!(names, ["content-type", "etag", "x-request-id", "content-length", "date"]);
        assert_eq!(answer.headers()["content-length"], "9");
        assert_ne!(answer.headers()["date"], "Thu, 01 Jan 1970 00:00:00 GMT");
        assert_eq!(answer.text().await.unwrap(), "{\"id\": 1}");
    }
    drop(client);
    drop(stop);
    server.await.unwrap().unwrap();
}

#[test]
fn what_is_no_answer_is_refused() {
    assert_eq!(
        Canned::new(1000, &[], Vec::new()).unwrap_err().to_string(),
        "`1000` can't be part of an answer"
    );
    let broken = headers(&[("etag", "a\nb")]);
    assert_eq!(
        Canned::new(200, &broken, Vec::new()).unwrap_err().to_string(),
        "`a\nb` can't be part of an answer"
    );
}
