//! The law catches each kind of breach and lets the rest pass.

use super::graph::{Edge, edges};
use super::law::breaches;

fn edge(from: &str, to: &str) -> Edge {
    Edge {
        from: from.to_owned(),
        to: to.to_owned(),
        internal: to.starts_with("rollcall"),
        dev: false,
    }
}

fn dev(from: &str, to: &str) -> Edge {
    Edge { dev: true, ..edge(from, to) }
}

#[test]
fn each_layer_may_import_the_ones_inside_it() {
    let lawful = [
        edge("rollcall-directory", "rollcall-scim"),
        edge("rollcall-store-sqlite", "rollcall-directory"),
        edge("rollcall-store-sqlite", "rusqlite"),
        edge("rollcall", "rollcall-http"),
        edge("rollcall-scim", "serde_json"),
        dev("rollcall", "reqwest"),
        dev("rollcall-http", "rollcall-directory-testkit"),
    ];
    assert_eq!(breaches(&lawful), Vec::<String>::new());
}

#[test]
fn an_inner_layer_may_not_import_an_outer_one() {
    assert_eq!(
        breaches(&[edge("rollcall-directory", "rollcall-store-sqlite")]),
        [
            "rollcall-directory -> rollcall-store-sqlite: of the workspace, rollcall-directory may import rollcall-scim"
        ]
    );
}

#[test]
fn only_tests_may_import_the_testkit() {
    let breach = breaches(&[edge("rollcall-http", "rollcall-directory-testkit")]);
    assert_eq!(breach.len(), 1, "{breach:?}");
}

#[test]
fn the_owner_alone_names_a_crate_of_the_edge() {
    assert_eq!(
        breaches(&[edge("rollcall", "rusqlite"), edge("rollcall-directory", "axum")]),
        [
            "rollcall -> rusqlite: only rollcall-store-sqlite may import rusqlite",
            "rollcall-directory -> axum: only rollcall-http may import axum",
        ]
    );
}

#[test]
fn the_protocol_stays_pure() {
    assert_eq!(
        breaches(&[edge("rollcall-scim", "tokio")]),
        ["rollcall-scim -> tokio: the protocol is pure: no I/O, no async, no chance"]
    );
}

#[test]
fn a_package_without_a_layer_is_told_so() {
    assert_eq!(
        breaches(&[edge("rollcall-new", "rollcall-scim")]),
        ["rollcall-new has no layer: give it one in xtask/src/layers/law.rs"]
    );
}

#[test]
fn metadata_is_read_into_edges() {
    let metadata = r#"{"packages":[{"name":"rollcall-directory","dependencies":[
        {"name":"rollcall-scim","kind":null,"path":"/x/crates/scim"},
        {"name":"proptest","kind":"dev"}]}]}"#;
    let expected =
        [edge("rollcall-directory", "rollcall-scim"), dev("rollcall-directory", "proptest")];
    assert_eq!(edges(metadata).expect("metadata"), expected);
}
