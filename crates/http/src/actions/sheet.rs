//! The page of one action.

use std::sync::Arc;

use ::actions::{Action, Effect, Need, Service, Tier};
use ::workflows::Workflow;
use askama::Template;

use super::ending::Result;
use super::examples;
use super::field;
use super::submission::Submission;
use crate::pages::{Field, Shell, Visit, frame_height, json};

/// The page of one action, with what was typed into its form and what came of it.
#[derive(Template)]
#[template(path = "action.html")]
pub(super) struct Sheet<'a> {
    shell: Shell,
    action: &'a Action,
    request: String,
    effect: &'static str,
    paragraphs: Vec<&'a str>,
    basic: Vec<Field>,
    advanced: Vec<Field>,
    advanced_open: bool,
    scope: &'static str,
    pub(super) key_fault: Option<String>,
    example_output: Option<String>,
    command: String,
    curl: String,
    step: String,
    workflow: Option<Arc<Workflow>>,
    /// How high the frame of its drawing is.
    frame: u32,
    pub(super) result: Option<Result>,
}

impl<'a> Sheet<'a> {
    /// The page; `faults` are what is wrong with what was typed, by the title of the parameter.
    pub(super) fn new(
        visit: &Visit,
        action: &'a Action,
        typed: Option<&Submission>,
        faults: &[(String, String)],
    ) -> Self {
        let field = |parameter: &::actions::Parameter| {
            let fault = faults.iter().find(|(title, _)| *title == parameter.title);
            let value = typed.and_then(|typed| typed.typed(&parameter.name));
            field::of(parameter).sent(value, fault.map(|(_, text)| text.clone()))
        };
        let advanced: Vec<Field> = action.tier(Tier::Advanced).map(field).collect();
        let workflow = example(visit, action);
        let base_url = &visit.shared.service.settings().base_url;
        Self {
            shell: visit.shell(),
            action,
            request: request(action),
            effect: effect(action.effect),
            paragraphs: action
                .description
                .lines()
                .map(str::trim)
                .filter(|line| !line.is_empty())
                .collect(),
            basic: action.tier(Tier::Basic).map(field).collect(),
            advanced_open: advanced.iter().any(Field::touched),
            advanced,
            scope: scope(action),
            key_fault: None,
            example_output: (!action.example_output.is_null())
                .then(|| json::html(&action.example_output)),
            command: examples::command(action),
            curl: examples::curl(action, base_url),
            step: examples::step(action),
            frame: workflow.as_ref().map_or(0, |workflow| frame_height(workflow)),
            workflow,
            result: None,
        }
    }
}

/// The workflow of the library that is named after the action, or else the first that has it for a step.
fn example(visit: &Visit, action: &Action) -> Option<Arc<Workflow>> {
    let catalogue = visit.catalogue();
    let uses = |workflow: &Workflow| {
        let steps = workflow.every_step();
        let mut steps = steps.iter().filter_map(|step| catalogue.get(&step.action));
        steps.any(|known| known.name == action.name)
    };
    let using = || visit.library().workflows().iter().filter(|workflow| uses(workflow));
    using()
        .find(|workflow| workflow.name.starts_with(&action.name))
        .or_else(|| using().next())
        .cloned()
}

fn request(action: &Action) -> String {
    match action.request.service {
        Service::Scim | Service::Admin => {
            format!("{} {}", action.request.method, action.request.path)
        }
        Service::Mail => "SMTP".to_owned(),
        Service::Web => "HTTP".to_owned(),
    }
}

const fn effect(effect: Effect) -> &'static str {
    match effect {
        Effect::Read => "Only looks",
        Effect::Create => "Creates",
        Effect::Change => "Changes",
        Effect::Delete => "Deletes",
        Effect::Send => "Sends",
    }
}

fn scope(action: &Action) -> &'static str {
    match (action.needs(), action.effect) {
        (Need::Admin, _) => "The key of an organization.",
        (Need::Scim, Effect::Read) => "A key of a directory; one that may only read will do.",
        (Need::Scim, _) => "A key of a directory, of the scope `provision`.",
        _ => "A key of the scope `provision`, or that of an organization.",
    }
}
