//! Doing it.

use crate::behaviour;
use crate::job::Job;
use crate::{Action, ActionError, Context, Inputs, Output};

/// Does what an action says, with these inputs.
///
/// When it fails, [`ActionError::maybe_done`] says whether it may have been done all the same.
pub async fn run(
    action: &Action,
    inputs: &Inputs,
    context: &Context,
) -> Result<Output, ActionError> {
    let mut job = Job::new(action, inputs, context);
    job.look_up().await?;
    behaviour::run(&job).await
}

/// What an earlier run of a creating action, whose answer was lost, has created; none if it created nothing.
///
/// It is found by the name it was given. An action that creates nothing, or nothing with a name, finds nothing.
pub async fn find_created(
    action: &Action,
    inputs: &Inputs,
    context: &Context,
) -> Result<Option<Output>, ActionError> {
    let job = Job::new(action, inputs, context);
    let found = behaviour::existing(&job).await?;
    Ok(found.map(|resource| Output::of_resource(crate::Outcome::Existed, resource)))
}
