//! The tables and plots are of what was measured, and what was not has a dash.

use serde_json::json;

use super::Growth;

fn growth() -> Growth {
    let figures = |per_second: f64| json!({ "perSecond": per_second, "p50": 1.25, "p99": 2.0 });
    let size = |users: u64, members: serde_json::Value| {
        json!({
            "users": users, "memberships": users * 8, "fillSeconds": 2.5, "usersPerSecond": 4000.0,
            "peakMemoryMib": 40, "bytesPerUser": 1900, "startSeconds": 0.05,
            "operations": { "get": figures(30_000.0), "list": { "skipped": "3 of 9 answers were wrong" } },
            "members": members,
        })
    };
    let growth = json!({
        "command": "cargo xtask growth",
        "machine": {
            "processor": "p", "cores": 2, "memoryGib": 24, "kernel": "k", "loadBefore": 0.0,
            "date": "2026-11-28", "commit": "c",
        },
        "quick": true, "connections": 8, "seconds": 1.0,
        "sizes": [
            size(1000, json!({ "add-member": { "10": figures(5_000.0) } })),
            size(10_000, json!({ "add-member": { "10": figures(5_100.0), "1000": figures(5_000.0) } })),
        ],
    });
    serde_json::from_value(growth).expect("what was found")
}

#[test]
fn each_operation_has_a_row_and_each_size_a_column() {
    let table = growth().operations();
    let row = |name: &str| table.lines().find(|line| line.starts_with(name)).expect("a row");
    assert!(
        row("| a second").contains("1,000 users") && row("| a second").contains("10,000 users")
    );
    assert_eq!(row("| get").matches("30,000, 1.25").count(), 2, "{table}");
    assert_eq!(row("| list").matches('–').count(), 2, "{table}");
}

#[test]
fn a_group_is_in_the_directories_that_can_have_it() {
    let members = growth().members();
    let row = members.lines().find(|line| line.contains("group of 1,000")).expect("a row");
    assert!(row.contains('–') && row.contains("5,000, 1.25"), "{members}");
    assert!(growth().data().contains("1,900"));
}

#[test]
fn the_plots_hold_what_was_measured() {
    for (name, plot) in growth().plots() {
        let drawn = plot.svg();
        assert!(drawn.contains("<circle"), "{name}: {drawn}");
        assert!(!drawn.contains("NaN") && !drawn.contains("inf"), "{name}: {drawn}");
    }
}
