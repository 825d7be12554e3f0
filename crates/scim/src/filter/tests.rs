//! Filters: what is taken, what is refused, what matches.

mod errors;
mod grammar;
mod linear;
mod matching;
mod mixed;
mod naive;
mod property;
mod tolerance;

use super::*;
use crate::schema::examples::user;

fn parse(text: &str, tolerances: &Tolerances) -> Result<Filter<'static>, FilterError> {
    Filter::parse(text, user(), tolerances, &Limits::default())
}

/// The canonical text of a filter that is taken, or the error.
fn printed(text: &str, tolerances: &Tolerances) -> String {
    match parse(text, tolerances) {
        Ok(filter) => filter.display(user()).to_string(),
        Err(error) => error.to_string(),
    }
}

fn strict(text: &str) -> String {
    printed(text, &Tolerances::none())
}

fn tolerant(text: &str) -> String {
    printed(text, &Tolerances::all())
}
