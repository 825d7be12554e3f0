//! `GET /actions`: all of them.

use std::sync::Arc;

use ::actions::Action;
use askama::Template;
use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::response::Response;
use serde_json::json;

use crate::app::Shared;
use crate::pages::{Embedding, Section, Shell, Visit, json_answer, page};
use crate::problem::Problem;

#[derive(Template)]
#[template(path = "actions.html")]
struct Index<'a> {
    shell: Shell,
    groups: Vec<Group<'a>>,
}

/// Actions on the same things.
struct Group<'a> {
    id: &'a str,
    title: String,
    actions: Vec<&'a Action>,
}

/// A page of all actions; a list of their names for a program.
pub(crate) async fn index(
    State(shared): State<Arc<Shared>>,
    request: Request,
) -> Result<Response, Problem> {
    let (visit, _) = Visit::open(shared, Section::Actions, request).await?;
    let answered = answer(&visit);
    Ok(visit.answer(answered))
}

fn answer(visit: &Visit) -> Result<Response, Problem> {
    let actions = visit.catalogue().iter();
    if visit.wants_page() {
        let index = Index { shell: visit.shell(), groups: groups(actions) };
        return page(StatusCode::OK, Embedding::Nobody, &index);
    }
    let listed = actions.map(|action| {
        json!({
            "name": action.name,
            "fullName": action.full_name,
            "title": action.title,
            "summary": action.summary,
        })
    });
    Ok(json_answer(StatusCode::OK, &json!({"actions": listed.collect::<Vec<_>>()})))
}

/// By the first word of the command, in the order of the catalogue.
fn groups<'a>(actions: impl Iterator<Item = &'a Action>) -> Vec<Group<'a>> {
    let mut groups: Vec<Group<'a>> = Vec::new();
    for action in actions {
        let id = action.command.first().map_or("", String::as_str);
        match groups.iter_mut().find(|group| group.id == id) {
            Some(group) => group.actions.push(action),
            None => groups.push(Group { id, title: title(id), actions: vec![action] }),
        }
    }
    groups
}

fn title(word: &str) -> String {
    match word {
        "user" => "Users".to_owned(),
        "group" => "Groups".to_owned(),
        "link" | "links" => "Links to accounts".to_owned(),
        "email" => "E-mail".to_owned(),
        "http" => "HTTP".to_owned(),
        other => {
            let mut letters = other.chars();
            letters
                .next()
                .map(|first| first.to_uppercase().chain(letters).collect())
                .unwrap_or_default()
        }
    }
}
