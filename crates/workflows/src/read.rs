//! Reading a workflow's file.

mod raw;
mod step;

use serde_json::Value;

use crate::model::{Input, InputKind, Trigger, Workflow};

/// Why a text is not a workflow.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// It is not the YAML of one: something is misspelt, missing, twice or not what it should be.
    #[error("line {line}, column {column}: {message}")]
    Yaml {
        /// The line, from 1.
        line: u64,
        /// The column, from 1.
        column: u64,
        /// What is wrong.
        message: String,
    },
    /// It can't be carried out.
    #[error("{place}: {message}")]
    Meaning {
        /// Where: `step S1`.
        place: String,
        /// What is wrong, and what to do.
        message: String,
    },
}

impl ReadError {
    fn meaning(place: impl Into<String>, message: impl Into<String>) -> Self {
        Self::Meaning { place: place.into(), message: message.into() }
    }
}

impl Workflow {
    /// Reads a workflow; `name` is that of its file, without the ending.
    pub fn read(name: &str, text: &str) -> Result<Self, ReadError> {
        let file: raw::File = serde_saphyr::from_str(text).map_err(|error| {
            let at = error.location();
            ReadError::Yaml {
                line: at.map_or(1, |at| at.line()),
                column: at.map_or(1, |at| at.column()),
                message: error.without_snippet().to_string(),
            }
        })?;
        let mut steps = Vec::new();
        for section in file.workflow {
            steps.extend(step::all(section.steps)?);
        }
        let on_error = step::all(file.run_on_error)?;
        let mut inputs: Vec<(u32, Input)> = Vec::new();
        for (name, input) in file.inputs {
            inputs.push((input.index.unwrap_or(u32::MAX), self::input(name, input)?));
        }
        inputs.sort_by_key(|(index, _)| *index);
        let workflow = Self {
            name: name.to_owned(),
            title: file.name,
            description: file.desc,
            active: file.active,
            inputs: inputs.into_iter().map(|(_, input)| input).collect(),
            outputs: file.outputs.into_iter().map(|(name, output)| (name, output.value)).collect(),
            triggers: triggers(file.triggers)?,
            connections: file.connections.into_iter().map(|(k, v)| (k, Value::from(v))).collect(),
            steps,
            on_error,
            text: text.to_owned(),
        };
        step::unique_ids(&workflow)?;
        Ok(workflow)
    }
}

fn input(name: String, raw: raw::Input) -> Result<Input, ReadError> {
    let (kind, secret) = match raw.kind.as_str() {
        "password" | "secret" => (InputKind::Text, true),
        "text" | "long-text" | "rich-text" | "date" | "single-select" | "dynamic_text" => {
            (InputKind::Text, false)
        }
        "number" => (InputKind::Number, false),
        "checkbox" => (InputKind::Checkbox, false),
        "list" | "multi-select" => (InputKind::List, false),
        other => {
            let message = format!(
                "there is no type `{other}`: use text, long-text, date, number, checkbox, single-select, multi-select, list or password"
            );
            return Err(ReadError::meaning(format!("input {name}"), message));
        }
    };
    Ok(Input {
        title: raw.display_name.unwrap_or_else(|| name.clone()),
        name,
        description: raw.desc,
        kind,
        required: raw.required,
        secret: secret || raw.secret,
        default: raw.default,
        options: raw.options,
    })
}

fn triggers(raw: raw::Triggers) -> Result<Vec<Trigger>, ReadError> {
    let mut triggers = Vec::new();
    for raw::Scheduled { cron } in raw.scheduled {
        crate::schedule::parse(&cron)
            .map_err(|message| ReadError::meaning(format!("trigger `{cron}`"), message))?;
        triggers.push(Trigger::Schedule { cron });
    }
    triggers.extend(raw.webhooks.into_iter().map(|raw| Trigger::Webhook { name: raw.name }));
    for raw::DirectoryEvent { event } in raw.events {
        if !crate::feed::EVENTS.contains(&event.as_str()) {
            let message =
                format!("there is no such event; there are {}", crate::feed::EVENTS.join(", "));
            return Err(ReadError::meaning(format!("trigger `{event}`"), message));
        }
        triggers.push(Trigger::Event { event });
    }
    Ok(triggers)
}

#[cfg(test)]
mod tests;
