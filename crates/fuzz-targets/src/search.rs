//! A query by POST (RFC 7644 §3.4.3).

use scim::{SearchRequest, Tolerances};

use crate::filter::check_message;
use crate::setting::Setting;

/// A query is refused, or read the same under every tolerance.
pub fn search(data: &[u8]) {
    let (Setting { tolerances, limits, .. }, text) = Setting::take(data);
    let Ok(body) = scim::json::parse(text, limits.json_depth) else { return };
    if let Err(error) = SearchRequest::read(body.clone(), tolerances) {
        check_message(text.len(), &error);
    }
    if let Ok(strict) = SearchRequest::read(body.clone(), &Tolerances::none()) {
        assert_eq!(SearchRequest::read(body, &Tolerances::all()), Ok(strict));
    }
}
