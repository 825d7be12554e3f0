//! An input of a workflow, as a field.

use ::workflows::{Input, InputKind};

use crate::pages::{Field, written};

/// The field of an input.
pub(super) fn of(input: &Input) -> Field {
    let options = match input.kind {
        InputKind::Checkbox => vec!["true".to_owned(), "false".to_owned()],
        _ => input.options.clone(),
    };
    Field {
        name: input.name.clone(),
        title: input.title.clone(),
        id: input.name.clone(),
        help: input.description.clone(),
        holds: holds(input.kind),
        required: input.required,
        secret: input.secret,
        options,
        example: Some(input.placeholder.clone()).filter(|example| !example.is_empty()),
        default: input.default.as_ref().map(written),
        ..Field::default()
    }
}

pub(super) const fn holds(kind: InputKind) -> &'static str {
    match kind {
        InputKind::Text => "text",
        InputKind::Number => "a number",
        InputKind::Checkbox => "true or false",
        InputKind::List => "a list; a text with commas is one too",
    }
}
