use serde_json::json;

use super::*;

fn scope() -> Map<String, Value> {
    let scope = json!({
        "inputs": {"user_name": "ada@example.com", "count": 3, "none": null},
        "steps": {"S1": {"output": {"id": "7", "emails": [{"value": "a@b.c"}]}, "status": "OK"}},
    });
    scope.as_object().unwrap().clone()
}

fn of(text: &str) -> Result<Value, ExpressionError> {
    let now = Now { at: "2026-01-02T03:04:05Z".parse().unwrap(), id: Uuid::nil() };
    evaluate(&Value::from(text), &scope(), now)
}

#[test]
fn an_expression_alone_keeps_what_it_is() {
    assert_eq!(of("{{ inputs.count }}").unwrap(), json!(3));
    assert_eq!(of("{{ steps.S1.output }}").unwrap(), scope()["steps"]["S1"]["output"]);
    assert_eq!(of("{{ steps.S1.output.emails[0].value }}").unwrap(), json!("a@b.c"));
    assert_eq!(of("{{ {'a': {'b': '}}'}} }}").unwrap(), json!({"a": {"b": "}}"}}));
    assert_eq!(of("{{ inputs.none }}").unwrap(), Value::Null);
}

#[test]
fn within_a_text_it_is_text() {
    assert_eq!(
        of("Dear {{ inputs.user_name }}: {{ inputs.count }}!").unwrap(),
        "Dear ada@example.com: 3!"
    );
    assert_eq!(of("no braces, one { and }").unwrap(), "no braces, one { and }");
}

#[test]
fn what_is_not_there_is_an_error() {
    for text in
        ["{{ inputs.nobody }}", "x {{ steps.S9.output }}", "{{ inputs.nobody.x }}", "{{ env }}"]
    {
        assert!(matches!(of(text), Err(ExpressionError::Failed { .. })), "{text}");
    }
    assert!(matches!(of("{{ inputs.count"), Err(ExpressionError::Open { .. })));
    assert!(matches!(of("{{ 1 + }}"), Err(ExpressionError::Failed { .. })));
}

#[test]
fn what_it_may_compute_is_bounded() {
    let long = of("{{ range(100000000) | map('string') | join('x') }}");
    assert!(long.is_err(), "{long:?}");
    let doubled = of(&format!("{{{{ {} }}}}", ["'x' * 1000000"; 3].join(" ~ ")));
    assert!(doubled.is_err(), "{doubled:?}");
}

#[test]
fn the_functions_say_what_their_names_do() {
    assert_eq!(of("{{ now() }}").unwrap(), "2026-01-02T03:04:05Z");
    assert_eq!(of("{{ today() }}").unwrap(), "2026-01-02");
    assert_eq!(of("{{ to_epoch(now()) }}").unwrap(), 1_767_323_045);
    assert_eq!(of("{{ date_format(now(), '%d.%m.%Y') }}").unwrap(), "02.01.2026");
    assert_eq!(of("{{ add(now(), days=1) }}").unwrap(), "2026-01-03T03:04:05Z");
    assert_eq!(of("{{ sub(now(), hours=4) }}").unwrap(), "2026-01-01T23:04:05Z");
    assert_eq!(of("{{ split('a,b', ',') }}").unwrap(), json!(["a", "b"]));
    assert_eq!(of("{{ replace('aXb', 'X', '-') }}").unwrap(), "a-b");
    assert_eq!(of("{{ to_upper(trim(' a ')) }}").unwrap(), "A");
    assert_eq!(of("{{ encode_base_64('abc') }}").unwrap(), "YWJj");
    assert_eq!(of("{{ query_escape('a b') }}").unwrap(), "a%20b");
    assert_eq!(
        of("{{ [empty(''), empty([]), empty(inputs.none), empty(0), empty('x')] }}").unwrap(),
        json!([true, true, true, false, false])
    );
    assert_eq!(of("{{ len('abc') + len([1]) }}").unwrap(), 4);
    assert_eq!(of("{{ contains('abc', 'b') and contains([1, 2], 2) }}").unwrap(), json!(true));
    assert_eq!(of("{{ merge_maps({'a': 1}, {'b': 2}) }}").unwrap(), json!({"a": 1, "b": 2}));
    assert_eq!(of("{{ prettify_json({'a': 1}) }}").unwrap(), "{\n  \"a\": 1\n}");
}
