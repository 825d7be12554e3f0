//! The requests of the demo, and what must be true after each.

use std::time::{Duration, Instant};

use client::Endpoint;
use serde_json::{Value, json};

use super::narrator::Narrator;
use super::prepare::{EMAIL, Prepared};
use super::running::Running;
use crate::command::example_user;
use crate::configuration::Configuration;
use crate::failure::Failure;
use crate::listen;

/// Where a user shows the account it is linked to.
const ACCOUNT: &str = "/urn:scim:schemas:extension:atlassian-external:1.0/atlassianAccountId";

/// What is read back: enough to see that the group shows.
const SHOWN: &str = "userName,displayName,title,groups";

/// The user that was created.
#[derive(Debug)]
pub(super) struct Created {
    pub(super) user: String,
}

/// Creates the user, and finds it linked to the account that waited.
pub(super) async fn create_user(
    narrator: &mut Narrator<'_>,
    prepared: &Prepared,
) -> Result<Created, Failure> {
    narrator.step("Create the user, over HTTP")?;
    let client = prepared.client()?;
    let user = example_user::full(EMAIL);
    let path = path(prepared, "Users");
    narrator.request("POST", &path, &prepared.key, Some(&user))?;
    let (answer, took) = timed(client.create(Endpoint::Users, &user)).await;
    let answer = answer?;
    narrator.response(answer.status, answer.location.as_deref(), &answer.body, took)?;

    expect(answer.status == 201, "status 201", &answer.status)?;
    let id = answer.id().map(str::to_owned);
    let user = id.ok_or_else(|| unexpected("a user with an id", &answer.body))?;
    let account = prepared.account.id.to_string();
    let linked = answer.body.pointer(ACCOUNT) == Some(&Value::from(account.as_str()));
    expect(linked, "a user linked to the account that waits", &answer.body)?;
    narrator.checked(format_args!(
        "Linked: {EMAIL} is the managed account {account}, which was waiting."
    ))?;
    Ok(Created { user })
}

/// Puts the user into a group, and reads it back as a member.
pub(super) async fn add_to_group(
    narrator: &mut Narrator<'_>,
    prepared: &Prepared,
    created: &Created,
) -> Result<(), Failure> {
    narrator.step("Put the user into a group")?;
    let client = prepared.client()?;
    let group = json!({
        "schemas": ["urn:ietf:params:scim:schemas:core:2.0:Group"],
        "displayName": "Analysts",
    });
    narrator.request("POST", &path(prepared, "Groups"), &prepared.key, Some(&group))?;
    let (answer, took) = timed(client.create(Endpoint::Groups, &group)).await;
    let answer = answer?;
    narrator.response(answer.status, answer.location.as_deref(), &answer.body, took)?;
    let id = answer.id().ok_or_else(|| unexpected("a group with an id", &answer.body))?;

    let patch = json!({
        "schemas": ["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
        "Operations": [{"op": "add", "path": "members", "value": [{"value": created.user}]}],
    });
    narrator.request(
        "PATCH",
        &path(prepared, &format!("Groups/{id}")),
        &prepared.key,
        Some(&patch),
    )?;
    let (answer, took) = timed(client.patch(Endpoint::Groups, id, &patch)).await;
    let answer = answer?;
    narrator.response(answer.status, None, &answer.body, took)?;

    narrator.step("Read the user back")?;
    let projected = path(prepared, &format!("Users/{}?attributes={SHOWN}", created.user));
    narrator.request("GET", &projected, &prepared.key, None)?;
    let (answer, took) = timed(client.read_attributes(Endpoint::Users, &created.user, SHOWN)).await;
    let answer = answer?;
    narrator.response(answer.status, None, &answer.body, took)?;
    let member = answer.body.pointer("/groups/0/value") == Some(&Value::from(id));
    expect(member, "a user in the group", &answer.body)?;
    narrator.checked("The group shows on the user.")
}

/// Creates the same user again, and is refused.
pub(super) async fn refuse_a_second(
    narrator: &mut Narrator<'_>,
    prepared: &Prepared,
    created: &Created,
) -> Result<(), Failure> {
    narrator.step("Create the same user again")?;
    let client = prepared.client()?;
    let user = example_user::small(EMAIL);
    narrator.request("POST", &path(prepared, "Users"), &prepared.key, Some(&user))?;
    let (answer, took) = timed(client.create(Endpoint::Users, &user)).await;
    let error = match answer {
        Err(error) => error,
        Ok(answer) => return Err(unexpected("a refusal of the second create", &answer.body)),
    };
    let Some(refusal) = error.refusal() else { return Err(error.into()) };
    narrator.response(refusal.status, None, &refusal.body, took)?;
    let taken = refusal.status == 409 && refusal.scim_type.as_deref() == Some("uniqueness");
    let holder = refusal.body.pointer("/existing/id") == Some(&Value::from(created.user.as_str()));
    expect(taken && holder, "409 uniqueness that names the user", &refusal.body)?;
    narrator.checked("Refused: the name is taken, and the answer says by whom.")
}

/// Ends the service, starts it on the same data, and finds everything there.
pub(super) async fn restart(
    narrator: &mut Narrator<'_>,
    configuration: &Configuration,
    running: Running,
    prepared: &Prepared,
    created: &Created,
) -> Result<Running, Failure> {
    narrator.step("Restart the service, and look again")?;
    let before = prepared.client()?.read(Endpoint::Users, &created.user).await?;
    let address = running.address;
    running.stop().await?;
    let running = Running::start(configuration, listen::on(address).await?).await?;
    let after = prepared.client()?.read(Endpoint::Users, &created.user).await?;
    expect(before.body == after.body, "the same user after a restart", &after.body)?;
    let findings = running.data.service.verify().await?;
    expect(findings.is_empty(), "no findings", &findings)?;
    narrator.checked("The user is there, unchanged, and every invariant of the data holds.")?;
    Ok(running)
}

fn path(prepared: &Prepared, rest: &str) -> String {
    format!("/scim/directory/{}/{rest}", prepared.directory.id)
}

pub(super) async fn timed<T>(request: impl IntoFuture<Output = T>) -> (T, Duration) {
    let start = Instant::now();
    (request.await, start.elapsed())
}

pub(super) fn expect(
    so: bool,
    expected: &'static str,
    found: &impl std::fmt::Debug,
) -> Result<(), Failure> {
    if so { Ok(()) } else { Err(unexpected(expected, found)) }
}

pub(super) fn unexpected(expected: &'static str, found: &impl std::fmt::Debug) -> Failure {
    Failure::Demo { expected, found: format!("{found:?}") }
}
