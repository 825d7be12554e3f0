//! The law itself: who may import whom.

use super::graph::Edge;

/// What a package of the workspace may import of the others.
struct Layer {
    package: &'static str,
    imports: &'static [&'static str],
    /// What its tests may import besides.
    tests_import: &'static [&'static str],
}

const TESTKIT: &str = "rollcall-directory-testkit";

/// Innermost first.
const LAYERS: &[Layer] = &[
    Layer { package: "rollcall-scim", imports: &[], tests_import: &[] },
    Layer { package: "rollcall-directory", imports: &["rollcall-scim"], tests_import: &[TESTKIT] },
    Layer {
        package: TESTKIT,
        imports: &["rollcall-scim", "rollcall-directory"],
        tests_import: &[],
    },
    Layer {
        package: "rollcall-store-sqlite",
        imports: &["rollcall-scim", "rollcall-directory"],
        tests_import: &[TESTKIT],
    },
    Layer { package: "rollcall-client", imports: &["rollcall-scim"], tests_import: &[] },
    Layer {
        package: "rollcall-actions",
        imports: &["rollcall-scim", "rollcall-client"],
        tests_import: &[],
    },
    Layer {
        package: "rollcall-workflows",
        imports: &["rollcall-scim", "rollcall-client", "rollcall-actions"],
        tests_import: &[],
    },
    Layer {
        package: "rollcall-http",
        imports: &[
            "rollcall-scim",
            "rollcall-directory",
            "rollcall-client",
            "rollcall-actions",
            "rollcall-workflows",
        ],
        tests_import: &[TESTKIT],
    },
    Layer {
        package: "rollcall-conformance",
        imports: &["rollcall-scim", "rollcall-client"],
        tests_import: &[],
    },
    Layer {
        package: "rollcall-bench",
        imports: &["rollcall-scim", "rollcall-client"],
        tests_import: &[],
    },
    Layer {
        package: "rollcall-fuzz-targets",
        imports: &["rollcall-scim", "rollcall-directory", TESTKIT],
        tests_import: &[],
    },
    Layer {
        package: "rollcall",
        imports: &[
            "rollcall-scim",
            "rollcall-directory",
            "rollcall-store-sqlite",
            "rollcall-http",
            "rollcall-client",
            "rollcall-actions",
            "rollcall-workflows",
            "rollcall-conformance",
            "rollcall-bench",
        ],
        tests_import: &[TESTKIT],
    },
    Layer { package: "xtask", imports: &[], tests_import: &[] },
];

/// A crate from outside that only some packages may name.
struct Owned {
    dependency: &'static str,
    owner: &'static str,
    /// Whether tests anywhere may name it.
    tests: bool,
}

const OWNED: &[Owned] = &[
    Owned { dependency: "rusqlite", owner: "rollcall-store-sqlite", tests: false },
    Owned { dependency: "axum", owner: "rollcall-http", tests: false },
    Owned { dependency: "tower-http", owner: "rollcall-http", tests: false },
    Owned { dependency: "reqwest", owner: "rollcall-client", tests: true },
    Owned { dependency: "hdrhistogram", owner: "rollcall-bench", tests: false },
    Owned { dependency: "lettre", owner: "rollcall-actions", tests: false },
    Owned { dependency: "askama", owner: "rollcall-http", tests: false },
    Owned { dependency: "clap", owner: "rollcall", tests: false },
    Owned { dependency: "indicatif", owner: "rollcall", tests: false },
    Owned { dependency: "csv", owner: "rollcall", tests: false },
];

/// What the pure protocol crate can't have: a runtime, chance, ids.
const NEVER_IN_SCIM: &[&str] = &["tokio", "getrandom", "uuid", "tracing"];

/// Every dependency that breaks the law, as a sentence.
pub(super) fn breaches(edges: &[Edge]) -> Vec<String> {
    edges.iter().filter_map(breach).collect()
}

fn breach(edge: &Edge) -> Option<String> {
    if edge.internal { inside(edge) } else { outside(edge) }
}

fn inside(edge: &Edge) -> Option<String> {
    let Edge { from, to, .. } = edge;
    let Some(layer) = LAYERS.iter().find(|layer| layer.package == from) else {
        return Some(format!("{from} has no layer: give it one in xtask/src/layers/law.rs"));
    };
    let by_tests = edge.dev && layer.tests_import.contains(&to.as_str());
    if layer.imports.contains(&to.as_str()) || by_tests {
        return None;
    }
    let may =
        if layer.imports.is_empty() { "nothing".to_owned() } else { layer.imports.join(", ") };
    Some(format!("{from} -> {to}: of the workspace, {from} may import {may}"))
}

fn outside(edge: &Edge) -> Option<String> {
    let Edge { from, to, .. } = edge;
    if from == "rollcall-scim" && !edge.dev && NEVER_IN_SCIM.contains(&to.as_str()) {
        return Some(format!("{from} -> {to}: the protocol is pure: no I/O, no async, no chance"));
    }
    let owned = OWNED.iter().find(|owned| owned.dependency == to)?;
    let allowed = owned.owner == from || (owned.tests && edge.dev) || from == "xtask";
    (!allowed).then(|| format!("{from} -> {to}: only {} may import {to}", owned.owner))
}
