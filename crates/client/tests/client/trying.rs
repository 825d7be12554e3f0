//! Trying a connection, against services that are wrong in every way.

use std::sync::Arc;

use client::connection::{Finding, Organization, Subject, Verdict};
use client::{Connection, Network, Proxies};
use serde_json::json;
use tokio::io::AsyncWriteExt as _;
use tokio::net::TcpListener;

use crate::service::{LOST, Service, answer, json};

/// What is found of the directory, of a service that gives these answers.
async fn found(answers: impl IntoIterator<Item = String>) -> Finding {
    let service = Service::answering(answers).await;
    directory(&format!("{}/scim/v2", service.url)).await
}

async fn directory(url: &str) -> Finding {
    let connection = Connection::new("a", url, "k".into()).unwrap();
    // Whatever proxy this machine has could not reach what isn't there.
    let network = Arc::new(Network::new(Proxies::None).unwrap());
    let findings = connection.test_over(network).await.unwrap();
    findings.into_iter().find(|finding| finding.subject == Subject::Directory).unwrap()
}

#[tokio::test]
async fn a_directory_that_opens_is_good() {
    let finding = found([json("200 OK", &json!({"totalResults": 3, "Resources": [{}]}))]).await;
    assert_eq!(finding.verdict, Verdict::Good);
    assert_eq!(finding.says, "the key opens it, and it has 3 users");
}

#[tokio::test]
async fn what_is_wrong_is_told_apart() {
    let refused = |status: &str| json(status, &json!({"detail": "no"}));
    let cases = [
        (vec![refused("401 Unauthorized")], "the service does not know the key"),
        (vec![refused("403 Forbidden")], "the key is good, and does not open this directory"),
        (vec![refused("404 Not Found")], "there is no SCIM directory at this URL"),
        (vec![answer("200 OK", "", "<html>")], "what answers at this URL speaks no SCIM"),
        (vec![json("200 OK", &json!({}))], "what answers at this URL speaks no SCIM"),
        (vec![answer("400 Bad Request", "", "plain HTTP to TLS")], "does not take plain HTTP"),
        (vec![answer("302 Found", "location: https://x/\n", "")], "sends this URL elsewhere"),
        (vec![refused("500 Internal Server Error")], "the service can't tell now"),
        (vec![LOST.to_owned(), LOST.to_owned()], "ended the connection without an answer"),
    ];
    for (answers, says) in cases {
        let finding = found(answers.clone()).await;
        assert_eq!(finding.verdict, Verdict::Bad, "{answers:?}");
        assert!(finding.says.contains(says), "{answers:?}: {finding:?}");
        assert!(finding.hint.is_some(), "{finding:?}");
    }
}

#[tokio::test]
async fn a_service_that_is_not_there_or_speaks_no_tls_is_told_apart() {
    let closed = TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap();
    let finding = directory(&format!("http://{closed}")).await;
    assert_eq!(finding.says, format!("{closed} was not reached"));

    let finding = directory("http://nowhere.invalid/scim").await;
    assert_eq!(finding.says, "the name nowhere.invalid has no address");

    let plain = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = plain.local_addr().unwrap();
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = plain.accept().await {
            stream.write_all(b"HTTP/1.1 400 Bad Request\r\n\r\n").await.unwrap();
        }
    });
    let finding = directory(&format!("https://{address}/scim")).await;
    let says = format!("no safe connection to {address} could be made (TLS)");
    assert_eq!(finding.says, says, "{finding:?}");
}

#[tokio::test]
async fn an_endpoint_in_place_of_the_base_url_is_noticed() {
    let service = Service::answering([json("404 Not Found", &json!({"detail": "no"}))]).await;
    let finding = directory(&format!("{}/scim/v2/Users/", service.url)).await;
    assert!(finding.hint.unwrap().starts_with("leave the last part"));
}

#[tokio::test]
async fn keys_in_each_others_place_are_noticed() {
    let refused = || json("403 Forbidden", &json!({"detail": "no"}));
    let list = || json("200 OK", &json!({"totalResults": 0}));
    // The directory's key on the directory, the other on it; then the other on the administration, and on the directory.
    let service = Service::answering([refused(), list(), refused(), list()]).await;
    let url = format!("{}/scim/directory/d", service.url);
    let organization = Organization { id: "o".to_owned(), key: "k2".into() };
    let connection = Connection::new("a", &url, "k1".into()).unwrap();
    let findings = connection.with_organization(Some(organization)).test().await.unwrap();
    let says: Vec<_> = findings.iter().map(|finding| finding.says.as_str()).collect();
    assert_eq!(
        says[1..],
        [
            "the two keys are in each other's place: the organization's opens the directory",
            "this is the key of the directory, which opens no administration",
        ]
    );
}

#[tokio::test]
async fn an_organizations_key_in_the_directorys_place_is_noticed() {
    let refused = || json("401 Unauthorized", &json!({"detail": "no"}));
    let links = || json("200 OK", &json!({"scimLinks": []}));
    // On the directory, the right organization's key on the directory, the wrong one on the administration; then the right one there.
    let service = Service::answering([refused(), refused(), links(), links()]).await;
    let url = format!("{}/scim/directory/d", service.url);
    let organization = Organization { id: "o".to_owned(), key: "k2".into() };
    let connection = Connection::new("a", &url, "k2".into()).unwrap();
    let findings = connection.with_organization(Some(organization)).test().await.unwrap();
    assert_eq!(findings[1].says, "this is the key of an organization, which opens no directory");
    assert_eq!(findings[2].verdict, Verdict::Good);
}
