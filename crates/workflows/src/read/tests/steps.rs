//! Steps held against the actions there are.

use super::{read, wrong_steps};
use crate::StepKind;

#[test]
fn inputs_are_held_against_what_the_action_takes() {
    for (step, said) in [
        (
            "action: scim.crate_user, inputs: {User Name: ada}",
            "there is no action `scim.crate_user`: did you mean `scim.create_user`?",
        ),
        (
            "action: atlassian.CreateUsers, inputs: {User Name: ada}",
            "did you mean `scim.create_user`?",
        ),
        ("action: internal.IfConditon", "did you mean `internal.ifCondition`?"),
        (
            "action: automations.0192f0c1",
            "there is no action `automations.0192f0c1`: the page /actions shows",
        ),
        (
            "action: internal.new_interactive_web_form",
            "there is no action `internal.new_interactive_web_form`",
        ),
        ("action: scim.create_user", "User Name is missing: give it, as `ada@example.com`"),
        ("action: scim.create_user, inputs: {User Name: ''}", "User Name is missing"),
        (
            "action: scim.create_user, inputs: {User Name: ada, Emial: a@b.c}",
            "`Emial` is no parameter of Create User: did you mean Emails?",
        ),
        (
            "action: scim.create_user, inputs: {User Name: ada, userName: bob}",
            "User Name is given twice, as `User Name` and as `userName`",
        ),
        (
            "action: scim.create_user, inputs: {User Name: ada, Active: perhaps}",
            "Active: `perhaps` is neither true nor false",
        ),
        (
            "action: scim.create_user, inputs: {User Name: ada, If Exists: replace}",
            "`replace` is no choice: give one of fail, return, update",
        ),
        (
            "action: scim.create_user, inputs: {User Name: ada, Name: {givenNmae: '{{ inputs.who }}'}}",
            "did you mean `givenName`?",
        ),
        (
            "action: scim.create_user, inputs: {User Name: ada, Emails: [{type: work}]}",
            "has no `value`",
        ),
        ("action: scim.create_user, inputs: {User Name: ada, Emails: '[{value'}", "is not JSON"),
        (
            "action: scim.create_user, inputs: {User Name: ada, Attributes: a, Excluded Attributes: b}",
            "Attributes and Excluded Attributes can't be given together",
        ),
        ("action: scim.get_user", "one of User ID and User Name is needed"),
        ("action: scim.list_users, inputs: {Count: many}", "Count: `many` is not a whole number"),
        (
            "action: scim.create_user, inputs: {User Name: +442079460000}",
            "`+442079460000` is the number 442079460000: put it in quotes",
        ),
        (
            "action: scim.create_user, inputs: {User Name: ada, Title: 1.10}",
            "`1.10` is the number 1.1: put it in quotes",
        ),
        ("action: scim.create_user, inputs: {User Name: [ada]}", "is not a text: put it in quotes"),
        (
            "action: scim.create_user, inputs: [User Name]",
            "`inputs` is a list, and should be names with values",
        ),
    ] {
        let refusal = wrong_steps(&format!("- {{id: S1, {step}}}"));
        assert!(refusal.contains(said) && refusal.lines().count() == 1, "{said}: {refusal}");
    }
}

#[test]
fn what_is_computed_is_held_against_nothing_before_it_is_known() {
    let file = "
name: x
inputs: {who: {required: true}, active: {type: checkbox, default: true}}
workflow:
  - steps:
      - id: S1
        action: scim.create_user
        inputs:
          User Name: '{{ inputs.who }}'
          Active: '{{ inputs.active }}'
          Count Of Nothing: 1
";
    assert!(read(file).unwrap_err().to_string().contains("`Count Of Nothing` is no parameter"));
    let file = file.replace(
        "Count Of Nothing: 1",
        "Name: {givenName: '{{ inputs.who }}'}\n          Emails: [{value: '{{ inputs.who }}', primary: '{{ inputs.active }}'}, {value: a@b.c, primary: true}]\n          Phone Numbers: '[{\"value\": \"{{ inputs.who }}\"}]'\n          Attributes: '{{ inputs.who }}'\n          Excluded Attributes: '{{ inputs.who }}'",
    );
    read(&file).unwrap();
}

#[test]
fn settings_of_steps_are_not_dropped() {
    for (step, said) in [
        (
            "action: scim.get_user, inputs: {User ID: a}, connections: {slack: x}",
            "scim.get_user is not sent over a connection to `slack`",
        ),
        (
            "action: scim.get_user, inputs: {User ID: a}, connections: {scim: x, atlassian: y}",
            "a step is sent over one connection: name one",
        ),
        (
            "action: scim.get_user, inputs: {User ID: a}, connections: {scim: '{{ inputs.who }}'}",
            "a connection is named and not computed",
        ),
        (
            "action: email.send, inputs: {To: a@b.c, Subject: a}, connections: {scim: x}",
            "email.send is sent over no connection",
        ),
        (
            "action: internal.print, inputs: {text: a}, connections: {scim: x}",
            "internal.print is sent over no connection",
        ),
        (
            "action: internal.print, inputs: {text: a}, retry: {attempts: 3}",
            "internal.print has no `retry`",
        ),
        ("action: internal.print, inputs: {text: a, message: b}", "is given `message` twice"),
        (
            "action: internal.print, inputs: {texts: a}",
            "has no input `texts`: did you mean `text`?",
        ),
        (
            "action: internal.print, inputs: {text: a}, steps: [{id: S2, action: internal.print, inputs: {text: a}}]",
            "internal.print has no steps in it",
        ),
        (
            "action: scim.get_user, inputs: {User ID: a}, retry: {attempts: 1000}",
            "`attempts` is the number 1000, and should be a whole number from 1 to 100",
        ),
        (
            "action: scim.get_user, inputs: {User ID: a}, retry: {attempt: 3}",
            "`retry` has no `attempt`: did you mean `attempts`?",
        ),
        (
            "action: scim.get_user, inputs: {User ID: a}, timeout: 5s",
            "`timeout` is the text `5s`, and should be a whole number",
        ),
        (
            "action: scim.get_user, inputs: {User ID: a}, continue_on_error: 'yes'",
            "should be true or false",
        ),
        (
            "action: scim.get_user, inputs: {User ID: a}, transitions: []",
            "step S1 has no `transitions`: write a step `internal.ifCondition`",
        ),
        (
            "action: internal.ifTrueBranch",
            "stands in the `steps` of an `internal.ifCondition` alone",
        ),
        (
            "action: internal.ifCondition, inputs: {condition: {sentence: []}}",
            "a condition compares something",
        ),
        (
            "action: internal.ifCondition, inputs: {condition: {sentence: [{lvalue: a, op: Equal, rvalue: b}]}}",
            "there is no op `Equal`: did you mean `Equals`?",
        ),
        (
            "action: internal.ifCondition, inputs: {condition: {sentence: [{lvalue: a, op: Equals}]}}",
            "`Equals` compares with something: give it `rvalue`",
        ),
        (
            "action: internal.ifCondition, inputs: {condition: {sentence: [{lvalue: a, op: Is empty}]}}, steps: [{id: S2, action: internal.print}]",
            "`internal.print` is no branch of a condition",
        ),
        (
            "action: internal.ifCondition, inputs: {condition: {sentence: [{lvalue: a, op: Is empty}]}}, steps: [{action: internal.ifTrueBranch}, {action: internal.ifTrueBranch}]",
            "there are two `internal.ifTrueBranch`",
        ),
        (
            "action: internal.SetVariables, inputs: {Variables: {a: b}}",
            "`Variables` is names with values, and should be a list",
        ),
        (
            "action: internal.SetVariables, inputs: {Variables: [{Name: a}]}",
            "a variable has `Name` and `Value`",
        ),
        (
            "action: internal.SetVariables, inputs: {Variables: [{Name: a, Valeu: b, Value: c}]}",
            "a variable has no `Valeu`: did you mean `Value`?",
        ),
        (
            "action: internal.SetVariables, inputs: {Variables: [{Name: a, Type: Numbre, Value: 1}]}",
            "there is no type `Numbre`: did you mean `Number`?",
        ),
        (
            "action: internal.SetVariables, inputs: {Variables: [{Name: a, Type: Number, Value: many}]}",
            "this is the text `many`, and its Type says Number",
        ),
        (
            "action: internal.SetVariables, inputs: {Variables: [{Name: a-b, Value: 1}]}",
            "`a-b` can't be a variable",
        ),
    ] {
        let refusal = wrong_steps(&format!("- {{id: S1, {step}}}"));
        assert!(refusal.contains(said) && refusal.lines().count() == 1, "{said}: {refusal}");
    }
    for (steps, said) in [
        (
            "- {action: internal.print, inputs: {text: a}}",
            "a step needs `id`: give it, as in `id: S1`",
        ),
        (
            "- {id: S-1, action: internal.print, inputs: {text: a}}",
            "`S-1` can't be the id of a step: expressions know names of letters, digits and `_`, as in `S_1`",
        ),
        ("- {id: S1}", "step S1 needs `action`"),
        ("- S1", "a step is names with values, and this is the text `S1`: write it as `id: …`"),
        (
            "- {id: S1, action: internal.print, inputs: {text: a}}\n- {id: S1, action: internal.print, inputs: {text: b}}",
            "two steps have the id `S1`",
        ),
    ] {
        let refusal = wrong_steps(steps);
        assert!(refusal.contains(said) && refusal.lines().count() == 1, "{said}: {refusal}");
    }
}

#[test]
fn what_is_written_is_what_arrives() {
    let file = read(
        "
name: x
workflow:
  - steps:
      - id: S1
        action: scim.create_user
        inputs: {User Name: 0042, Title: no, Nick Name: plain words, Display Name: 'true', Timezone: 2026-01-02, Active: false}
",
    );
    let StepKind::Action(inputs) = &file.unwrap().steps[0].kind.clone() else { panic!() };
    assert_eq!(
        serde_json::Value::Object(inputs.clone()),
        serde_json::json!({
            "User Name": "0042", "Title": "no", "Nick Name": "plain words", "Display Name": "true",
            "Timezone": "2026-01-02", "Active": false,
        })
    );
}
