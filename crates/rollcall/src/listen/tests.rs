use super::{address, near, on};

#[tokio::test]
async fn a_port_in_use_is_an_error_or_leads_to_another_as_was_asked() {
    // A loopback address of its own: on 127.0.0.1 whoever asks for any port may be given the freed one.
    let first = on("127.0.7.7:0".parse().unwrap()).await.unwrap();
    let taken = address(&first).unwrap();

    let refused = on(taken).await.unwrap_err();
    assert_eq!(refused.to_string(), format!("can't listen on {taken}: the port is in use"));
    let other = address(&near(taken).await.unwrap()).unwrap();
    assert_eq!(other.ip(), taken.ip());
    assert_ne!(other.port(), taken.port());

    drop(first);
    assert_eq!(address(&near(taken).await.unwrap()).unwrap(), taken);
}
