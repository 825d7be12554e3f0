//! The file of connections.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};

use client::Connection;
use client::connection::{Connections, Error, Organization};
use secrecy::ExposeSecret as _;
use tempfile::TempDir;

fn connection(name: &str) -> Connection {
    Connection::new(name, "https://scim.example.com/v2", "rc_secret".into()).unwrap()
}

fn place() -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("rollcall").join("connections.toml");
    (folder, path)
}

/// Writes a file that its owner alone can read.
fn write(path: &Path, text: &str) {
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
    fs::set_permissions(path, fs::Permissions::from_mode(0o600)).unwrap();
}

fn mode(path: &Path) -> u32 {
    fs::metadata(path).unwrap().permissions().mode() & 0o777
}

#[test]
fn what_is_added_is_kept_where_its_owner_alone_can_read_it() {
    let (_folder, path) = place();
    assert_eq!(Connections::load(&path).unwrap().names(), [""; 0]);
    let organization = Organization { id: "o1".to_owned(), key: "org_secret".into() };
    let cloud = Connection::atlassian("cloud", "d-1", "rc_secret".into()).unwrap();
    Connections::change(&path, |it| it.add(cloud.with_organization(Some(organization)))).unwrap();
    Connections::change(&path, |it| it.add(connection("staff"))).unwrap();

    assert_eq!((mode(&path), mode(path.parent().unwrap())), (0o600, 0o700));
    let connections = Connections::load(&path).unwrap();
    assert_eq!(connections.names(), ["cloud", "staff"]);
    let cloud = connections.get("cloud").unwrap();
    assert_eq!(cloud.base_url().as_str(), "https://api.atlassian.com/scim/directory/d-1");
    assert_eq!(cloud.key().expose_secret(), "rc_secret");
    assert_eq!(cloud.client().unwrap().directory_id(), Some("d-1"));
    assert_eq!(cloud.organization().unwrap().key.expose_secret(), "org_secret");
    assert_eq!(cloud.admin().unwrap().unwrap().organization_id(), "o1");
    assert!(connections.get("staff").unwrap().admin().unwrap().is_none());
    assert!(!format!("{connections:?}").contains("secret"), "{connections:?}");
}

#[test]
fn a_connection_is_renamed_and_removed_and_names_are_never_taken_twice() {
    let (_folder, path) = place();
    for name in ["a", "b"] {
        Connections::change(&path, |it| it.add(connection(name))).unwrap();
    }
    let taken = Connections::change(&path, |it| it.add(connection("a"))).unwrap_err();
    assert!(matches!(taken, Error::Taken { .. }), "{taken:?}");
    let taken = Connections::change(&path, |it| it.rename("a", "b")).unwrap_err();
    assert!(matches!(taken, Error::Taken { .. }), "{taken:?}");
    Connections::change(&path, |it| it.rename("a", "c")).unwrap();
    assert_eq!(Connections::load(&path).unwrap().names(), ["b", "c"]);
    Connections::change(&path, |it| it.remove("b")).unwrap();
    let unknown = Connections::load(&path).unwrap().get("b").unwrap_err();
    assert_eq!(unknown.to_string(), "there is no connection `b`: c");
}

#[test]
fn a_file_that_others_can_reach_is_refused_and_left_alone() {
    let (_folder, path) = place();
    write(&path, "");
    for loose in [0o640, 0o604, 0o620] {
        fs::set_permissions(&path, fs::Permissions::from_mode(loose)).unwrap();
        let error = Connections::load(&path).unwrap_err();
        assert!(matches!(error, Error::Loose { mode, .. } if mode == loose), "{error:?}");
        assert!(error.hint().unwrap().starts_with("chmod 600 /"), "{:?}", error.hint());
        Connections::change(&path, |it| it.add(connection("a"))).unwrap_err();
        assert_eq!(fs::read_to_string(&path).unwrap(), "");
    }
}

#[test]
fn a_file_that_means_nothing_is_told_where_and_shows_no_key() {
    let (_folder, path) = place();
    let told = |text: &str| {
        write(&path, text);
        let error = Connections::load(&path).unwrap_err();
        let shown = format!("{error}\n{error:?}");
        assert!(!shown.contains("rc_secret"), "{shown}");
        error.to_string().replace(&path.display().to_string(), "F")
    };
    let head = "[connections.a]\n";
    for (text, says) in [
        ("connections = 'rc_secret'", "F, connections: it must be a table"),
        ("[connections]\na = 'rc_secret'", "F, connections.a: it must be a table"),
        ("key = 'rc_secret'", "F, key: there is no such setting"),
        (&format!("{head}kee = 'rc_secret'"), "F, connections.a.kee: there is no such setting"),
        (&format!("{head}url = 'https://s'"), "F, connections.a: key is missing"),
        (&format!("{head}key = 'rc_secret'"), "F, connections.a: url is missing"),
        (&format!("{head}url = 'https://s'\nkey = 7"), "F, connections.a.key: it must be a text"),
        (
            &format!("{head}url = 'https://s'\nkey = 'rc_secret'\norganization = 'o'"),
            "F, connections.a: organization_key is missing",
        ),
        (
            &format!("{head}url = 'https://s'\ndirectory = 'd'\nkey = 'rc_secret'"),
            "F, connections.a: url and directory say one thing twice: keep one",
        ),
    ] {
        assert_eq!(told(text), says, "{text}");
    }
    assert!(
        told(&format!("{head}url = 'u'\nkey = 'rc_secret'")).contains("`u` is not the base URL")
    );
    assert!(
        told("[connections.'a b']\nurl = 'https://s'\nkey = 'k'")
            .contains("`a b` can't be the name")
    );
    assert!(told(&format!("{head}key = 'rc_secret")).starts_with("F, line 2: "));
    assert!(told(&format!("{head}key = 'rc_secret'\nkey = 'x'")).starts_with("F, line 3: "));
}

#[test]
fn many_that_add_at_once_are_all_kept() {
    let (_folder, path) = place();
    std::thread::scope(|scope| {
        for number in 0..16 {
            let path = &path;
            scope.spawn(move || {
                Connections::change(path, |it| it.add(connection(&format!("c{number}")))).unwrap();
            });
        }
    });
    assert_eq!(Connections::load(&path).unwrap().names().len(), 16);
}

#[test]
fn a_link_to_the_file_stays_a_link() {
    let (folder, path) = place();
    write(&path, "");
    let link = folder.path().join("link.toml");
    std::os::unix::fs::symlink(&path, &link).unwrap();
    Connections::change(&link, |it| it.add(connection("a"))).unwrap();
    assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
    assert_eq!(Connections::load(&path).unwrap().names(), ["a"]);
}

#[test]
fn a_name_stands_anywhere_as_it_is() {
    for name in ["a", "Staff-2", "x.y_z", &"n".repeat(64)] {
        Connection::new(name, "https://s", "k".into()).unwrap();
    }
    for name in ["", "-a", ".", "a b", "a\n", "ä", "{{x}}", &"n".repeat(65)] {
        let error = Connection::new(name, "https://s", "k".into()).unwrap_err();
        assert!(matches!(error, Error::Name { .. }), "{name}: {error:?}");
    }
}

#[test]
fn plain_http_is_fine_to_this_machine_only() {
    for (url, exposed) in [
        ("http://127.0.0.1:8080", false),
        ("http://[::1]:8080", false),
        ("http://localhost", false),
        ("https://scim.example.com", false),
        ("http://scim.example.com", true),
        ("http://10.0.0.1", true),
        ("http://localhost.example.com", true),
    ] {
        let connection = Connection::new("a", url, "k".into()).unwrap();
        assert_eq!(connection.is_exposed(), exposed, "{url}");
    }
}
