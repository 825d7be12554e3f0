//! The body of a POST or a PUT (RFC 7644 §3.3, §3.5.1).

use scim::{Tolerances, resource as resources};

use crate::canonical;
use crate::filter::check_message;
use crate::setting::Setting;

/// A document is refused, or is read into a canonical resource of its own schemas. What is right by the letter
/// of the RFCs is read the same under every tolerance.
pub fn resource(data: &[u8]) {
    let (Setting { of, tolerances, limits, .. }, text) = Setting::take(data);
    let Ok(document) = scim::json::parse(text, limits.json_depth) else { return };
    match resources::read(document.clone(), of, tolerances) {
        Ok(read) => {
            canonical::check(&read, of);
            let schemas = read.schemas(of);
            assert_eq!(schemas.first(), Some(&of.schema.id), "the core schema is the first");
        }
        Err(error) => check_message(text.len(), &error),
    }
    if let Ok(strict) = resources::read(document.clone(), of, &Tolerances::none()) {
        let tolerant = resources::read(document, of, &Tolerances::all());
        assert_eq!(tolerant, Ok(strict), "tolerance changed what it means");
    }
}
