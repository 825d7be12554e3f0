//! `/workflows/{name}/runs/{run}`: how a run stands, its steps, and its end.

use std::sync::Arc;

use ::workflows::{Cancelled, Run, RunId, StepRun, Workflow};
use askama::Template;
use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::response::Response;
use directory::Holder;
use directory::model::Scope;
use serde_json::{Value, json};

use super::runs::admitted;
use super::show::named;
use super::view::{self, RunView};
use super::{begin, owner};
use crate::actions::submission::Submission;
use crate::app::Shared;
use crate::pages::{Embedding, Section, Shell, Visit, json_answer, page};
use crate::problem::Problem;

#[derive(Template)]
#[template(path = "run.html")]
struct Sheet<'a> {
    shell: Shell,
    workflow: &'a Workflow,
    id: String,
    run: Option<RunView>,
    key_fault: Option<String>,
}

/// What is asked of a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Wish {
    /// How it stands.
    See,
    /// Its steps alone.
    Steps,
    /// That it ends.
    Cancel,
}

/// `GET`: the run and its steps. A browser is asked for the key.
pub(crate) async fn show(
    State(shared): State<Arc<Shared>>,
    request: Request,
) -> Result<Response, Problem> {
    answer(shared, request, Wish::See).await
}

/// `POST`: the same, with a key that was typed.
pub(crate) async fn search(
    State(shared): State<Arc<Shared>>,
    request: Request,
) -> Result<Response, Problem> {
    answer(shared, request, Wish::See).await
}

/// `GET /workflows/{name}/runs/{run}/steps`.
pub(crate) async fn steps(
    State(shared): State<Arc<Shared>>,
    request: Request,
) -> Result<Response, Problem> {
    answer(shared, request, Wish::Steps).await
}

/// `POST /workflows/{name}/runs/{run}/cancel`: 202 if it is being ended, 409 if it had ended already.
pub(crate) async fn cancel(
    State(shared): State<Arc<Shared>>,
    request: Request,
) -> Result<Response, Problem> {
    answer(shared, request, Wish::Cancel).await
}

async fn answer(shared: Arc<Shared>, request: Request, wish: Wish) -> Result<Response, Problem> {
    let (visit, body) = Visit::open(shared, Section::Workflows, request).await?;
    let posted = visit.parts.method == axum::http::Method::POST;
    let answered = async {
        if !posted {
            return see(&visit, None, wish).await;
        }
        visit.refuse_cross_site()?;
        let submission = Submission::read_empty(&visit, body).await?;
        see(&visit, Some(submission), wish).await
    };
    let answered = answered.await;
    Ok(visit.answer(answered))
}

async fn see(visit: &Visit, typed: Option<Submission>, wish: Wish) -> Result<Response, Problem> {
    let workflow = named(visit)?;
    let id = visit.path.get("run");
    let run_id: RunId = id.parse().map_err(|_| begin::no_such_run(workflow, id))?;
    let asked = typed.is_some();
    let key = typed.and_then(|typed| typed.key).or_else(|| visit.bearer());
    let shown = |status, run, key_fault| {
        let sheet = Sheet { shell: visit.shell(), workflow, id: id.to_owned(), run, key_fault };
        page(status, Embedding::Nobody, &sheet)
    };
    let wants_page = visit.wants_page() && wish != Wish::Steps;
    if wants_page && key.is_none() && !asked {
        return shown(StatusCode::OK, None, None);
    }
    let found = async {
        let (holder, _) = admitted(visit, key.as_ref()).await?;
        if wish == Wish::Cancel {
            end(visit, &holder, workflow, run_id).await?;
        }
        begin::find(visit, owner::of(&holder), workflow, run_id).await
    };
    match (found.await, wants_page) {
        (Ok((run, steps)), true) => shown(status(wish), Some(RunView::new(&run, &steps)), None),
        (Ok((run, steps)), false) => Ok(json_answer(status(wish), &told(&run, &steps, wish))),
        (Err(problem), true) => shown(problem.status(), None, Some(problem.detail().to_owned())),
        (Err(problem), false) => Err(problem),
    }
}

fn told(run: &Run, steps: &[StepRun], wish: Wish) -> Value {
    match wish {
        Wish::Steps => json!({"steps": steps.iter().map(view::step).collect::<Vec<_>>()}),
        Wish::See | Wish::Cancel => view::run_with_steps(run, steps),
    }
}

const fn status(wish: Wish) -> StatusCode {
    match wish {
        Wish::Cancel => StatusCode::ACCEPTED,
        Wish::See | Wish::Steps => StatusCode::OK,
    }
}

async fn end(
    visit: &Visit,
    holder: &Holder,
    workflow: &Workflow,
    id: RunId,
) -> Result<(), Problem> {
    if let Holder::Client(caller) = holder
        && caller.scope() == Scope::Read
    {
        return Err(Problem::reading_key("Ending a run"));
    }
    // The run must be one of this workflow.
    begin::find(visit, owner::of(holder), workflow, id).await?;
    match visit.engine().cancel(owner::of(holder), id).await {
        Ok(Cancelled::Ending) => Ok(()),
        Ok(Cancelled::Over) => Err(Problem::run_is_over()),
        Ok(Cancelled::Unknown) => Err(begin::no_such_run(workflow, &id.to_string())),
        Err(error) => Err(begin::broken(&error)),
    }
}
