//! That no trap is forgotten: each of the 125 has a test named after it, here or beside what it is about, or a line in
//! [`WITHOUT`] that says why not.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// How many traps there are.
const TRAPS: u16 = 125;

/// Traps that have no test, and why.
const WITHOUT: &[(u16, &str)] = &[(
    64,
    "403 `sensitive` is for services that keep URLs where others read them; here no query is ever logged (t123), and \
     who likes to send none has /.search (t57)",
)];

#[test]
fn every_trap_has_a_test_or_a_reason() {
    let crates = Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the folder of all crates");
    let mut tested = BTreeSet::new();
    collect(crates, &mut tested);
    let without: BTreeSet<u16> = WITHOUT.iter().map(|(trap, _)| *trap).collect();
    let all: BTreeSet<u16> = (1..=TRAPS).collect();
    let forgotten: Vec<&u16> =
        all.iter().filter(|n| !tested.contains(n) && !without.contains(n)).collect();
    assert!(forgotten.is_empty(), "no test is named after the traps {forgotten:?}");
    let both: Vec<&u16> = tested.intersection(&without).collect();
    assert!(both.is_empty(), "{both:?} have a test, and a reason to have none");
    let unknown: Vec<&u16> = tested.difference(&all).collect();
    assert!(unknown.is_empty(), "there are no traps {unknown:?}");
}

/// The traps that tests under a folder are named after: `fn t081_…` and `fn t81_…` alike.
fn collect(folder: &Path, tested: &mut BTreeSet<u16>) {
    for entry in fs::read_dir(folder).expect("a folder of the project") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            collect(&path, tested);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let text = fs::read_to_string(&path).expect("a source file");
            tested.extend(text.lines().filter_map(trap_of));
        }
    }
}

/// The trap that a line declares the test of.
fn trap_of(line: &str) -> Option<u16> {
    let name = line.trim_start().trim_start_matches("async ").strip_prefix("fn t")?;
    let (digits, _) = name.split_once('_')?;
    digits.parse().ok()
}
