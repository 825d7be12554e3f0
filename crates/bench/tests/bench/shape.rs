use std::time::Duration;

use bench::{Mix, Pace};
use serde_json::Value;

use crate::server::{asked, right, serve};

/// Numbers and texts by what they are.
fn shape(value: &Value) -> Value {
    match value {
        Value::Number(_) => "number".into(),
        Value::String(text) if text.starts_with("http://") => "url".into(),
        Value::Array(all) => all.iter().map(shape).collect(),
        Value::Object(members) => {
            members.iter().map(|(name, value)| (name.clone(), shape(value))).collect()
        }
        other => other.clone(),
    }
}

#[tokio::test]
async fn the_report_as_json_keeps_its_form() {
    let connection = serve(async |path: String| right(&path)).await;
    let mixes = [Mix::Get, Mix::Bulk];
    let report = asked(&connection, &mixes, Pace::Closed, Duration::from_millis(50)).await;
    insta::assert_json_snapshot!(shape(&serde_json::to_value(&report).unwrap()), @r#"
    {
      "target": "url",
      "users": "number",
      "connections": "number",
      "rate": null,
      "seconds": "number",
      "filled": null,
      "mixes": [
        {
          "mix": "get",
          "seconds": "number",
          "unsent": "number",
          "operations": [
            {
              "operation": "get",
              "requests": "number",
              "perSecond": "number",
              "wrong": "number",
              "latency": {
                "mean": "number",
                "p50": "number",
                "p90": "number",
                "p99": "number",
                "p999": "number",
                "max": "number"
              }
            }
          ],
          "wrong": [],
          "limit": null
        },
        {
          "mix": "bulk",
          "skipped": "the server says that it has no Bulk"
        }
      ],
      "interrupted": false,
      "leftBehind": "number"
    }
    "#);
}
