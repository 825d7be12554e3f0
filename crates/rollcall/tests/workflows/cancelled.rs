//! Runs that are cancelled: by Ctrl-C, and from somewhere else.

use serde_json::Value;

use crate::world::{Running, World};

/// A workflow that waits so long.
fn waits(seconds: u32) -> String {
    format!(
        "
name: Waits
workflow:
  - steps:
      - {{id: S1, action: internal.print, inputs: {{text: begun}}}}
      - {{id: S2, action: internal.Sleep, inputs: {{seconds: {seconds}}}}}
      - {{id: S3, action: internal.print, inputs: {{text: done all the same}}}}
"
    )
}

/// A run that waits in its second step.
async fn waiting(world: &World, seconds: u32) -> (Running, String) {
    let file = world.workflow("waits", &waits(seconds));
    let before = world.runs("runs").len();
    let running = world.start(&format!("workflow run --data runs {}", file.display()));
    let new = || world.runs("runs").len() > before;
    let run = world.until("runs", |run| new() && world.steps("runs", run).len() == 2).await;
    (running, run["id"].as_str().unwrap().to_owned())
}

fn insist_that_it_is_cancelled(world: &World, run: &Value) {
    assert_eq!(run["state"], "cancelled", "{run}");
    assert_eq!(world.steps("runs", run), ["S1: completed", "S2: cancelled"]);
}

#[tokio::test]
async fn a_request_to_stop_cancels_the_run_and_nobody_carries_it_on() {
    for signal in ["INT", "TERM"] {
        let world = World::new();
        world.json("directory create --data runs --name Staff");
        let (running, id) = waiting(&world, 3_600).await;
        running.signal(signal);
        let (code, said) = running.ended();
        assert_eq!(code, Some(1), "{said}");
        let last = format!("cancelled\nerror: the run {id} was cancelled\n");
        assert!(said.ends_with(&last), "{said}");
        insist_that_it_is_cancelled(&world, &world.runs("runs")[0]);
    }
}

#[tokio::test]
async fn of_runs_that_were_cut_off_the_one_that_is_cancelled_is_not_carried_on() {
    let world = World::new();
    world.json("directory create --data runs --name Staff");
    let (running, id) = waiting(&world, 3_600).await;
    running.kill();
    let (running, other) = waiting(&world, 3_600).await;
    running.kill();
    let cancel = format!("workflow cancel --data runs {id}");
    let output = world.rollcall(&cancel);
    assert!(output.status.success());
    assert_eq!(String::from_utf8(output.stdout).unwrap(), format!("{id} is cancelled\n"));

    // The older one would be taken up first.
    let _serving = world.serve("runs", "");
    let carried_on = world.until("runs", |run| run["resumed"] == 1).await;
    assert_eq!(carried_on["id"], other.as_str());
    insist_that_it_is_cancelled(&world, &world.runs("runs")[1]);

    let again = world.rollcall(&cancel);
    let said = String::from_utf8(again.stderr).unwrap();
    assert_eq!(again.status.code(), Some(4));
    assert!(said.contains(&format!("the run {id} has ended already: it is cancelled")), "{said}");
    let nothing = world.rollcall("workflow cancel --data runs nothing");
    assert_eq!(nothing.status.code(), Some(3));
}

#[tokio::test]
async fn a_run_that_another_process_carries_out_ends_before_its_next_step() {
    let world = World::new();
    world.json("directory create --data runs --name Staff");
    let (running, id) = waiting(&world, 10).await;
    let output = world.rollcall(&format!("workflow cancel --data runs {id}"));
    assert!(output.status.success());
    assert_eq!(
        String::from_utf8(output.stdout).unwrap(),
        format!("{id} is cancelled: it ends before its next step\n")
    );
    let (code, said) = running.ended();
    assert_eq!((code, said.contains("done all the same")), (Some(1), false), "{said}");
    assert!(said.ends_with(&format!("the run {id} was cancelled\n")), "{said}");
    insist_that_it_is_cancelled(&world, &world.runs("runs")[0]);
}
