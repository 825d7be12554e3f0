//! `POST /actions/{name}`: does it, with the key that is sent or typed, where that key opens.
//!
//! A program sends JSON and a bearer key, and is answered what the service answers. The form of the page sends
//! its fields, the key among them, and is answered the page with what came of it.

use std::sync::Arc;

use ::actions::{Action, ActionError, Inputs, Output, Plan};
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::response::Response;
use secrecy::ExposeSecret as _;

use super::ending::{self, Result as Ended};
use super::holder;
use super::sheet::Sheet;
use super::show::named;
use super::submission::Submission;
use crate::app::Shared;
use crate::pages::{Embedding, Section, Visit, page};
use crate::problem::Problem;

/// How it ended.
enum Ending {
    Done(Output),
    Planned(Plan),
    Failed(ActionError),
    /// The key is missing, unknown, or not for this.
    Locked(Problem),
}

/// Does it.
pub(crate) async fn run(
    State(shared): State<Arc<Shared>>,
    request: Request,
) -> Result<Response, Problem> {
    let (visit, body) = Visit::open(shared, Section::Actions, request).await?;
    let answered = answer(&visit, body).await;
    Ok(visit.answer(answered))
}

async fn answer(visit: &Visit, body: Body) -> Result<Response, Problem> {
    visit.refuse_cross_site()?;
    let submission = Submission::read(visit, body).await?;
    let action = named(visit)?;
    let ending = carry_out(visit, action, &submission).await?;
    if visit.wants_page() {
        return show(visit, action, &submission, ending);
    }
    match ending {
        Ending::Done(output) => Ok(ending::answer(output)),
        Ending::Planned(plan) => Ok(ending::plan(&plan)),
        Ending::Failed(error) => Ok(ending::refusal(&error)),
        Ending::Locked(problem) => Err(problem),
    }
}

async fn carry_out(
    visit: &Visit,
    action: &Action,
    submission: &Submission,
) -> Result<Ending, Problem> {
    let given = submission.given.iter().map(|(name, value)| (name.as_str(), value.clone()));
    let inputs = match Inputs::read(action, given) {
        Ok(inputs) => inputs,
        Err(problems) => return Ok(Ending::Failed(problems.into())),
    };
    if submission.dry_run {
        return Ok(Ending::Planned(action.plan(&inputs)));
    }
    let Some(key) = &submission.key else { return Ok(Ending::Locked(Problem::no_key())) };
    let holder = match visit.admit(Some(key.expose_secret())).await {
        Ok(holder) => holder,
        Err(problem) => return Ok(Ending::Locked(problem)),
    };
    if let Err(problem) = holder::refuse_unfit(action, &holder) {
        return Ok(Ending::Locked(problem));
    }
    let context = holder::context(visit, &holder, key)?;
    Ok(match ::actions::run(action, &inputs, &context).await {
        Ok(output) => Ending::Done(output),
        Err(error) => Ending::Failed(error),
    })
}

/// The page with what came of it.
fn show(
    visit: &Visit,
    action: &Action,
    submission: &Submission,
    ending: Ending,
) -> Result<Response, Problem> {
    let mut faults = Vec::new();
    if let Ending::Failed(ActionError::Inputs(problems)) = &ending {
        let said =
            problems.iter().map(|one| (one.parameter().unwrap_or_default(), one.to_string()));
        faults.extend(said.map(|(title, text)| (title.to_owned(), text)));
    }
    let mut sheet = Sheet::new(visit, action, Some(submission), &faults);
    let title = &action.title;
    let (status, result) = match ending {
        Ending::Done(output) => (StatusCode::OK, Ended::done(title, output)),
        Ending::Planned(plan) => (StatusCode::OK, Ended::planned(&plan)),
        Ending::Failed(ActionError::Inputs(_)) => {
            let texts = faults.into_iter().map(|(_, text)| text).collect();
            (StatusCode::BAD_REQUEST, Ended::invalid(title, texts))
        }
        Ending::Failed(error) => (ending::status(&error), Ended::failed(title, &error)),
        Ending::Locked(problem) => {
            sheet.key_fault = Some(problem.detail().to_owned());
            (problem.status(), Ended::refused(title, &problem))
        }
    };
    sheet.result = Some(result);
    page(status, Embedding::Nobody, &sheet)
}
