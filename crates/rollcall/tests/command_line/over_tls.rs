//! A service behind TLS: a certificate that nobody vouches for is refused, one of an authority of one's own is trusted when told so.

use std::path::Path;
use std::sync::Arc;

use serde_json::Value;
use tokio::io::copy_bidirectional;
use tokio::net::{TcpListener, TcpStream};
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::pki_types::PrivateKeyDer;

use crate::world::{Run, World};

/// TLS in front of a server: where it is. The certificate is left in a file.
async fn front(server: String, certificate: &Path) -> String {
    let signed = rcgen::generate_simple_self_signed(["localhost".to_owned()]).unwrap();
    std::fs::write(certificate, signed.cert.pem()).unwrap();
    let key = PrivateKeyDer::try_from(signed.signing_key.serialize_der()).unwrap();
    let config = ServerConfig::builder()
        .with_no_client_auth()
        .with_single_cert(vec![signed.cert.der().clone()], key)
        .unwrap();
    let acceptor = TlsAcceptor::from(Arc::new(config));
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            let (acceptor, server) = (acceptor.clone(), server.clone());
            tokio::spawn(async move {
                // A client that trusts nobody ends the handshake.
                let Ok(mut inside) = acceptor.accept(stream).await else { return };
                let mut behind = TcpStream::connect(server).await.unwrap();
                let _ = copy_bidirectional(&mut inside, &mut behind).await;
            });
        }
    });
    format!("https://localhost:{port}")
}

fn tried(words: &str, world: &World, url: &str, created: &Value, trusted: Option<&Path>) -> Run {
    let mut command = world.command();
    command.args(words.split(' '));
    command.env("ROLLCALL_SCIM_URL", url);
    command.env("ROLLCALL_SCIM_KEY", created["apiKey"].as_str().unwrap());
    if let Some(path) = trusted {
        command.env("SSL_CERT_FILE", path);
    }
    let output = command.output().unwrap();
    Run {
        code: output.status.code().unwrap(),
        stdout: String::from_utf8(output.stdout).unwrap(),
        stderr: String::from_utf8(output.stderr).unwrap(),
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_certificate_is_checked_and_one_of_ones_own_can_be_trusted() {
    let world = World::new();
    let server = world.serve();
    let created = world.json("directory create --name Staff");
    let certificate = world.data().with_file_name("certificate.pem");
    let front = front(server.url.replace("http://", ""), &certificate).await;
    let url = created["scimBaseUrl"].as_str().unwrap().replace(&server.url, &front);

    let trusted = tried("connection test", &world, &url, &created, Some(&certificate));
    assert_eq!(trusted.code, 0, "{trusted:?}");
    assert!(trusted.stdout.contains("the key opens it"), "{trusted:?}");

    let stranger = tried("connection test", &world, &url, &created, None);
    assert_eq!(stranger.code, 1, "{stranger:?}");
    assert!(stranger.stdout.contains("could be made (TLS)"), "{stranger:?}");
    assert!(stranger.stdout.contains("invalid peer certificate"), "{stranger:?}");
    assert!(stranger.stdout.contains("SSL_CERT_FILE"), "{stranger:?}");

    // Measuring goes by a way of its own.
    let bench = "bench --seed 10 --mix get --connections 2 --warmup 0 --duration 200ms";
    let measured = tried(bench, &world, &url, &created, Some(&certificate));
    assert_eq!((measured.code, measured.stderr.as_str()), (0, ""), "{measured:?}");
    assert!(measured.stdout.contains("\nget "), "{measured:?}");
    server.stop();
}
