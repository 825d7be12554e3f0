//! What the programs whose grammar this is drop in silence or do otherwise than it is written: each as a file, in
//! `weaknesses/`. A file begins with what is said of it; one that is fine here says so.

use super::{read, wrong};

#[test]
fn each_is_refused_with_what_to_do_or_works_as_it_is_written() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src/read/tests/weaknesses");
    let mut paths: Vec<_> =
        std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().path()).collect();
    paths.sort();
    assert!(paths.len() >= 10);
    let mut otherwise = String::new();
    for path in paths {
        let text = std::fs::read_to_string(&path).unwrap();
        let expected: Vec<&str> = text.lines().map_while(|line| line.strip_prefix("# ")).collect();
        let said = read(&text).map_or_else(|_| wrong(&text), |_| "fine".to_owned());
        if said != expected.join("\n") {
            otherwise = format!("{otherwise}{}:\n{said}\n", path.display());
        }
    }
    assert_eq!(otherwise, "");
}
