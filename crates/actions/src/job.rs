//! One action with its inputs, on its way.

use std::collections::BTreeMap;

use client::{Answer, Method};
use serde_json::Value;

use crate::body;
use crate::request::{Request, segments};
use crate::{Action, ActionError, Context, Inputs, Need, Place, PlannedRequest, Service};

/// One action with its inputs.
#[derive(Debug)]
pub(crate) struct Job<'a> {
    pub(crate) action: &'a Action,
    pub(crate) inputs: &'a Inputs,
    pub(crate) context: &'a Context,
    /// The ids that were found by a name, by the parameter that stands for them.
    found: BTreeMap<&'a str, String>,
}

impl<'a> Job<'a> {
    pub(crate) fn new(action: &'a Action, inputs: &'a Inputs, context: &'a Context) -> Self {
        Self { action, inputs, context, found: BTreeMap::new() }
    }

    /// The request of the action.
    pub(crate) fn request(&self) -> Request {
        let template = &self.action.request;
        Request {
            service: template.service,
            method: template.method.clone(),
            segments: segments(&template.path, |name| self.value(name)),
            query: self.query().collect(),
            body: body::body(self.action, self.inputs.values()),
        }
    }

    /// The query of the request.
    pub(crate) fn query(&self) -> impl Iterator<Item = (String, String)> {
        let parameters = self.action.parameters.iter();
        let parameters = parameters.filter(|parameter| parameter.place == Place::Query);
        parameters.filter_map(|parameter| {
            let value = self.inputs.get(&parameter.name)?;
            Some((parameter.name.clone(), written(value)))
        })
    }

    /// The query, but only what says which attributes are shown.
    pub(crate) fn projection(&self) -> impl Iterator<Item = (String, String)> {
        self.query()
            .filter(|(name, _)| matches!(name.as_str(), "attributes" | "excludedAttributes"))
    }

    /// What a placeholder in the path stands for. That of an id which is still to be found stays.
    fn value(&self, name: &str) -> Option<String> {
        let given = self.inputs.get(name).map(written);
        given.or_else(|| self.found.get(name).cloned()).or_else(|| {
            let awaited = self.lookups().any(|(lookup, _)| lookup.finds == name);
            awaited.then(|| format!("{{{name}}}"))
        })
    }

    /// The lookups that are needed with these inputs, and the names that are looked for.
    fn lookups(&self) -> impl Iterator<Item = (&'a crate::Lookup, &'a str)> {
        let inputs = self.inputs;
        self.action.lookups.iter().filter_map(move |lookup| {
            let needed = inputs.get(&lookup.finds).is_none();
            Some((lookup, inputs.text(&lookup.by).filter(|_| needed)?))
        })
    }

    /// The requests that find ids by names.
    pub(crate) fn planned_lookups(&self) -> Vec<PlannedRequest> {
        let requests = self.lookups().map(|(lookup, name)| {
            let request = Request::search(&lookup.endpoint, &lookup.attribute, name);
            let what = format!("to find the {{{}}}", lookup.finds);
            PlannedRequest::when(request.with_query("attributes", "id"), what)
        });
        requests.collect()
    }

    /// Finds the ids of what is known by a name.
    pub(crate) async fn look_up(&mut self) -> Result<(), ActionError> {
        let lookups: Vec<_> = self.lookups().collect();
        for (lookup, name) in lookups {
            let request = Request::search(&lookup.endpoint, &lookup.attribute, name);
            let found = self.one(request.with_query("attributes", "id")).await?;
            let found = found.ok_or_else(|| ActionError::NotFound {
                what: what(&lookup.endpoint),
                attribute: lookup.attribute.clone(),
                value: name.to_owned(),
            })?;
            let id = self.id(&found)?;
            self.found.insert(lookup.finds.as_str(), id);
        }
        Ok(())
    }

    /// The one resource that a search finds, if there is one.
    pub(crate) async fn one(&self, search: Request) -> Result<Option<Value>, ActionError> {
        let endpoint = search.segments.first().cloned().unwrap_or_default();
        let filter = search.query.iter().find(|(name, _)| name == "filter");
        let filter = filter.map(|(_, filter)| filter.clone()).unwrap_or_default();
        let answer = self.send(search).await?;
        // A service that finds none may leave the list out (RFC 7644 §3.4.2).
        let mut resources = match answer.body {
            Value::Object(mut list) => match list.remove("Resources") {
                Some(Value::Array(resources)) => resources,
                _ if list.get("totalResults") == Some(&Value::from(0)) => Vec::new(),
                _ => return Err(self.unreadable("Resources")),
            },
            _ => return Err(self.unreadable("Resources")),
        };
        if resources.len() > 1 {
            let (attribute, value) = filter.split_once(" eq ").unwrap_or(("name", &filter));
            return Err(ActionError::Ambiguous {
                what: what(&endpoint),
                attribute: attribute.to_owned(),
                value: value.trim_matches('"').to_owned(),
                count: u64::try_from(resources.len()).unwrap_or(u64::MAX),
            });
        }
        Ok(resources.pop())
    }

    /// The id of a resource.
    pub(crate) fn id(&self, resource: &Value) -> Result<String, ActionError> {
        let id = resource.get("id").and_then(Value::as_str);
        id.map(str::to_owned).ok_or_else(|| self.unreadable("id"))
    }

    pub(crate) fn unreadable(&self, missing: &'static str) -> ActionError {
        ActionError::Unreadable { action: self.action.title.clone(), missing }
    }

    pub(crate) fn missing(&self, need: Need) -> ActionError {
        ActionError::Missing { action: self.action.title.clone(), need }
    }

    /// Sends a request, and has the answer hold what it is about: a service may answer a PATCH with nothing (RFC 7644
    /// §3.5.2), and then the resource is read.
    pub(crate) async fn send_and_see(&self, request: Request) -> Result<Answer, ActionError> {
        let reading = (request.method == "PATCH").then(|| Request {
            method: "GET".to_owned(),
            body: None,
            ..request.clone()
        });
        let answer = self.send(request).await?;
        let Some(reading) = reading.filter(|_| answer.body.is_null()) else { return Ok(answer) };
        // The change is made; that it can't be seen does not undo it.
        match self.send(reading).await {
            Ok(seen) => Ok(Answer { status: seen.status, body: seen.body, ..answer }),
            Err(_) => Ok(answer),
        }
    }

    /// Sends a request to a directory or an organization.
    pub(crate) async fn send(&self, request: Request) -> Result<Answer, ActionError> {
        let method = Method::from_bytes(request.method.as_bytes()).unwrap_or_default();
        let segments = request.segments.iter().map(String::as_str);
        let mut operation = if request.service == Service::Admin {
            let admin = self.context.admin.as_ref().ok_or_else(|| self.missing(Need::Admin))?;
            admin.operation(method, segments)
        } else {
            let scim = self.context.scim.as_ref().ok_or_else(|| self.missing(Need::Scim))?;
            scim.operation(method, segments)
        };
        for (name, value) in &request.query {
            operation = operation.query(name, value);
        }
        if let Some(body) = &request.body {
            operation = operation.body(body);
        }
        let action = || self.action.title.clone();
        operation.await.map_err(|source| ActionError::Client { action: action(), source })
    }
}

/// A value as it stands in a URL.
fn written(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

/// What is found at an endpoint.
pub(crate) fn what(endpoint: &str) -> &'static str {
    match endpoint {
        "Users" => "user",
        "Groups" => "group",
        _ => "resource",
    }
}
