//! Bearer keys: `rc_<id>_<secret><checksum>`. A fixed prefix and a checksum, so that scanners find a leaked key
//! and a mistyped one is refused without a look-up.

mod token;

pub use token::Token;
