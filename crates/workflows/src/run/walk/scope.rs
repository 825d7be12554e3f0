//! What expressions see.

use jiff::Timestamp;
use serde_json::{Map, Value, json};
use uuid::Uuid;

use crate::expression::{ExpressionError, Now, evaluate};
use crate::run::{Run, StepState};

/// `inputs`, `steps`, `variables`, `event`, `metadata`.
#[derive(Clone, Debug)]
pub(crate) struct Scope(Map<String, Value>);

impl Scope {
    /// What is seen before the first step.
    pub(crate) fn new(run: &Run, title: &str, inputs: Map<String, Value>, event: &Value) -> Self {
        let mut scope = Map::new();
        scope.insert("inputs".to_owned(), Value::Object(inputs));
        scope.insert("steps".to_owned(), Value::Object(Map::new()));
        scope.insert("variables".to_owned(), Value::Object(Map::new()));
        scope.insert("event".to_owned(), json!({ "payload": event }));
        let metadata = json!({
            "automation_name": title,
            "automation_id": run.workflow,
            "execution_id": run.id,
            "start_time": run.started,
        });
        scope.insert("metadata".to_owned(), metadata);
        Self(scope)
    }

    pub(crate) fn evaluate(
        &self,
        value: &Value,
        at: Timestamp,
        id: Uuid,
    ) -> Result<Value, ExpressionError> {
        evaluate(value, &self.0, Now { at, id })
    }

    fn within(&mut self, name: &str) -> Option<&mut Map<String, Value>> {
        self.0.get_mut(name).and_then(Value::as_object_mut)
    }

    /// What a step came to.
    pub(crate) fn done(&mut self, id: &str, state: StepState, output: &Value, error: Option<&str>) {
        let step = json!({ "status": state.status(), "output": output, "error": error });
        if let Some(steps) = self.within("steps") {
            steps.insert(id.to_owned(), step);
        }
    }

    /// The element of a loop's turn.
    pub(crate) fn item(&mut self, id: &str, item: &Value, turn: usize) {
        if let Some(steps) = self.within("steps") {
            let step = json!({ "status": "OK", "output": null, "item": item, "index": turn });
            steps.insert(id.to_owned(), step);
        }
    }

    pub(crate) fn set(&mut self, set: &Map<String, Value>) {
        if let Some(variables) = self.within("variables") {
            variables.extend(set.clone());
        }
    }

    /// What the steps that run on an error see of it.
    pub(crate) fn failed(&mut self, why: &str) {
        self.0.insert("error".to_owned(), json!({ "message": why }));
    }
}
