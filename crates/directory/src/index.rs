//! The attributes a resource can be found by without reading them all.

/// The most bytes of a comparison key that an index entry holds: enough to tell values apart,
/// bounded so that one long value can't bloat the index. A truncated key only narrows.
pub const MAX_KEY: usize = 200;
