use crate::{StepKind, Trigger, Workflow};

fn read(text: &str) -> Result<Workflow, String> {
    Workflow::read("test", text).map_err(|error| error.to_string())
}

#[test]
fn a_file_in_the_grammar_people_know() {
    let workflow = read(
        "
name: Create User with Atlassian User Provisioning and Send Results Via Email
type: Flow
automation_type: on_demand
inputs:
  recipient: {type: text, required: true, index: 2}
  user_name: {type: text, required: true, index: 1, display_name: User Name}
triggers:
  scheduled: [{cron: '0 9 * * 1'}]
  events: [{event: user.created}]
outputs:
  id: {value: '{{ steps.S1.output.id }}', index: 1}
workflow:
  - section: Steps
    steps:
      - id: S1
        name: Create User
        action: atlassian_user_provisioning.CreateUser
        connections: {atlassian_user_provisioning: my_scim}
        continue_on_error: true
        inputs:
          User Name: '{{ inputs.user_name }}'
      - id: S2
        action: internal.ifCondition
        inputs:
          condition: {match: And, sentence: [{lvalue: '{{ steps.S1.status }}', op: Equals, rvalue: OK}]}
        steps:
          - action: internal.ifTrueBranch
            steps:
              - {id: S3, action: internal.print, inputs: {text: fine}}
          - action: internal.ifFalseBranch
",
    )
    .unwrap();
    assert_eq!(
        workflow.inputs.iter().map(|input| input.name.as_str()).collect::<Vec<_>>(),
        ["user_name", "recipient"]
    );
    assert_eq!(workflow.every_step().len(), 3);
    assert_eq!(workflow.connection_of(&workflow.steps[0]), Some("my_scim"));
    assert!(workflow.steps[0].continue_on_error);
    assert!(
        matches!(&workflow.steps[1].kind, StepKind::If { then, otherwise, .. } if then.len() == 1 && otherwise.is_empty())
    );
    assert!(matches!(&workflow.triggers[0], Trigger::Schedule { cron } if cron == "0 9 * * 1"));
}

#[test]
fn nothing_is_dropped_in_silence() {
    let steps = "name: x\nworkflow:\n  - steps:\n      - {id: S1, action: internal.print, inputs: {text: a}";
    for (more, said) in [
        (", connection: x}", "connection"),
        (
            "}\n      - {id: S1, action: internal.print, inputs: {text: b}}",
            "two steps have this id",
        ),
        ("}\n      - {action: internal.print, inputs: {text: b}}", "no id"),
        (", id: S2}", "duplicate"),
        ("}\ntriggers: {scheduled: [{cron: '0 9 * *'}]}", "five fields"),
        ("}\ntriggers: {events: [{event: user.born}]}", "there are user.created"),
        ("}\ninputs: {a: {type: colour}}", "no type `colour`"),
    ] {
        let refusal = read(&format!("{steps}{more}")).unwrap_err();
        assert!(refusal.contains(said), "{said}: {refusal}");
    }
}
