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
    let within = |times: usize, open: &str, close: &str| {
        format!("{{{{ {}1{} }}}}", open.repeat(times), close.repeat(times))
    };
    let nested = |open: &str, close: &str| within(500, open, close);
    let bombs = [
        // That run long.
        "{{ range(100000000) | map('string') | join('x') }}".to_owned(),
        format!("{{{{ range(90000) | map('{}') | list }}}}", "upper"),
        "{{ contains([1] * 10000000000, 2) }}".to_owned(),
        "{{ merge_maps([1, 1] * 10000000000, {}) }}".to_owned(),
        "{{ [1] * 10000000000 | sum }}".to_owned(),
        "{{ ([1] * 10000000000) | unique | list }}".to_owned(),
        "{{ 2 in ([1] * 10000000000) }}".to_owned(),
        "{{ 2 in ([1]*90000000) }}".to_owned(),
        "{{ ([1]*100000000) ~ '' }}".to_owned(),
        "{{ merge_maps({1: 2}, [[1]*90000000]) }}".to_owned(),
        "{{ max(*[[1]]*90000000) }}".to_owned(),
        // That become large.
        format!("{{{{ {} }}}}", ["'x' * 1000000"; 3].join(" ~ ")),
        "{{ 'x' * 10000000000 }}".to_owned(),
        "{{ [1] * 10000000000 }}".to_owned(),
        "{{ [[1] * 100000] * 100000 }}".to_owned(),
        "{{ prettify_json([1] * 10000000000) }}".to_owned(),
        "{{ range(100000) | join('x' * 100000) }}".to_owned(),
        "{{ replace('x' * 100000, 'x', 'x' * 100000) }}".to_owned(),
        "{{ replace('x' * 100000, '', 'x' * 100000) }}".to_owned(),
        "{{ [1] | batch(10000000000, 0) | list }}".to_owned(),
        "{{ [1] | slice(10000000000) | list }}".to_owned(),
        "{{ '%1000000000d' | format(1) }}".to_owned(),
        "{{ {'a': [1] * 10000000000} | tojson(indent=1000000) }}".to_owned(),
        // That recurse.
        nested("(", ")"),
        nested("[", "]"),
        nested("{'a':", "}"),
        nested("to_upper(", ")"),
        within(4000, "-", ""),
        within(1000, "not ", ""),
        within(1300, "2**", ""),
        within(1300, "1+", ""),
        within(1000, "", "|int"),
        within(1000, "", "[0]"),
        within(300, "1 if 1 else ", ""),
    ];
    for bomb in bombs {
        let refused = of(&bomb).expect_err(&bomb);
        assert!(refused.to_string().len() < 5_000, "{refused}");
    }
    // These can be computed: what nests is within the bound, and what stands in a text nests nothing.
    assert_eq!(of(&within(256, "not ", "")).unwrap(), json!(true));
    assert_eq!(of(&within(256, "- ", "")).unwrap(), json!(1));
    assert_eq!(of(&within(128, "1**", "")).unwrap(), json!(1));
    assert_eq!(of(&within(256, "1+", "")).unwrap(), json!(257));
    assert_eq!(of(&within(256, "", "|int")).unwrap(), json!(1));
    assert_eq!(of(&format!("{{{{ len('{}') }}}}", "-.".repeat(500))).unwrap(), json!(1000));
}

#[test]
fn what_is_put_into_one_more_list_by_every_step_ends() {
    let now = Now { at: Timestamp::UNIX_EPOCH, id: Uuid::nil() };
    let mut scope = scope();
    for depth in 0..10_000 {
        match evaluate(&json!(["{{ [inputs] }}"]), &scope, now) {
            Ok(value) => drop(scope.insert("inputs".to_owned(), value)),
            Err(refused) => {
                assert!(refused.to_string().contains("too deep"), "{refused}");
                assert!(depth > 10, "{depth}");
                return;
            }
        }
    }
    panic!("it went on");
}

#[test]
fn what_people_compute_is_not_too_much() {
    let users: Vec<Value> = (0..500)
        .map(|n| json!({"userName": format!("user{n}@example.com"), "active": n % 2 == 0, "name": {"givenName": "Ada"}}))
        .collect();
    let mut scope = scope();
    scope.insert("users".to_owned(), users.into());
    let now = Now { at: Timestamp::UNIX_EPOCH, id: Uuid::nil() };
    for text in [
        "{{ users | map(attribute='userName') | join(', ') }}",
        "{{ users | selectattr('active') | map(attribute='name.givenName') | unique | list }}",
        "{{ users }}",
        "{{ prettify_json(users) }}",
        "{{ users | tojson }}",
    ] {
        evaluate(&Value::from(text), &scope, now).unwrap();
    }
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
    assert_eq!(
        of("{{ [multiply(6, 7), multiply(inputs.count, 0.5), 2 ** 3] }}").unwrap(),
        json!([42, 1.5, 8])
    );
    for wrong in [
        "multiply('a', 2)",
        "multiply([1], 2)",
        "multiply(9e300, 9e300)",
        "multiply(9223372036854775807, 2)",
    ] {
        assert!(
            matches!(of(&format!("{{{{ {wrong} }}}}")), Err(ExpressionError::Failed { .. })),
            "{wrong}"
        );
    }
    assert_eq!(of("{{ contains('abc', 'b') and contains([1, 2], 2) }}").unwrap(), json!(true));
    assert_eq!(of("{{ merge_maps({'a': 1}, {'b': 2}) }}").unwrap(), json!({"a": 1, "b": 2}));
    assert_eq!(of("{{ prettify_json({'a': 1}) }}").unwrap(), "{\n  \"a\": 1\n}");
}
