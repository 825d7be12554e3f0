//! A plot holds its values, and its names don't lie on each other.

use super::axis::Axis;
use super::labels::apart;
use super::{Dots, Line, Lines, Plot, Row};

#[test]
fn an_axis_goes_from_one_power_of_ten_to_another() {
    let axis = Axis::of([25.0, 4_000.0].into_iter());
    let thirds = [10.0, 100.0, 10_000.0].map(|value| format!("{:.3}", axis.at(value)));
    assert_eq!(thirds, ["0.000", "0.333", "1.000"]);
    let written: Vec<String> = axis.ticks().map(|(_, text)| text).collect();
    assert_eq!(written, ["10", "100", "1 k", "10 k"]);
    let level = Axis::of([100.0].into_iter());
    assert!(level.at(1000.0) > level.at(100.0));
}

#[test]
fn names_are_moved_apart_and_stay_in_the_drawing() {
    assert_eq!(apart(&[10.0, 100.0], 17.0, 364.0), [10.0, 100.0]);
    assert_eq!(apart(&[50.0, 48.0, 49.0], 17.0, 364.0), [82.0, 48.0, 65.0]);
    assert_eq!(apart(&[364.0, 364.0], 17.0, 364.0), [347.0, 364.0]);
}

#[test]
fn a_plot_draws_each_line_that_has_points_and_says_its_name() {
    let line =
        |name: &str, points: &[(f64, f64)]| Line { name: name.to_owned(), points: points.to_vec() };
    let plot = Plot::Lines(Lines {
        title: "Reads & pages".to_owned(),
        says: "They are level.".to_owned(),
        along: "users",
        up: "requests a second",
        drawn: vec![line("get", &[(1000.0, 20_000.0), (10_000.0, 19_000.0)]), line("gone", &[])],
    });
    let drawn = plot.svg();
    assert!(drawn.contains("<title id=\"title\">Reads &amp; pages</title>"), "{drawn}");
    assert!(drawn.contains(">get</text>") && !drawn.contains("gone"), "{drawn}");
    assert_eq!(drawn.matches("<circle").count(), 2);
    assert!(!drawn.contains("NaN"), "{drawn}");
}

#[test]
fn a_row_has_a_dot_for_each_who_did_it() {
    let row = |name: &str, values: [Option<f64>; 2]| Row {
        name: name.to_owned(),
        values: values.to_vec(),
    };
    let plot = Plot::Dots(Dots {
        title: "Beside others".to_owned(),
        says: "We are further to the right.".to_owned(),
        along: "requests a second",
        who: vec!["us".to_owned(), "them".to_owned()],
        rows: vec![row("get", [Some(20_000.0), Some(500.0)]), row("bulk", [Some(50.0), None])],
    });
    let drawn = plot.svg();
    // Three, and two that say whose they are.
    assert_eq!(drawn.matches("<circle").count(), 5);
    assert!(drawn.contains(">them</text>") && drawn.contains(">bulk</text>"), "{drawn}");
}
