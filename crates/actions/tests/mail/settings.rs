//! What the URL of a mail server says.

use rollcall_actions::mail::{SmtpSettings, SmtpUrlError};
use secrecy::SecretString;

use crate::from;

fn server(url: &str) -> Result<String, SmtpUrlError> {
    SmtpSettings::new(&SecretString::from(url), from()).map(|settings| settings.server())
}

#[test]
fn the_port_follows_from_how_the_connection_is_kept_private() {
    assert_eq!(server("smtp://mx.example.com").unwrap(), "mx.example.com:587");
    assert_eq!(server("smtps://u:p@mx.example.com").unwrap(), "mx.example.com:465");
    assert_eq!(server("smtp://mx.example.com?tls=none").unwrap(), "mx.example.com:25");
    assert_eq!(server("smtp://u:p@[::1]:2525/?tls=none").unwrap(), "[::1]:2525");
}

#[test]
fn what_can_t_be_meant_is_refused_and_never_repeated() {
    for (url, expected) in [
        ("mx.example.com", SmtpUrlError::NotSmtp),
        ("https://u:secret@mx.example.com", SmtpUrlError::NotSmtp),
        ("smtp://", SmtpUrlError::NotSmtp),
        ("smtp://secret@mx.example.com", SmtpUrlError::HalfALogin),
        ("smtp://:secret@mx.example.com", SmtpUrlError::HalfALogin),
        ("smtp://u:se%0acret@mx.example.com", SmtpUrlError::Login),
        ("smtp://u:secret@mx.example.com/path", SmtpUrlError::Extra),
        ("smtp://u:secret@mx.example.com?verify=no", SmtpUrlError::Extra),
        ("smtp://u:secret@mx.example.com?tls=opportunistic", SmtpUrlError::Tls),
        ("smtps://u:secret@mx.example.com?tls=none", SmtpUrlError::Tls),
        ("smtp://u:secret@mx.example.com?tls=none", SmtpUrlError::PasswordInClear),
    ] {
        let error = server(url).unwrap_err();
        assert_eq!(error, expected, "{url}");
        assert!(!error.to_string().contains("secret"), "{error}");
    }
    let settings = SmtpSettings::new(&SecretString::from("smtp://u:secret@h"), from()).unwrap();
    assert!(!format!("{settings:?}").contains("secret"));
}
