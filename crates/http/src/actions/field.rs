//! A parameter of an action, as a field.

use ::actions::{Kind, Parameter};

use crate::pages::{Field, written};

/// The field of a parameter.
pub(super) fn of(parameter: &Parameter) -> Field {
    let choices = parameter.kind.choices().iter();
    let options = match &parameter.kind {
        Kind::Boolean => vec!["true".to_owned(), "false".to_owned()],
        kind => kind.choices().iter().map(|choice| choice.value.clone()).collect(),
    };
    let long = matches!(
        parameter.kind,
        Kind::LongText | Kind::Object(_) | Kind::Objects(_) | Kind::Map | Kind::Json
    );
    Field {
        name: parameter.name.clone(),
        title: parameter.title.clone(),
        id: parameter.flag(),
        help: parameter.help.clone(),
        holds: parameter.kind.describe(),
        required: parameter.required,
        secret: parameter.secret,
        long,
        options,
        choices: choices.map(|choice| (choice.value.clone(), choice.help.clone())).collect(),
        members: members(&parameter.kind),
        example: parameter.example.as_ref().map(written),
        default: parameter.default.as_ref().map(written),
        ..Field::default()
    }
}

/// What its objects hold.
fn members(kind: &Kind) -> Vec<(String, String)> {
    match kind {
        Kind::Object(shape) | Kind::Objects(shape) => {
            shape.fields.iter().map(|field| (field.name.clone(), field.help.clone())).collect()
        }
        _ => Vec::new(),
    }
}
