//! Ratios are of the group's own yardstick, and what grew is named.

use std::fs;

use super::baseline::{Ratios, read};
use super::estimates::{self, Times};
use super::report;

fn times(all: &[(&str, f64)]) -> Times {
    all.iter().map(|(name, time)| ((*name).to_owned(), *time)).collect()
}

#[test]
fn a_machine_of_half_the_speed_has_the_same_ratios() {
    let quick =
        times(&[("a/yardstick", 100.0), ("a/x", 250.0), ("b/yardstick", 50.0), ("b/x", 50.0)]);
    let slow = quick.iter().map(|(name, time)| (name.clone(), time * 2.0)).collect();
    let ratios = Ratios::of(&quick).expect("ratios");
    assert_eq!(ratios, Ratios::of(&slow).expect("ratios"));
    assert_eq!(ratios.0.get("a/x"), Some(&2.5));
    assert_eq!(ratios.0.get("b/x"), Some(&1.0));
    assert!(Ratios::of(&times(&[("c/x", 1.0)])).is_err());
}

#[test]
fn what_grew_came_or_went_is_said() {
    let before = Ratios(times(&[("a/same", 1.0), ("a/slow", 1.0), ("a/gone", 1.0)]));
    let now = Ratios(times(&[("a/same", 1.4), ("a/slow", 1.6), ("a/new", 1.0)]));
    let said = report::table(&Times::new(), &now, &before, 1.5);
    assert!(said.contains("grew by more than a factor of 1.5: a/slow by 1.60\n"), "{said}");
    assert!(said.contains("not measured any more: a/gone\n"), "{said}");
    assert!(said.lines().any(|line| line.contains("a/new") && line.ends_with("new")), "{said}");
    let said = report::table(&Times::new(), &now, &now, 1.5);
    assert!(said.ends_with("none grew by more than a factor of 1.5\n"), "{said}");
}

#[test]
fn the_medians_are_read_where_criterion_leaves_them() {
    let folder = tempfile::tempdir().expect("a folder");
    let bench = folder.path().join("filter/parse/new");
    fs::create_dir_all(&bench).expect("made");
    fs::create_dir_all(folder.path().join("filter/report")).expect("made");
    fs::write(bench.join("estimates.json"), r#"{"median":{"point_estimate":12.5}}"#)
        .expect("written");
    assert_eq!(estimates::read(folder.path()).expect("times"), times(&[("filter/parse", 12.5)]));
}

#[test]
fn there_is_a_baseline() {
    assert!(!read().expect("a baseline").0.is_empty());
}
