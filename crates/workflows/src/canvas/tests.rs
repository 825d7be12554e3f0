use super::{STYLE, standalone, svg};
use crate::Workflow;

const FILE: &str = "
name: Onboarding <b>
inputs:
  user_name: {type: text, required: true}
triggers:
  scheduled: [{cron: '0 9 * * 1'}]
  webhooks: [{name: hr}]
workflow:
  - steps:
      - {id: S1, name: Create & link, action: scim.create_user, inputs: {User Name: x}, continue_on_error: true}
      - id: S2
        action: internal.ifCondition
        inputs: {condition: {match: And, sentence: [{lvalue: '{{ steps.S1.status }}', op: Equals, rvalue: OK}]}}
        steps:
          - action: internal.ifTrueBranch
            steps:
              - id: S3
                action: internal.for
                inputs: {items: '{{ inputs.groups }}'}
                steps:
                  - {id: S4, action: internal.print, inputs: {text: a}}
          - action: internal.ifFalseBranch
run_on_error:
  - {id: S5, name: Mail it, action: email.send, inputs: {To: a@example.com}}
";

fn workflow() -> Workflow {
    Workflow::recall("onboarding", FILE).unwrap()
}

#[test]
fn everything_is_drawn_and_said() {
    let drawn = svg(&workflow());
    for part in [
        "Create &amp; link",
        "For each",
        "If a step fails",
        "Mail it",
        ">Yes<",
        ">No<",
        "On a webhook: hr",
    ] {
        assert!(drawn.contains(part), "{part}\n{drawn}");
    }
    let said = drawn.split("<desc id=\"rc-desc\">").nth(1).unwrap().split('<').next().unwrap();
    insta::assert_snapshot!(said, @"Begins: On schedule: 0 9 * * 1 (UTC), with user_name. Begins: On a webhook: hr, with user_name. 1. Create &amp; link (S1 · scim.create_user · may fail). 2. Is it so? (S2 · steps.S1.status is OK). If so: 3. For each (S3 · inputs.groups). For each: 4. internal.print (S4 · internal.print). After the last: nothing more. If not: nothing. In both cases then: nothing more. If a step fails: 5. Mail it (S5 · email.send).");
}

#[test]
fn what_people_write_is_no_markup() {
    let drawn = svg(&workflow());
    assert!(drawn.contains("Onboarding &lt;b&gt;") && !drawn.contains("<b>"), "{drawn}");
}

#[test]
fn a_file_of_its_own_has_its_style_and_a_page_s_has_none() {
    assert!(standalone(&workflow()).contains(STYLE));
    assert!(!svg(&workflow()).contains("<style"));
    for class in
        ["rc-box", "rc-start", "rc-choice", "rc-frame", "rc-line", "rc-head", "rc-title", "rc-sub"]
    {
        assert!(STYLE.contains(&format!(".{class}")), "{class}");
    }
}

#[test]
fn nothing_is_drawn_outside_of_the_drawing() {
    let drawn = svg(&workflow());
    let number = |name: &str, text: &str| -> Vec<f32> {
        text.split(&format!(" {name}=\""))
            .skip(1)
            .map(|rest| rest.split('"').next().unwrap().parse().unwrap())
            .collect()
    };
    let head = drawn.split('>').next().unwrap();
    let (width, height) = (number("width", head)[0], number("height", head)[0]);
    for rect in drawn.split("<rect").skip(1).map(|rest| rest.split("/>").next().unwrap()) {
        let [x, y, w, h] = ["x", "y", "width", "height"].map(|name| number(name, rect)[0]);
        assert!(
            x >= 0.0 && y >= 0.0 && x + w <= width && y + h <= height,
            "{rect} in {width} x {height}"
        );
    }
}
