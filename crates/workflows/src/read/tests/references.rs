//! What expressions may refer to, and by when.

use super::{read, wrong, wrong_steps};

#[test]
fn what_is_not_there_is_pointed_at() {
    for (expression, said) in [
        ("inputs.whom", "there is no input `whom`: did you mean `who`?"),
        ("variables.x", "there is no variable set by then `x`: none is; set it before"),
        ("steps.S9.output", "there is no step `S9`: did you mean `S1`?"),
        ("steps.S1.output", "step `S1` is not done by then"),
        ("steps.S2.output", "step `S2` is not done by then"),
        ("event.payload.user", "nothing happens that begins this workflow"),
        ("error.message", "`error` is there in `run_on_error` alone"),
        ("metadata.user_email", "there is no metadata `user_email`: there are automation_name"),
        (
            "env.PATH",
            "there is no `env`: expressions see inputs, steps, variables, event, metadata, and functions",
        ),
        ("connections.scim.key", "there is no `connections`: expressions see"),
        ("input.who", "there is no `input`: did you mean `inputs`?"),
        ("to_uper(inputs.who)", "there is no `to_uper`: did you mean `to_upper`?"),
        ("inputs.who | shout", "filter shout is unknown"),
        ("inputs.who is loud", "test loud is unknown"),
        ("inputs.who +", "can't be computed"),
        ("inputs.who", ""),
    ] {
        let text = if said.is_empty() {
            "{{ inputs.who".to_owned()
        } else {
            format!("{{{{ {expression} }}}}")
        };
        let said = if said.is_empty() { "without its `}}`" } else { said };
        let refusal = wrong_steps(&format!(
            "- {{id: S1, action: internal.print, inputs: {{text: \"for {text}\"}}}}\n- {{id: S2, action: internal.print, inputs: {{text: a}}}}"
        ));
        assert!(refusal.contains(said) && refusal.lines().count() == 1, "{said}: {refusal}");
    }
}

#[test]
fn what_is_there_depends_on_the_way_there() {
    let file = "
name: x
inputs: {groups: {type: list}}
triggers: {webhooks: [{name: hr}]}
outputs: {last: {value: '{{ steps.B.output }} {{ variables.v }} {{ event.payload.x }}'}}
workflow:
  - steps:
      - id: L
        action: internal.for
        inputs: {items: '{{ inputs.groups }}'}
        steps:
          - {id: A, action: internal.print, inputs: {text: '{{ steps.L.item }} {{ steps.L.index }}'}}
          - {id: V, action: internal.SetVariables, inputs: {variables: [{name: v, value: '{{ steps.A.output }}'}]}}
      - id: C
        action: internal.ifCondition
        inputs: {condition: {sentence: [{lvalue: '{{ steps.L.output.count }}', op: Greater than, rvalue: 3}]}}
        steps:
          - action: internal.ifTrueBranch
            steps: [{id: B, action: internal.print, inputs: {text: '{{ variables.v }}'}}]
          - action: internal.ifFalseBranch
            steps: [{id: D, action: internal.print, inputs: {text: '{{ now() }}'}}]
run_on_error:
  - {id: E, action: internal.print, inputs: {text: '{{ error.message }} {{ steps.C.output }}'}}
";
    read(file).unwrap();
    let changed = |from: &str, to: &str| {
        assert!(file.contains(from));
        wrong(&file.replace(from, to))
    };
    let refusal = changed("{{ now() }}", "{{ steps.B.output }}");
    assert_eq!(
        refusal,
        "line 21, column 72: step `B` is not done by then: refer to one that comes before"
    );
    assert!(
        changed("steps.L.output.count", "steps.L.item")
            .contains("that is there in the steps of a loop alone")
    );
    assert!(
        changed("steps.C.output", "steps.C.outptu")
            .contains("step `C` has no `outptu`: did you mean `output`?")
    );
    assert!(
        changed("steps.B.output }} {{ v", "steps.E.output }} {{ v")
            .contains("step `E` is not done by then")
    );
    assert!(
        changed("error.message", "error.mesage")
            .contains("there is no error `mesage`: did you mean `message`?")
    );
    assert!(
        changed("event.payload", "event.playload")
            .contains("there is no event `playload`: did you mean `payload`?")
    );
}
