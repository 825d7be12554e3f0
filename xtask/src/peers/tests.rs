//! Ratios are of what both were measured at, and what is missing has its reason.

use serde_json::json;

use super::comparison::Comparison;
use super::group_sizes;

fn comparison() -> Comparison {
    let figures = |per_second: f64| json!({ "perSecond": per_second, "p50": 1.0, "p99": 2.0 });
    let comparison = json!({
        "command": "cargo xtask peers",
        "machine": {
            "processor": "p", "cores": 2, "memoryGib": 24, "kernel": "k", "loadBefore": 0.0,
            "date": "2026-11-28", "commit": "c",
        },
        "quick": true, "users": 2000, "connections": 8, "seconds": 1.0,
        "servers": [
            { "name": "Rollcall", "what": "durable", "failed": null,
              "operations": { "get": figures(20_000.0), "bulk": figures(50.0) } },
            { "name": "other", "what": "in memory", "failed": null,
              "operations": { "get": figures(1_000.0), "bulk": { "skipped": "it has none" } } },
            { "name": "gone", "what": "in memory", "failed": "it is not installed", "operations": {} },
        ],
    });
    serde_json::from_value(comparison).expect("a comparison")
}

#[test]
fn ratios_are_of_what_both_came_to() {
    let comparison = comparison();
    assert_eq!(
        comparison.with_ratios().get("ratios"),
        Some(&json!({ "other": { "get": 20.0 }, "gone": {} }))
    );
    let table = comparison.table();
    let row = |name: &str| {
        table.lines().find(|line| line.starts_with(&format!("| {name} "))).map(str::to_owned)
    };
    let get = row("get").expect("a row");
    assert!(get.contains("20,000") && get.contains("1,000 (× 20.0)"), "{table}");
    assert!(!table.contains("gone"), "{table}");
    assert!(row("add-member, group of 1,000").is_some(), "{table}");
}

#[test]
fn what_is_missing_has_its_reason() {
    let reasons = comparison().reasons();
    assert_eq!(reasons, "- other, bulk: it has none\n- gone: not measured: it is not installed\n");
}

#[test]
fn groups_leave_somebody_outside() {
    assert_eq!(group_sizes(10_000), [10, 1000, 5000]);
    assert_eq!(group_sizes(2000), [10, 1000]);
    assert_eq!(group_sizes(300), [10, 150]);
}
