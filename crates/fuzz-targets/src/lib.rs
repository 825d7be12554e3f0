//! What must hold of every input from outside, one function an input.
//!
//! Each takes bytes and fails by a panic. A fuzzer calls them (`fuzz/`, `cargo xtask fuzz`), and so do the tests
//! of this package, on stable Rust, with every seed and with seeds that were tampered with. The first byte
//! chooses the [`Setting`]; in a seed it is a letter. The rest is the input.
#![expect(
    clippy::missing_panics_doc,
    reason = "to panic is how a target says that something does not hold"
)]

mod bulk;
mod canonical;
mod cursor;
mod filter;
mod json;
mod key;
mod patch;
mod path;
mod resource;
mod search;
mod setting;
mod subject;
mod world;

pub use bulk::bulk;
pub use cursor::cursor;
pub use filter::filter;
pub use json::json;
pub use key::key;
pub use patch::patch;
pub use path::path;
pub use resource::resource;
pub use search::search;
pub use setting::Setting;

/// A target: its name, which is that of its folder of seeds, and what it does with bytes.
pub type Target = (&'static str, fn(&[u8]));

/// All of them.
pub const TARGETS: &[Target] = &[
    ("filter", filter),
    ("path", path),
    ("patch", patch),
    ("resource", resource),
    ("json", json),
    ("search", search),
    ("bulk", bulk),
    ("cursor", cursor),
    ("key", key),
];
