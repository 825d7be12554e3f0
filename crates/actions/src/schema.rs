//! An action's inputs as JSON Schema (2020-12): what editors complete and check by.

use serde_json::{Map, Value, json};

use crate::{Action, Field, FieldKind, Kind, Parameter, Rule, Shape};

/// The dialect.
const DIALECT: &str = "https://json-schema.org/draft/2020-12/schema";

impl Action {
    /// The JSON Schema of its inputs, by their names on the wire.
    pub fn json_schema(&self) -> Value {
        let properties = self.parameters.iter();
        let properties = properties.map(|parameter| (parameter.name.clone(), property(parameter)));
        let required: Vec<&str> = self
            .parameters
            .iter()
            .filter(|parameter| parameter.required)
            .map(|parameter| parameter.name.as_str())
            .collect();
        let mut schema = Map::from_iter([
            ("$schema".to_owned(), json!(DIALECT)),
            ("title".to_owned(), json!(self.title)),
            ("description".to_owned(), json!(self.summary)),
            ("type".to_owned(), json!("object")),
            ("properties".to_owned(), Value::Object(properties.collect())),
            ("additionalProperties".to_owned(), json!(false)),
        ]);
        if !required.is_empty() {
            schema.insert("required".to_owned(), json!(required));
        }
        let rules: Vec<Value> = self.rules.iter().map(rule).collect();
        if !rules.is_empty() {
            schema.insert("allOf".to_owned(), json!(rules));
        }
        Value::Object(schema)
    }
}

fn property(parameter: &Parameter) -> Value {
    let mut schema = of_kind(&parameter.kind);
    schema.insert("title".to_owned(), json!(parameter.title));
    schema.insert("description".to_owned(), json!(parameter.help));
    if let Some(default) = &parameter.default {
        schema.insert("default".to_owned(), default.clone());
    }
    if let Some(example) = &parameter.example {
        schema.insert("examples".to_owned(), json!([example]));
    }
    if parameter.secret {
        schema.insert("writeOnly".to_owned(), json!(true));
    }
    Value::Object(schema)
}

fn of_kind(kind: &Kind) -> Map<String, Value> {
    let schema = match kind {
        Kind::Text | Kind::LongText | Kind::Names => json!({"type": "string"}),
        Kind::Boolean => json!({"type": "boolean"}),
        Kind::Integer => json!({"type": "integer"}),
        Kind::Choice(choices) => {
            let words: Vec<&str> = choices.iter().map(|choice| choice.value.as_str()).collect();
            json!({"type": "string", "enum": words})
        }
        Kind::Texts => {
            json!({"anyOf": [{"type": "array", "items": {"type": "string"}}, {"type": "string"}]})
        }
        Kind::Object(shape) => of_shape(shape),
        Kind::Objects(shape) => {
            let one = of_shape(shape);
            json!({"anyOf": [{"type": "array", "items": one}, one]})
        }
        Kind::Map => json!({"type": "object", "additionalProperties": {"type": "string"}}),
        Kind::Json => json!({}),
    };
    members(schema)
}

/// The members of what was written as an object.
fn members(schema: Value) -> Map<String, Value> {
    match schema {
        Value::Object(members) => members,
        _ => Map::new(),
    }
}

/// An object of a shape, or the bare text that stands for one.
fn of_shape(shape: &Shape) -> Value {
    let fields = shape.fields.iter().map(|field| (field.name.clone(), of_field(field)));
    let required: Vec<&str> = shape
        .fields
        .iter()
        .filter(|field| field.required)
        .map(|field| field.name.as_str())
        .collect();
    let mut object = Map::from_iter([
        ("type".to_owned(), json!("object")),
        ("properties".to_owned(), Value::Object(fields.collect())),
        ("additionalProperties".to_owned(), json!(false)),
    ]);
    if !required.is_empty() {
        object.insert("required".to_owned(), json!(required));
    }
    match shape.bare {
        Some(_) => json!({"anyOf": [object, {"type": "string"}]}),
        None => Value::Object(object),
    }
}

fn of_field(field: &Field) -> Value {
    let mut schema = members(match field.kind {
        FieldKind::Text => json!({"type": "string"}),
        FieldKind::Boolean => json!({"type": "boolean"}),
        FieldKind::Json => json!({}),
    });
    schema.insert("description".to_owned(), json!(field.help));
    if !field.usual.is_empty() {
        schema.insert("examples".to_owned(), json!(field.usual));
    }
    Value::Object(schema)
}

fn rule(rule: &Rule) -> Value {
    let given: Vec<Value> = rule.names().iter().map(|name| json!({"required": [name]})).collect();
    match rule {
        Rule::ExactlyOne(_) => json!({"oneOf": given}),
        Rule::AtLeastOne(_) => json!({"anyOf": given}),
        Rule::AtMostOne(_) => {
            let mut one_or_none = given.clone();
            one_or_none.push(json!({"not": {"anyOf": given}}));
            json!({"oneOf": one_or_none})
        }
    }
}
