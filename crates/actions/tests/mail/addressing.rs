//! Who a mail can go to, and that no header is broken out of.

use rollcall_actions::mail::{Address, Draft, Folder};
use serde_json::json;

use crate::{from, send};

#[test]
fn an_address_is_written_as_people_write_it() {
    let email = |text: &str| text.parse::<Address>().map(|address| address.to_string()).ok();
    assert_eq!(email("ada@example.com").as_deref(), Some("ada@example.com"));
    assert_eq!(
        email(" Ada Lovelace <ada@example.com> ").as_deref(),
        Some("Ada Lovelace <ada@example.com>")
    );
    assert_eq!(
        email("Lovelace, Ada <ada@example.com>").as_deref(),
        Some("\"Lovelace, Ada\" <ada@example.com>")
    );
    for wrong in [
        "",
        "ada",
        "ada@",
        "@example.com",
        "ada@example.com\nBcc: eve@example.com",
        "ada@example.com\r\nDATA",
        "Ada\r\nBcc: eve@x.org <ada@example.com>",
        "ada@exa mple.com",
        "<ada@example.com> RCPT TO:<eve@x.org>",
        "ada@example.com>",
        "ada\u{0}@example.com",
        "Ada\u{2028} <ada@example.com>",
    ] {
        assert_eq!(email(wrong), None, "{wrong:?}");
    }
}

#[test]
fn everything_that_is_wrong_is_told_at_once() {
    let draft = Draft {
        to: vec!["nobody".to_owned()],
        subject: "Hello\r\nBcc: eve@example.org".to_owned(),
        ..Draft::default()
    };
    insta::assert_snapshot!(draft.message().unwrap_err(), @r"the mail can't be sent as it is; to: `nobody` is not a mail address: write it as ada@example.com or Ada Lovelace <ada@example.com>; subject: `Hello\r\nBcc: eve@example.org` has more than one line, or control characters: a subject is one line of text");
}

#[tokio::test]
async fn no_header_is_broken_out_of() {
    let breaks = ["\r\n", "\n", "\r", "\u{b}", "\u{c}", "\u{85}", "\u{2028}", "\u{0}"];
    for part in ["to", "cc", "bcc", "replyTo", "subject", "fileName"] {
        for at in breaks {
            let folder = tempfile::tempdir().unwrap();
            let mut inputs = json!({"to": "ada@example.org", "subject": "x", "results": {"a": 1}});
            inputs[part] = json!(format!("Ada{at}Bcc: eve@example.net <ada@example.org>"));
            let sent = send(Folder::new(folder.path(), from()), inputs).await;
            // A list is parted at its line ends; then what follows is an address of its own, or none.
            let mail = std::fs::read_dir(folder.path()).unwrap().next();
            let mail = mail.map(|mail| std::fs::read_to_string(mail.unwrap().path()).unwrap());
            let head = mail.as_deref().and_then(|mail| mail.split("\r\n\r\n").next());
            let broken = head.is_some_and(|head| {
                head.lines().any(|line| line.to_lowercase().starts_with("bcc: eve"))
            });
            assert!(!broken, "{part} {at:?}: {sent:?} {mail:?}");
            if part == "subject" || part == "fileName" {
                assert!(sent.is_err(), "{part} {at:?}");
            }
        }
    }
}

#[tokio::test]
async fn a_line_with_a_dot_alone_does_not_end_a_mail() {
    let server = crate::server::Server::new(&[]).await;
    let text = "before\n.\nRCPT TO:<eve@example.net>\n..\nafter";
    let inputs = json!({"to": "ada@example.org", "subject": "x", "text": text});
    send(crate::smtp(&server.url()), inputs).await.unwrap();
    let told = server.told().await;
    assert!(!told.iter().any(|line| line.starts_with("RCPT TO:<eve")), "{told:#?}");
    assert!(told.iter().any(|line| line.contains("after")), "{told:#?}");
}
