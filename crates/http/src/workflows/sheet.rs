//! The page of one workflow.

use ::workflows::{Library, Trigger, Workflow};
use askama::Template;

use super::field;
use super::view::{self, RunView};
use crate::actions::ending::Result;
use crate::actions::submission::Submission;
use crate::pages::{Field, Shell, Visit, frame_height};

/// The page of one workflow, with what was typed into its form and what came of it.
#[derive(Template)]
#[template(path = "workflow.html")]
pub(super) struct Sheet<'a> {
    shell: Shell,
    workflow: &'a Workflow,
    /// How high the frame of its drawing is.
    frame: u32,
    begins: Vec<String>,
    webhooks: Vec<String>,
    fields: Vec<Field>,
    /// Whether anyone may read its file.
    file_is_open: bool,
    base_url: String,
    example: String,
    pub(super) key_fault: Option<String>,
    pub(super) result: Option<Result>,
    pub(super) run: Option<RunView>,
}

impl<'a> Sheet<'a> {
    /// The page.
    pub(super) fn new(visit: &Visit, workflow: &'a Workflow, typed: Option<&Submission>) -> Self {
        let fields = workflow.inputs.iter().map(|input| {
            let value = typed.and_then(|typed| typed.typed(&input.name));
            field::of(input).sent(value, None)
        });
        let webhooks = workflow.triggers.iter().filter_map(|trigger| match trigger {
            Trigger::Webhook { name } => Some(name.clone()),
            _ => None,
        });
        Self {
            shell: visit.shell(),
            frame: frame_height(workflow),
            begins: view::begins(workflow),
            webhooks: webhooks.collect(),
            fields: fields.collect(),
            file_is_open: Library::comes_with_rollcall(workflow),
            base_url: visit.shared.service.settings().base_url.clone(),
            example: example(workflow),
            key_fault: None,
            result: None,
            run: None,
            workflow,
        }
    }
}

/// Its required inputs, as a program would send them.
fn example(workflow: &Workflow) -> String {
    let required = workflow.inputs.iter().filter(|input| input.required);
    let inputs: serde_json::Map<_, _> =
        required.map(|input| (input.name.clone(), format!("<{}>", input.title).into())).collect();
    serde_json::Value::Object(inputs).to_string()
}
