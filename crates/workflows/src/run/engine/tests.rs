//! Stories of runs, with hands that do what the story tells.

pub(crate) mod hands;
mod resuming;

use std::sync::Arc;

use serde_json::{Value, json};
use uuid::Uuid;

use super::*;
use crate::run::{RunQuery, SystemClock};
use hands::{Answer, Script};

const CREATE_AND_MAIL: &str = "
name: Create and mail
inputs:
  user: {type: text, required: true}
outputs:
  id: {value: '{{ steps.S1.output.id }}'}
workflow:
  - steps:
      - {id: S1, name: Create, action: scim.create_user, inputs: {userName: '{{ inputs.user }}'}}
      - {id: S2, name: Mail, action: email.send, inputs: {text: 'made {{ steps.S1.output.id }}'}}
";

fn engine(journal: &Arc<MemoryJournal>) -> Engine {
    let journal: Arc<dyn Journal> = Arc::clone(journal) as _;
    Engine::new(journal, Arc::new(SystemClock), Uuid::nil())
}

fn start(text: &str, inputs: &Value, hands: &Arc<Script>) -> Start {
    let workflow = Arc::new(Workflow::recall("test", text).unwrap());
    let inputs = inputs.as_object().unwrap().clone();
    let hands: Arc<dyn Hands> = Arc::clone(hands) as _;
    Start { inputs, ..Start::on_demand(workflow, Owner::default(), hands) }
}

/// The run, its steps as `place: state`, and what was done.
async fn tell(text: &str, inputs: &Value, hands: &Arc<Script>) -> (Run, Vec<String>) {
    let journal = Arc::new(MemoryJournal::default());
    let going = engine(&journal).start(start(text, inputs, hands)).await.unwrap();
    let run = going.finished().await.unwrap();
    assert_eq!(journal.run(Owner::default(), run.id).await.unwrap().as_ref(), Some(&run));
    (run.clone(), steps(&*journal, run.id).await)
}

async fn steps(journal: &dyn Journal, id: RunId) -> Vec<String> {
    let steps = journal.steps(Owner::default(), id).await.unwrap();
    steps.iter().map(|step| format!("{}: {}", step.place, step.state.as_str())).collect()
}

#[tokio::test]
async fn steps_are_done_in_order_each_with_what_came_before() {
    let hands = Script::new([Answer::Done(json!({"id": "7"})), Answer::Done(Value::Null)]);
    let (run, steps) = tell(CREATE_AND_MAIL, &json!({"user": "ada"}), &hands).await;
    assert_eq!(run.state, RunState::Completed);
    assert_eq!(run.outputs["id"], "7");
    assert_eq!(steps, ["S1: completed", "S2: completed"]);
    assert_eq!(
        hands.done(),
        [r#"scim.create_user {"userName":"ada"}"#, r#"email.send {"text":"made 7"}"#]
    );
}

#[tokio::test]
async fn a_failure_ends_the_run_and_what_runs_on_an_error_sees_it() {
    let text = format!(
        "{CREATE_AND_MAIL}run_on_error:\n  - {{id: E1, action: email.send, inputs: {{text: '{{{{ error.message }}}}'}}}}\n"
    );
    let hands = Script::new([Answer::Refused("409: taken"), Answer::Done(Value::Null)]);
    let (run, steps) = tell(&text, &json!({"user": "ada"}), &hands).await;
    assert_eq!(run.state, RunState::Failed);
    assert_eq!(run.error.as_deref(), Some("step S1 (Create): 409: taken"));
    assert_eq!(steps, ["S1: failed", "E1: completed"]);
    assert_eq!(hands.done()[1], r#"email.send {"text":"step S1 (Create): 409: taken"}"#);
}

#[tokio::test]
async fn loops_conditions_variables_and_what_is_passed_over() {
    let text = "
name: All
outputs: {last: {value: '{{ variables.last }}'}}
workflow:
  - steps:
      - id: L
        action: internal.for
        inputs: {items: ['a', 'b', 'c']}
        steps:
          - id: C
            action: internal.ifCondition
            inputs: {condition: {match: And, sentence: [{lvalue: '{{ steps.L.item }}', op: Equals, rvalue: b}]}}
            steps:
              - action: internal.ifTrueBranch
                steps: [{id: X, action: internal.print, inputs: {text: 'b it is'}}]
              - action: internal.ifFalseBranch
                steps: [{id: Y, action: scim.get_user, continue_on_error: true, inputs: {userId: '{{ steps.L.item }}'}}]
          - {id: V, action: internal.SetVariables, inputs: {Variables: [{Name: last, Type: String, Value: '{{ steps.L.item }}'}]}}
      - {id: D, action: email.send, disabled: true}
";
    let hands = Script::new([Answer::Done(json!(1)), Answer::Refused("gone")]);
    let (run, steps) = tell(text, &json!({}), &hands).await;
    assert_eq!(run.error, None);
    assert_eq!(run.outputs["last"], "c");
    assert_eq!(
        steps.join(", "),
        "L: completed, L[0].C: completed, L[0].Y: completed, L[0].V: completed, L[1].C: completed, L[1].X: completed, \
         L[1].V: completed, L[2].C: completed, L[2].Y: failed, L[2].V: completed, D: skipped"
    );
}

#[tokio::test]
async fn what_is_refused_for_good_is_tried_once_and_what_may_pass_again() {
    let text = CREATE_AND_MAIL.replace("id: S1,", "id: S1, retry: {attempts: 3, wait: 0},");
    let hands = Script::new([
        Answer::Transient("503"),
        Answer::Transient("503"),
        Answer::Done(json!({"id": "7"})),
        Answer::Done(Value::Null),
    ]);
    assert_eq!(tell(&text, &json!({"user": "ada"}), &hands).await.0.state, RunState::Completed);
    let hands = Script::new([Answer::Refused("409")]);
    assert_eq!(tell(&text, &json!({"user": "ada"}), &hands).await.0.state, RunState::Failed);
    assert_eq!(hands.done().len(), 1);
}

#[tokio::test]
async fn a_create_whose_answer_was_lost_is_looked_for_before_it_is_done_again() {
    let text = CREATE_AND_MAIL.replace("id: S1,", "id: S1, retry: {attempts: 3, wait: 0},");
    let hands = Script::new([Answer::Lost, Answer::Done(Value::Null)]);
    hands.finds(json!({"id": "7"}));
    let (run, _) = tell(&text, &json!({"user": "ada"}), &hands).await;
    assert_eq!(run.outputs["id"], "7");
    assert_eq!(
        hands.done(),
        [
            r#"scim.create_user {"userName":"ada"}"#,
            r#"find {"userName":"ada"}"#,
            r#"email.send {"text":"made 7"}"#
        ]
    );
}

#[tokio::test]
async fn a_mail_whose_answer_was_lost_is_not_sent_again() {
    let text = CREATE_AND_MAIL.replace("id: S2,", "id: S2, retry: {attempts: 3, wait: 0},");
    let hands = Script::new([Answer::Done(json!({"id": "7"})), Answer::Lost]);
    let (run, _) = tell(&text, &json!({"user": "ada"}), &hands).await;
    assert_eq!(run.state, RunState::Failed);
    assert_eq!(
        run.error.as_deref(),
        Some("step S2 (Mail): no answer; whether it was done is not known")
    );
    assert_eq!(hands.done().len(), 2);
}

#[tokio::test]
async fn what_takes_too_long_is_ended() {
    let text = CREATE_AND_MAIL.replace("id: S2,", "id: S2, timeout: 0,");
    let hands = Script::new([Answer::Done(json!({"id": "7"})), Answer::Never]);
    let (run, steps) = tell(&text, &json!({"user": "ada"}), &hands).await;
    assert_eq!(run.state, RunState::Failed);
    assert_eq!(steps, ["S1: completed", "S2: timed-out"]);
}

#[tokio::test]
async fn secrets_are_hidden_in_all_that_is_kept_and_work_all_the_same() {
    let text = CREATE_AND_MAIL.replace("user: {type: text", "user: {type: password");
    let hands = Script::new([
        Answer::Done(json!({"id": "7", "echo": "ada-s3cret", "key": "connection-key"})),
        Answer::Done(Value::Null),
    ]);
    let journal = Arc::new(MemoryJournal::default());
    let seen = Arc::new(Mutex::new(Vec::new()));
    let told = Arc::clone(&seen);
    let watch: Watch = Arc::new(move |event| told.lock().unwrap().push(format!("{event:?}")));
    let start =
        Start { watch: Some(watch), ..start(&text, &json!({"user": "ada-s3cret"}), &hands) };
    let run = engine(&journal).start(start).await.unwrap().finished().await.unwrap();
    assert_eq!(run.state, RunState::Completed);
    assert_eq!(hands.done()[0], r#"scim.create_user {"userName":"ada-s3cret"}"#);
    let steps = journal.steps(Owner::default(), run.id).await.unwrap();
    assert_eq!(steps[0].output, json!({"id": "7", "echo": "[hidden]", "key": "[hidden]"}));
    let all = format!("{run:?} {steps:?} {:?}", seen.lock().unwrap());
    assert!(!all.contains("s3cret") && !all.contains("connection-key"), "{all}");
}

#[tokio::test]
async fn secrets_of_lists_of_actions_and_of_answers_that_are_never_kept_are_hidden_too() {
    let text = "
name: Ask
inputs:
  codes: {type: list, secret: true}
workflow:
  - steps:
      - {id: S1, name: Log in, action: http.request, inputs: {authorization: 'Basic YWRhOmxvdmVsYWNl'}, discard_output: true}
      - {id: S2, name: Ask, action: http.request, inputs: {body: {token: '{{ steps.S1.output.token }}', code: '{{ inputs.codes[1] }}'}}}
";
    let hands = Script::new([
        Answer::Done(json!({"token": "tok-99887766", "type": "bearer"})),
        Answer::Refused("no such token: tok-99887766, with YWRhOmxvdmVsYWNl"),
    ]);
    let journal = Arc::new(MemoryJournal::default());
    let start = start(text, &json!({"codes": ["code-one", "code-two"]}), &hands);
    let run = engine(&journal).start(start).await.unwrap().finished().await.unwrap();
    assert_eq!(
        hands.done()[1],
        r#"http.request {"body":{"token":"tok-99887766","code":"code-two"}}"#
    );
    assert_eq!(run.inputs["codes"], json!(["[hidden]", "[hidden]"]));
    let steps = journal.steps(Owner::default(), run.id).await.unwrap();
    assert_eq!(steps[0].input, json!({"authorization": "[hidden]"}));
    assert_eq!(steps[0].output, Value::Null);
    assert_eq!(steps[1].input, json!({"body": {"token": "[hidden]", "code": "[hidden]"}}));
    let why = "step S2 (Ask): no such token: [hidden], with [hidden]";
    assert_eq!(run.error.as_deref(), Some(why));
}

#[tokio::test]
async fn a_run_is_refused_before_anything_is_done() {
    let hands = Script::new([]);
    let journal = Arc::new(MemoryJournal::default());
    let refused = async |text: &str, inputs: &Value| {
        engine(&journal).start(start(text, inputs, &hands)).await.unwrap_err()
    };
    let error = refused(CREATE_AND_MAIL, &json!({"usr": "ada"})).await;
    assert_eq!(
        error.to_string(),
        "there is no input `usr`; there are user; the input `user` is required"
    );
    let text = CREATE_AND_MAIL.replace("email.send", "email.forget");
    let error = refused(&text, &json!({"user": "ada"})).await;
    assert_eq!(error.to_string(), "step S2 (Mail)");
    let query = RunQuery { workflow: None, before: None, limit: 9 };
    assert_eq!(journal.runs(Owner::default(), &query).await.unwrap(), []);
    assert_eq!(hands.done(), [""; 0]);
}

#[tokio::test]
async fn a_run_is_cancelled_in_the_middle_of_a_step() {
    let hands = Script::new([Answer::Never]);
    let journal = Arc::new(MemoryJournal::default());
    let engine = engine(&journal);
    let going =
        engine.start(start(CREATE_AND_MAIL, &json!({"user": "ada"}), &hands)).await.unwrap();
    let id = going.id;
    while hands.done().is_empty() {
        tokio::task::yield_now().await;
    }
    assert_eq!(engine.cancel(Owner::default(), id).await.unwrap(), Cancelled::Ending);
    let run = going.finished().await.unwrap();
    assert_eq!(run.state, RunState::Cancelled);
    assert_eq!(steps(&*journal, id).await, ["S1: cancelled"]);
    assert_eq!(engine.cancel(Owner::default(), id).await.unwrap(), Cancelled::Over);
    let other = Owner { organization: Uuid::nil(), directory: Some(Uuid::max()) };
    assert_eq!(engine.cancel(other, id).await.unwrap(), Cancelled::Unknown);
}

#[tokio::test]
async fn a_run_that_another_process_cancels_ends_before_its_next_step() {
    let text = CREATE_AND_MAIL.replace(
        "{id: S2,",
        "{id: W, action: internal.Sleep, inputs: {seconds: 1}}\n      - {id: S2,",
    );
    let hands = Script::new([Answer::Done(json!({"id": "7"}))]);
    let journal = Arc::new(MemoryJournal::default());
    let going =
        engine(&journal).start(start(&text, &json!({"user": "ada"}), &hands)).await.unwrap();
    let id = going.id;
    while steps(&*journal, id).await.len() < 2 {
        tokio::task::yield_now().await;
    }
    let other = engine(&journal);
    assert_eq!(other.cancel(Owner::default(), id).await.unwrap(), Cancelled::Ending);
    assert_eq!(steps(&*journal, id).await, ["S1: completed", "W: cancelled"]);
    assert_eq!(going.finished().await.unwrap().state, RunState::Cancelled);
    assert_eq!(steps(&*journal, id).await, ["S1: completed", "W: cancelled"]);
    assert_eq!(hands.done().len(), 1);
}

#[tokio::test]
async fn a_dry_run_sends_nothing_and_keeps_nothing() {
    let hands = Script::new([]);
    let journal = Arc::new(MemoryJournal::default());
    let run = engine(&journal)
        .dry_run(start(CREATE_AND_MAIL, &json!({"user": "ada"}), &hands))
        .await
        .unwrap();
    assert_eq!((run.state, &run.outputs["id"]), (RunState::Completed, &json!("example")));
    assert_eq!(hands.done(), [""; 0]);
    let query = RunQuery { workflow: None, before: None, limit: 9 };
    assert_eq!(journal.runs(Owner::default(), &query).await.unwrap(), []);
}

/// Cuts a run off while a step is under way, and carries it on in another engine.
async fn cut_off_and_carried_on(before: Vec<Answer>, after: &Arc<Script>) -> (Run, Vec<String>) {
    let count = before.len();
    let hands = Script::new(before);
    let journal = Arc::new(MemoryJournal::default());
    let first = engine(&journal);
    let going = first.start(start(CREATE_AND_MAIL, &json!({"user": "ada"}), &hands)).await.unwrap();
    while hands.done().len() < count {
        tokio::task::yield_now().await;
    }
    // What a crash leaves is what the journal holds.
    let left = journal.run(Owner::default(), going.id).await.unwrap().unwrap();
    let second = engine(&journal);
    let hands: Arc<dyn Hands> = Arc::clone(after) as _;
    second.resume(left, &hands).await.unwrap();
    if let Some(going) = second.going(going.id) {
        going.finished().await;
    }
    let run = journal.run(Owner::default(), going.id).await.unwrap().unwrap();
    let steps = steps(&*journal, run.id).await;
    (run, steps)
}

#[tokio::test]
async fn a_create_that_was_done_before_the_crash_is_not_done_twice() {
    let after = Script::new([Answer::Done(Value::Null)]);
    after.finds(json!({"id": "7"}));
    let (run, steps) = cut_off_and_carried_on(vec![Answer::Never], &after).await;
    assert_eq!((run.state, run.resumed), (RunState::Completed, 1));
    assert_eq!(steps, ["S1: completed", "S2: completed"]);
    assert_eq!(after.done(), [r#"find {"userName":"ada"}"#, r#"email.send {"text":"made 7"}"#]);
}

#[tokio::test]
async fn a_create_that_was_not_done_before_the_crash_is_done_then() {
    let after = Script::new([Answer::Done(json!({"id": "8"})), Answer::Done(Value::Null)]);
    let (run, _) = cut_off_and_carried_on(vec![Answer::Never], &after).await;
    assert_eq!(run.outputs["id"], "8");
    // One that was there long before is somebody else's: the create is refused as it would have been.
    let after = Script::new([Answer::Refused("409")]);
    after.finds(json!({"id": "9", "meta": {"created": "2001-01-01T00:00:00Z"}}));
    let (run, _) = cut_off_and_carried_on(vec![Answer::Never], &after).await;
    assert_eq!(run.error.as_deref(), Some("step S1 (Create): 409"));
}

#[tokio::test]
async fn a_mail_that_was_under_way_is_not_sent_again_and_the_run_says_so() {
    let after = Script::new([]);
    let before = vec![Answer::Done(json!({"id": "7"})), Answer::Never];
    let (run, steps) = cut_off_and_carried_on(before, &after).await;
    assert_eq!(run.state, RunState::Interrupted);
    assert_eq!(steps, ["S1: completed", "S2: unknown"]);
    assert!(run.error.unwrap().contains("whether it was sent is not known"));
    assert_eq!(after.done(), [""; 0]);
}

#[tokio::test]
async fn of_two_that_carry_a_run_on_one_is_refused() {
    let hands = Script::new([Answer::Never]);
    let journal = Arc::new(MemoryJournal::default());
    let engine = engine(&journal);
    let going =
        engine.start(start(CREATE_AND_MAIL, &json!({"user": "ada"}), &hands)).await.unwrap();
    while hands.done().is_empty() {
        tokio::task::yield_now().await;
    }
    let left = journal.run(Owner::default(), going.id).await.unwrap().unwrap();
    let hands: Arc<dyn Hands> = Script::new([Answer::Never]) as _;
    engine.resume(left.clone(), &hands).await.unwrap();
    let overtaken = engine.resume(left, &hands).await.unwrap_err();
    assert!(matches!(overtaken, JournalError::Overtaken));
}
