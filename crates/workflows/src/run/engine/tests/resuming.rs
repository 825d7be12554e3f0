//! Stories of runs that are cut off after conditions and loops: they end as if they had not been.

use super::*;

/// How a run ended: its state, its error, its outputs, its steps, and all that was done for it.
type Ending = (RunState, Option<String>, Value, Vec<String>, Vec<String>);

async fn ending(journal: &MemoryJournal, id: RunId, done: Vec<String>) -> Ending {
    let run = journal.run(Owner::default(), id).await.unwrap().unwrap();
    let steps = steps(journal, id).await;
    (run.state, run.error, run.outputs.into(), steps, done)
}

/// Lets a run go through, and the same run be cut off and carried on before each of its answers; every time it must
/// end as it did the first time.
async fn ends_the_same_wherever_it_is_cut_off(text: &str, answers: &[Answer]) -> Ending {
    let journal = Arc::new(MemoryJournal::default());
    let hands = Script::new(answers.to_vec());
    let going = engine(&journal).start(start(text, &json!({}), &hands)).await.unwrap();
    let id = going.id;
    going.finished().await.unwrap();
    let uncut = ending(&journal, id, hands.done()).await;
    for cut in 0..answers.len() {
        let journal = Arc::new(MemoryJournal::default());
        let (before, after) = answers.split_at(cut);
        let first = Script::new(before.iter().cloned().chain([Answer::Never]));
        let going = engine(&journal).start(start(text, &json!({}), &first)).await.unwrap();
        while first.done().len() <= cut {
            tokio::task::yield_now().await;
        }
        let left = journal.run(Owner::default(), going.id).await.unwrap().unwrap();
        let then = Script::new(after.to_vec());
        let hands: Arc<dyn Hands> = Arc::clone(&then) as _;
        let second = engine(&journal);
        second.resume(left, &hands).await.unwrap();
        if let Some(going) = second.going(going.id) {
            going.finished().await.unwrap();
        }
        let mut done = first.done();
        // The one that was under way is done again.
        done.truncate(cut);
        done.extend(then.done());
        assert_eq!(ending(&journal, going.id, done).await, uncut, "cut off at answer {cut}");
    }
    uncut
}

fn answers(count: usize) -> Vec<Answer> {
    (0..count).map(|number| Answer::Done(json!({ "number": number }))).collect()
}

#[tokio::test]
async fn a_condition_that_failed_goes_neither_way() {
    let text = "
name: Fails
outputs: {status: {value: '{{ steps.C.status }}'}}
workflow:
  - steps:
      - id: C
        action: internal.ifCondition
        continue_on_error: true
        inputs: {condition: {match: And, sentence: [{lvalue: '{{ steps.N.output }}', op: Equals, rvalue: 1}]}}
        steps:
          - action: internal.ifTrueBranch
            steps: [{id: X, action: scim.get_user}]
          - action: internal.ifFalseBranch
            steps: [{id: Y, action: scim.get_user}]
      - {id: N, action: scim.get_user, inputs: {at: last}}
";
    let (state, error, outputs, steps, _) =
        ends_the_same_wherever_it_is_cut_off(text, &answers(1)).await;
    assert_eq!((state, error), (RunState::Completed, None));
    assert_eq!(outputs, json!({"status": "Failed"}));
    assert_eq!(steps, ["C: failed", "N: completed"]);
}

#[tokio::test]
async fn a_condition_goes_the_way_it_went_though_what_it_looked_at_has_changed() {
    let text = "
name: Changes
outputs: {all: {value: '{{ variables.way }}'}}
workflow:
  - steps:
      - {id: V, action: internal.SetVariables, inputs: {Variables: [{Name: way, Type: String, Value: first}]}}
      - id: C
        action: internal.ifCondition
        inputs: {condition: {match: And, sentence: [{lvalue: '{{ variables.way }}', op: Equals, rvalue: first}]}}
        steps:
          - action: internal.ifTrueBranch
            steps:
              - {id: X, action: scim.get_user, inputs: {way: '{{ variables.way }}'}}
              - {id: W, action: internal.SetVariables, inputs: {Variables: [{Name: way, Type: String, Value: second}]}}
              - {id: Z, action: scim.get_user, inputs: {way: '{{ variables.way }}'}}
          - action: internal.ifFalseBranch
            steps: [{id: Y, action: scim.get_user}]
      - {id: N, action: scim.get_user, inputs: {at: last}}
";
    let (state, _, outputs, steps, done) =
        ends_the_same_wherever_it_is_cut_off(text, &answers(3)).await;
    assert_eq!((state, outputs), (RunState::Completed, json!({"all": "second"})));
    assert_eq!(steps.last().unwrap(), "N: completed");
    assert_eq!(done[1], r#"scim.get_user {"way":"second"}"#);
}

const LOOPS: &str = "
name: Loops
outputs:
  count: {value: '{{ steps.L.output.count }}'}
  status: {value: '{{ steps.L.status }}'}
  last: {value: '{{ variables.last }}'}
workflow:
  - steps:
      - id: L
        action: internal.for
        continue_on_error: true
        inputs: {items: ['a', 'b', 'c']}
        steps:
          - {id: V, action: internal.SetVariables, inputs: {Variables: [{Name: last, Type: String, Value: '{{ steps.L.item }}'}]}}
          - {id: X, action: scim.get_user, inputs: {userId: '{{ steps.L.item }}'}}
      - {id: N, action: scim.get_user, inputs: {at: last}}
";

#[tokio::test]
async fn a_loop_that_is_over_says_what_it_came_to() {
    let (state, _, outputs, _, done) =
        ends_the_same_wherever_it_is_cut_off(LOOPS, &answers(4)).await;
    assert_eq!(state, RunState::Completed);
    assert_eq!(outputs, json!({"count": 3, "status": "OK", "last": "c"}));
    assert_eq!(done.len(), 4);
}

#[tokio::test]
async fn a_loop_that_failed_ends_in_the_turn_it_ended_in() {
    let text = LOOPS.replace("  count: {value: '{{ steps.L.output.count }}'}\n", "");
    let mut answers = answers(3);
    answers[1] = Answer::Refused("gone");
    let (state, error, outputs, steps, _) =
        ends_the_same_wherever_it_is_cut_off(&text, &answers).await;
    assert_eq!((state, error), (RunState::Completed, None));
    assert_eq!(outputs, json!({"status": "Failed", "last": "b"}));
    assert_eq!(
        steps.join(", "),
        "L: failed, L[0].V: completed, L[0].X: completed, L[1].V: completed, L[1].X: failed, N: completed"
    );
}

#[tokio::test]
async fn a_loop_without_a_list_fails_and_is_passed() {
    let text = LOOPS
        .replace("['a', 'b', 'c']", "'none'")
        .replace("  count: {value: '{{ steps.L.output.count }}'}\n", "")
        .replace("  last: {value: '{{ variables.last }}'}\n", "");
    let (state, _, outputs, steps, _) =
        ends_the_same_wherever_it_is_cut_off(&text, &answers(1)).await;
    assert_eq!((state, outputs), (RunState::Completed, json!({"status": "Failed"})));
    assert_eq!(steps, ["L: failed", "N: completed"]);
}

#[tokio::test]
async fn what_runs_on_an_error_sees_what_was_done_in_the_turns_of_a_loop() {
    let text = LOOPS.replace("        continue_on_error: true\n", "");
    let text = format!(
        "{text}run_on_error:\n  - {{id: E, action: scim.get_user, inputs: {{last: '{{{{ variables.last }}}}', why: '{{{{ error.message }}}}'}}}}\n"
    );
    let mut answers = answers(3);
    answers[1] = Answer::Refused("gone");
    let (state, error, _, _, done) = ends_the_same_wherever_it_is_cut_off(&text, &answers).await;
    assert_eq!(state, RunState::Failed);
    let why = "step L (L): step L[1].X (X): gone";
    assert_eq!(error.as_deref(), Some(why));
    assert_eq!(done[2], format!(r#"scim.get_user {{"last":"b","why":"{why}"}}"#));
}

#[tokio::test]
async fn loops_and_conditions_within_each_other_are_carried_on_where_they_were() {
    let text = "
name: Nested
outputs: {count: {value: '{{ steps.L.output.count }} {{ steps.M.output.count }}'}}
workflow:
  - steps:
      - id: L
        action: internal.for
        inputs: {items: ['a', 'b']}
        steps:
          - id: M
            action: internal.for
            inputs: {items: ['1', '2']}
            steps:
              - id: C
                action: internal.ifCondition
                inputs: {condition: {match: And, sentence: [{lvalue: '{{ steps.M.item }}', op: Equals, rvalue: '2'}]}}
                steps:
                  - action: internal.ifTrueBranch
                    steps: [{id: X, action: scim.get_user, inputs: {both: '{{ steps.L.item }}{{ steps.M.item }}'}}]
                  - action: internal.ifFalseBranch
                    steps: [{id: Y, action: scim.get_user, continue_on_error: true}]
      - {id: N, action: scim.get_user, inputs: {last: '{{ steps.X.output.number }}'}}
";
    let mut answers = answers(5);
    answers[0] = Answer::Refused("gone");
    let (state, _, outputs, _, done) = ends_the_same_wherever_it_is_cut_off(text, &answers).await;
    assert_eq!((state, outputs), (RunState::Completed, json!({"count": "2 2"})));
    assert_eq!(done[3], r#"scim.get_user {"both":"b2"}"#);
    assert_eq!(done[4], r#"scim.get_user {"last":3}"#);
}
