//! The targets on stable Rust: on every seed, and on seeds that were tampered with.
#![cfg(test)]

use std::path::Path;
use std::{fmt, fs};

use fuzz_targets::TARGETS;
use proptest::prelude::*;

/// Words that a change of a seed may put in.
const WORDS: &[&str] = &[
    " and ",
    " or ",
    "not (",
    " eq ",
    " ne ",
    " co ",
    " gt ",
    " pr",
    "(",
    ")",
    "[",
    "]",
    "].",
    "\"",
    "\\",
    "{",
    "}",
    ",",
    ":",
    "null",
    "true",
    "\"True\"",
    "0",
    "-1.5e3",
    "\"\"",
    "é",
    "\u{1F600}",
    "\0",
    "emails",
    "type",
    "value",
    "primary",
    "userName",
    "name",
    ".familyName",
    "members",
    "manager",
    "active",
    "urn:example:2.0:Badge:",
    "tags",
    "levels",
    "devices",
    "office",
    "\"op\":\"add\"",
    "\"op\":\"remove\"",
    "\"path\":",
    "\"value\":",
    "2026-01-31",
];

/// Takes out the bytes from a place on, and puts a word there. The place is a share of the length, in 65,536ths.
#[derive(Clone, Debug)]
struct Change {
    place: u16,
    out: usize,
    word: &'static str,
}

impl Change {
    fn to(&self, bytes: &mut Vec<u8>) {
        let place = (usize::from(self.place) * bytes.len()) >> 16;
        let end = (place + self.out).min(bytes.len());
        bytes.splice(place..end, self.word.bytes());
    }
}

fn change() -> impl Strategy<Value = Change> {
    let word = prop_oneof![1 => Just(""), 2 => prop::sample::select(WORDS)];
    (any::<u16>(), prop_oneof![Just(0), Just(1), 0..24_usize], word)
        .prop_map(|(place, out, word)| Change { place, out, word })
}

fn seeds(target: &str) -> Vec<(String, Vec<u8>)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds").join(target);
    let entries = fs::read_dir(&folder).expect("a folder of seeds for every target");
    let mut seeds: Vec<_> = entries
        .map(|entry| {
            let path = entry.unwrap().path();
            (path.display().to_string(), fs::read(path).unwrap())
        })
        .collect();
    seeds.sort();
    seeds
}

/// An input that a failure shows as text.
#[derive(Clone)]
struct Input(Vec<u8>);

impl fmt::Debug for Input {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "b\"{}\"", self.0.escape_ascii())
    }
}

fn input(target: &str) -> impl Strategy<Value = Input> {
    let noise = prop::collection::vec(any::<u8>(), 0..64);
    prop_oneof![9 => tampered(target), 1 => noise].prop_map(Input)
}

fn tampered(target: &str) -> impl Strategy<Value = Vec<u8>> {
    let seeds: Vec<_> = seeds(target).into_iter().map(|(_, bytes)| bytes).collect();
    let changes = prop::collection::vec(change(), 0..6);
    (prop::sample::select(seeds), any::<Option<u8>>(), changes).prop_map(
        |(mut bytes, setting, changes)| {
            if let (Some(first), Some(setting)) = (bytes.first_mut(), setting) {
                *first = setting;
            }
            for change in &changes {
                change.to(&mut bytes);
            }
            bytes
        },
    )
}

#[test]
fn every_seed_keeps_what_its_target_demands() {
    for (name, run) in TARGETS {
        let seeds = seeds(name);
        assert!(!seeds.is_empty(), "{name} has no seeds");
        for (path, bytes) in seeds {
            println!("{path}");
            run(&bytes);
        }
    }
}

#[test]
fn no_folder_of_seeds_is_without_a_target() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds");
    for entry in fs::read_dir(folder).unwrap() {
        let name = entry.unwrap().file_name();
        assert!(TARGETS.iter().any(|(target, _)| name.to_str() == Some(target)), "{name:?}");
    }
}

#[test]
fn the_fuzzer_has_every_target() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fuzz/fuzz_targets");
    for (name, _) in TARGETS {
        let source = fs::read_to_string(folder.join(format!("{name}.rs"))).unwrap();
        assert!(source.contains(&format!("fuzz_targets::{name}(data)")), "{name}");
    }
}

/// One property for each target, so that each fails by its own name.
macro_rules! properties {
    ($($target:ident)*) => {
        proptest! {
            #![proptest_config(ProptestConfig { cases: 2_000, ..ProptestConfig::default() })]
            $(
                #[test]
                fn $target(input in input(stringify!($target))) {
                    fuzz_targets::$target(&input.0);
                }
            )*
        }

        #[test]
        fn every_target_has_a_property() {
            let names: Vec<_> = TARGETS.iter().map(|(name, _)| *name).collect();
            assert_eq!(names, [$(stringify!($target)),*]);
        }
    };
}

properties!(filter path patch resource json search bulk cursor key);
