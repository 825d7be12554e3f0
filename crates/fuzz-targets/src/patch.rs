//! PATCH (RFC 7644 §3.5.2).

use scim::patch::{self, PatchError, Step};
use scim::{Limits, Resource, ResourceType, Tolerances};
use serde_json::{Map, Value};

use crate::canonical;
use crate::filter::check_message;
use crate::setting::Setting;

/// A PATCH is refused, or makes steps for operations that it has, as many as its limits allow, and leaves a
/// rich resource canonical. What is right by the letter of the RFCs does the same under every tolerance.
pub fn patch(data: &[u8]) {
    let (Setting { of, tolerances, limits, rich }, text) = Setting::take(data);
    let Ok(body) = scim::json::parse(text, limits.json_depth) else { return };
    let outcome = patched(rich, &body, of, tolerances, limits);
    match &outcome {
        Ok(after) => canonical::check(after, of),
        Err(error) => check_message(text.len(), error),
    }
    if let Ok(strict) = patched(rich, &body, of, &Tolerances::none(), limits) {
        let tolerant = patched(rich, &body, of, &Tolerances::all(), limits);
        assert_eq!(tolerant, Ok(strict), "tolerance changed what it does");
    }
}

fn patched(
    before: &Resource,
    body: &Map<String, Value>,
    of: &ResourceType,
    tolerances: &Tolerances,
    limits: &Limits,
) -> Result<Resource, PatchError> {
    let steps = patch::read(body.clone(), "own", of, tolerances, limits)?;
    check_steps(&steps, limits);
    patch::apply(before, &steps, of, tolerances)
}

fn check_steps(steps: &[Step<'_>], limits: &Limits) {
    assert!(steps.is_sorted_by_key(|step| step.index), "the operations change places");
    let last = steps.last().map_or(0, |step| step.index);
    assert!(last < limits.patch_operations, "there are too many operations");
}
