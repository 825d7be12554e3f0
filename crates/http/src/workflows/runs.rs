//! `/workflows/{name}/runs`: begins a run, and lists those there were.

use std::sync::Arc;
use std::time::Duration;

use ::workflows::{Cause, Library, Run, RunId, RunQuery, RunState, Workflow};
use askama::Template;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::Response;
use directory::Holder;
use secrecy::{ExposeSecret as _, SecretString};
use serde_json::{Map, Value, json};

use super::begin::Rehearsed;
use super::sheet::Sheet;
use super::show::named;
use super::view::{self, RunView};
use super::{begin, owner};
use crate::actions::ending::Result as Ended;
use crate::actions::submission::Submission;
use crate::app::Shared;
use crate::pages::{Embedding, Section, Shell, Visit, json_answer, page};
use crate::problem::Problem;
use crate::query;

/// How many runs are listed at once.
const PAGE: usize = 50;

/// `POST`: begins one with the inputs in the body. With `run_sync` the answer waits for its end, `timeout` seconds at
/// most; else it is 202 at once.
pub(crate) async fn begin(
    State(shared): State<Arc<Shared>>,
    request: Request,
) -> Result<Response, Problem> {
    let (visit, body) = Visit::open(shared, Section::Workflows, request).await?;
    let answered = begin_one(&visit, body).await;
    Ok(visit.answer(answered))
}

async fn begin_one(visit: &Visit, body: Body) -> Result<Response, Problem> {
    visit.refuse_cross_site()?;
    let submission = Submission::read(visit, body).await?;
    let workflow = named(visit)?;
    let inputs: Map<String, Value> = submission.given.iter().cloned().collect();
    if submission.dry_run {
        let rehearsed = async {
            // What it would send tells what its file says.
            if !Library::comes_with_rollcall(workflow) {
                admitted(visit, submission.key.as_ref()).await?;
            }
            begin::rehearse(visit, workflow, inputs).await
        };
        return rehearsal(visit, workflow, &submission, rehearsed.await);
    }
    // Before a run is begun, so that whoever hears of a mistake knows that there is none.
    let patience = timeout(visit.parts.uri.query())?;
    let begun = async {
        let (holder, key) = admitted(visit, submission.key.as_ref()).await?;
        let cause = (Cause::OnDemand, Value::Null);
        begin::begin(visit, workflow, (holder, key), inputs, cause).await
    };
    let (owner, going) = match begun.await {
        Ok(begun) => begun,
        Err(problem) if visit.wants_page() => {
            return refused(visit, workflow, &submission, &problem);
        }
        Err(problem) => return Err(problem),
    };
    let id = going.id;
    let query = visit.parts.uri.query();
    if visit.wants_page() || query::flag(query, "run_sync") {
        begin::wait(visit, going, patience).await;
    }
    let (run, steps) = begin::find(visit, owner, workflow, id).await?;
    if visit.wants_page() {
        let mut sheet = Sheet::new(visit, workflow, Some(&submission));
        sheet.run = Some(RunView::new(&run, &steps));
        return page(status(&run), Embedding::Nobody, &sheet);
    }
    let mut response = json_answer(status(&run), &view::run_with_steps(&run, &steps));
    let base_url = &visit.shared.service.settings().base_url;
    let location = format!("{base_url}/workflows/{}/runs/{id}", workflow.name);
    if let Ok(location) = HeaderValue::try_from(location) {
        response.headers_mut().insert(header::LOCATION, location);
    }
    Ok(response)
}

/// 202 while it goes on, 200 for one that was completed, 424 for one that was not: a step it depends on failed.
fn status(run: &Run) -> StatusCode {
    match run.state {
        RunState::Running => StatusCode::ACCEPTED,
        RunState::Completed => StatusCode::OK,
        RunState::Failed | RunState::Cancelled | RunState::Interrupted => {
            StatusCode::FAILED_DEPENDENCY
        }
    }
}

/// Who holds the key that was sent.
pub(super) async fn admitted(
    visit: &Visit,
    key: Option<&SecretString>,
) -> Result<(Holder, SecretString), Problem> {
    let key = key.ok_or_else(Problem::no_key)?;
    Ok((visit.admit(Some(key.expose_secret())).await?, key.clone()))
}

fn timeout(query: Option<&str>) -> Result<Option<Duration>, Problem> {
    let Some(text) = query::value(query, "timeout") else { return Ok(None) };
    let seconds = text.trim().parse().map_err(|_| {
        Problem::bad_value("The parameter timeout must be a whole number of seconds.")
    })?;
    Ok(Some(Duration::from_secs(seconds)))
}

/// The page with why no run was begun.
fn refused(
    visit: &Visit,
    workflow: &Workflow,
    submission: &Submission,
    problem: &Problem,
) -> Result<Response, Problem> {
    let mut sheet = Sheet::new(visit, workflow, Some(submission));
    if matches!(problem.status(), StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN) {
        sheet.key_fault = Some(problem.detail().to_owned());
    }
    sheet.result = Some(Ended::refused("The run", problem));
    page(problem.status(), Embedding::Nobody, &sheet)
}

/// What would be sent.
fn rehearsal(
    visit: &Visit,
    workflow: &Workflow,
    submission: &Submission,
    rehearsed: Result<Vec<Rehearsed>, Problem>,
) -> Result<Response, Problem> {
    if !visit.wants_page() {
        let steps = rehearsed?;
        let steps = steps.iter().map(|(step, requests)| {
            json!({"id": step.id, "place": step.place, "name": step.name, "action": step.action, "requests": requests})
        });
        return Ok(json_answer(StatusCode::OK, &json!({"steps": steps.collect::<Vec<_>>()})));
    }
    let steps = match rehearsed {
        Ok(steps) => steps,
        Err(problem) => return refused(visit, workflow, submission, &problem),
    };
    let text: Vec<String> = steps
        .iter()
        .map(|(step, requests)| format!("{} {}\n\n{}", step.place, step.name, requests.join("\n")))
        .collect();
    let mut sheet = Sheet::new(visit, workflow, Some(submission));
    sheet.result = Some(Ended::rehearsed(&text.join("\n\n")));
    page(StatusCode::OK, Embedding::Nobody, &sheet)
}

#[derive(Template)]
#[template(path = "runs.html")]
struct Listing<'a> {
    shell: Shell,
    workflow: &'a Workflow,
    runs: Option<Vec<RunView>>,
    /// The last of those shown, if there may be older ones.
    older: Option<RunId>,
    key_fault: Option<String>,
}

/// `GET`: the runs that the key opens, newest first; `before` pages. A browser is asked for the key.
pub(crate) async fn list(
    State(shared): State<Arc<Shared>>,
    request: Request,
) -> Result<Response, Problem> {
    let (visit, _) = Visit::open(shared, Section::Workflows, request).await?;
    let answered = listed(&visit, None).await;
    Ok(visit.answer(answered))
}

/// `POST /workflows/{name}/runs/.search`: the same, with a key that was typed.
pub(crate) async fn search(
    State(shared): State<Arc<Shared>>,
    request: Request,
) -> Result<Response, Problem> {
    let (visit, body) = Visit::open(shared, Section::Workflows, request).await?;
    let answered = async {
        visit.refuse_cross_site()?;
        let submission = Submission::read(&visit, body).await?;
        listed(&visit, Some(submission)).await
    };
    let answered = answered.await;
    Ok(visit.answer(answered))
}

async fn listed(visit: &Visit, typed: Option<Submission>) -> Result<Response, Problem> {
    let workflow = named(visit)?;
    let asked = typed.is_some();
    let key = typed.and_then(|typed| typed.key).or_else(|| visit.bearer());
    let shown = |status, runs, older, key_fault| {
        let listing = Listing { shell: visit.shell(), workflow, runs, older, key_fault };
        page(status, Embedding::Nobody, &listing)
    };
    if visit.wants_page() && key.is_none() && !asked {
        return shown(StatusCode::OK, None, None, None);
    }
    let holder = match admitted(visit, key.as_ref()).await {
        Ok((holder, _)) => holder,
        Err(problem) if visit.wants_page() => {
            let fault = Some(problem.detail().to_owned());
            return shown(problem.status(), None, None, fault);
        }
        Err(problem) => return Err(problem),
    };
    let before = query::value(visit.parts.uri.query(), "before");
    let before = before.map(|id| id.parse().map_err(|_| begin::no_such_run(workflow, &id)));
    let query = RunQuery {
        workflow: Some(workflow.name.clone()),
        before: before.transpose()?,
        limit: PAGE,
    };
    let runs = visit.engine().journal().runs(owner::of(&holder), &query).await;
    let runs = runs.map_err(|error| begin::broken(&error))?;
    let next = (runs.len() == PAGE).then(|| runs.last().map(|run| run.id)).flatten();
    if visit.wants_page() {
        let views = runs.iter().map(|run| RunView::new(run, &[])).collect();
        return shown(StatusCode::OK, Some(views), next, None);
    }
    let runs: Vec<Value> = runs.iter().map(view::run).collect();
    Ok(json_answer(StatusCode::OK, &json!({"runs": runs, "before": next})))
}
