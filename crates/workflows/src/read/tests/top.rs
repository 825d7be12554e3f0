//! What stands at the top of a file.

use super::{read, wrong};
use crate::{StepKind, Trigger};

#[test]
fn a_file_in_the_grammar_people_know() {
    let workflow = read(
        "
name: Create User with Atlassian User Provisioning and Send Results Via Email
type: Flow
automation_type: on_demand
runner: blink_cloud
counting_steps: 2
inputs:
  recipient: {type: text, required: true, index: 2, default: people@example.com}
  user_name: {type: text, required: true, index: 1, display_name: User Name, default: ada}
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
          condition: {match: And, sentence: [{lvalue: '{{ steps.S1.status }}', op: Equals, rvalue: '\"OK\"'}]}
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
fn all_that_is_wrong_is_said_at_once_with_its_place() {
    insta::assert_snapshot!(wrong(
        "
naem: Onboarding
automation_type: weekly
active: yes
inputs:
  user-name: {type: text}
  size: {type: colour, requierd: true}
  pin: {type: number, default: many}
outputs:
  id: '{{ steps.S1.output.id }}'
connections: {slack: team}
workflow:
  - steps:
      - {id: S1, action: scim.create_usr, inputs: {User Name: '{{ inputs.user_name }}'}}
      - {id: S2, action: email.send, connection: smtp, inputs: {To: a@example.com, Subjcet: Hello}}
"
    ));
}

#[test]
fn what_begins_a_workflow_is_held_against_what_it_says() {
    let steps =
        "name: x\nworkflow: [{steps: [{id: S1, action: internal.print, inputs: {text: a}}]}]\n";
    for (more, said) in [
        ("triggers: {scheduled: [{cron: '0 9 * *'}]}", "five fields"),
        (
            "triggers: {scheduled: '0 9 * * *'}",
            "`scheduled` is the text `0 9 * * *`, and should be a list",
        ),
        (
            "triggers: {scheduled: {cron: '0 9 * * *'}}",
            "`scheduled` is names with values, and should be a list",
        ),
        (
            "triggers: {polling: [{trigger_type: github.OnNewPullRequest}]}",
            "`triggers` has no `polling`: there are scheduled, webhooks, events",
        ),
        (
            "triggers: [{scheduled: []}]",
            "`triggers` is names with values, and this is a list: write it as `scheduled: …`",
        ),
        (
            "triggers: {events: [{event: user.create}]}",
            "there is no event `user.create`: did you mean `user.created`?",
        ),
        (
            "triggers: {webhooks: [{name: hr, trigger_type: slack}]}",
            "there is no trigger_type `slack`: there are custom_webhook",
        ),
        (
            "automation_type: scheduled",
            "nothing begins it so: give it `triggers: {scheduled: [{cron: '0 9 * * 1'}]}`",
        ),
        (
            "automation_type: event\ntriggers: {scheduled: [{cron: '0 9 * * 1'}]}",
            "nothing begins it so",
        ),
        (
            "inputs: {to: {required: true}}\ntriggers: {events: [{event: user.created}]}",
            "`to` is required: give it a `default`",
        ),
    ] {
        let refusal = wrong(&format!("{steps}{more}"));
        assert!(refusal.contains(said) && refusal.lines().count() == 1, "{said}: {refusal}");
    }
}

#[test]
fn what_unfolds_to_more_than_a_person_writes_is_refused() {
    let mut bomb = "name: x\na0: &a0 [x, x, x, x, x, x, x, x, x, x]\n".to_owned();
    for level in 1..12 {
        let before = vec![format!("*a{}", level - 1); 10].join(", ");
        bomb = format!("{bomb}a{level}: &a{level} [{before}]\n");
    }
    let refusal = wrong(&format!("{bomb}workflow: *a11\n"));
    assert_eq!(refusal.lines().count(), 1, "{refusal}");
    assert!(refusal.contains("limit") || refusal.contains("budget"), "{refusal}");
    let deep = format!("name: x\nworkflow: {}{}", "[".repeat(100_000), "]".repeat(100_000));
    assert_eq!(wrong(&deep).lines().count(), 1);
    assert!(wrong(&"# a word\n".repeat(100_000)).contains("KiB"), "large");
    assert!(wrong(&format!("name: x\nmore: [{}]", "1,".repeat(100_000))).contains("budget"));
    for text in [
        "",
        "name",
        "[]",
        "- a",
        "name: x\n---\nname: y",
        "name: [",
        "\u{0}",
        "name: x\n\tworkflow: y",
        "a: *b",
    ] {
        wrong(text);
    }
}
