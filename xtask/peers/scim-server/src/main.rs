//! The crate scim-server on axum, in memory.
//!
//! The crate has no HTTP of its own and no filters: this gives it both, and spares it what can be spared. A filter
//! `attribute eq "value"` becomes its search by attribute, and of a list only the page that was asked for is rendered.

use std::env;
use std::sync::Arc;

use anyhow::{Context as _, Result, anyhow};
use axum::extract::{Path, Query, Request, State};
use axum::http::header::{AUTHORIZATION, CONTENT_TYPE, LOCATION};
use axum::http::{HeaderMap, StatusCode};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::{Json, Router};
use scim_server::multi_tenant::ScimOperation;
use scim_server::providers::StandardResourceProvider;
use scim_server::resource::Resource;
use scim_server::storage::InMemoryStorage;
use scim_server::{
    RequestContext, ResourceProvider as _, ScimError, ScimServer, ScimServerBuilder,
    create_group_resource_handler, create_user_resource_handler,
};
use serde::Deserialize;
use serde_json::{Value, json};

type Server = ScimServer<StandardResourceProvider<InMemoryStorage>>;

/// The most that one page holds.
const PAGE: usize = 1000;

struct App {
    server: Server,
    key: String,
}

#[tokio::main]
async fn main() -> Result<()> {
    let port = env::var("PEER_PORT").context("PEER_PORT says where to listen")?;
    let key = env::var("PEER_KEY").context("PEER_KEY says what is let in")?;
    let address = format!("127.0.0.1:{port}");
    let app = Arc::new(App { server: server(&format!("http://{address}"))?, key });
    let routes = Router::new()
        .route("/v2/ServiceProviderConfig", get(config))
        .route("/v2/ResourceTypes", get(types))
        .route("/v2/{type}", get(list).post(create))
        .route("/v2/{type}/{id}", get(read).patch(patch).delete(delete))
        .layer(middleware::from_fn_with_state(Arc::clone(&app), authenticate))
        .with_state(app);
    let listener = tokio::net::TcpListener::bind(address).await?;
    axum::serve(listener, routes).await?;
    Ok(())
}

fn server(base_url: &str) -> Result<Server> {
    let provider = StandardResourceProvider::new(InMemoryStorage::new());
    let mut server = ScimServerBuilder::new(provider).with_base_url(base_url).build()?;
    let operations = || {
        vec![
            ScimOperation::Create,
            ScimOperation::Read,
            ScimOperation::Update,
            ScimOperation::Patch,
            ScimOperation::Delete,
            ScimOperation::List,
            ScimOperation::Search,
        ]
    };
    let schema = |server: &Server, name: &str| {
        let id = format!("urn:ietf:params:scim:schemas:core:2.0:{name}");
        server.get_schema_by_id(&id).cloned().ok_or_else(|| anyhow!("no schema {id}"))
    };
    let user = create_user_resource_handler(schema(&server, "User")?);
    let group = create_group_resource_handler(schema(&server, "Group")?);
    server.register_resource_type("User", user, operations())?;
    server.register_resource_type("Group", group, operations())?;
    Ok(server)
}

async fn authenticate(State(app): State<Arc<App>>, request: Request, next: Next) -> Response {
    let key = request.headers().get(AUTHORIZATION).and_then(|value| value.to_str().ok());
    if key.and_then(|key| key.strip_prefix("Bearer ")) == Some(&app.key) {
        return next.run(request).await;
    }
    error(StatusCode::UNAUTHORIZED, "a key is needed")
}

/// The resource type of a path.
fn type_of(endpoint: &str) -> Result<&'static str, Response> {
    match endpoint {
        "Users" => Ok("User"),
        "Groups" => Ok("Group"),
        _ => Err(error(StatusCode::NOT_FOUND, "there is no such endpoint")),
    }
}

fn scim(status: StatusCode, body: &Value) -> Response {
    (status, [(CONTENT_TYPE, "application/scim+json")], body.to_string()).into_response()
}

fn error(status: StatusCode, detail: &str) -> Response {
    let body = json!({
        "schemas": ["urn:ietf:params:scim:api:messages:2.0:Error"],
        "status": status.as_u16().to_string(),
        "detail": detail,
    });
    scim(status, &body)
}

fn refused(refusal: &ScimError) -> Response {
    let detail = refusal.to_string();
    let status = if detail.contains("not found") {
        StatusCode::NOT_FOUND
    } else if detail.to_lowercase().contains("duplicate") {
        StatusCode::CONFLICT
    } else {
        StatusCode::BAD_REQUEST
    };
    error(status, &detail)
}

fn rendered(app: &App, resource: &Resource) -> Result<Value, Response> {
    app.server.serialize_resource_with_refs(resource, None).map_err(|failure| refused(&failure))
}

async fn config() -> Response {
    let body = json!({
        "schemas": ["urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig"],
        "patch": { "supported": true },
        "bulk": { "supported": false, "maxOperations": 0, "maxPayloadSize": 0 },
        "filter": { "supported": true, "maxResults": PAGE },
        "changePassword": { "supported": false },
        "sort": { "supported": false },
        "etag": { "supported": false },
        "authenticationSchemes": [],
    });
    scim(StatusCode::OK, &body)
}

async fn types() -> Response {
    let resource = |name: &str| json!({ "name": name, "endpoint": format!("/{name}s") });
    scim(StatusCode::OK, &listed(2, 1, vec![resource("User"), resource("Group")]))
}

fn listed(total: usize, start: usize, resources: Vec<Value>) -> Value {
    json!({
        "schemas": ["urn:ietf:params:scim:api:messages:2.0:ListResponse"],
        "totalResults": total,
        "startIndex": start,
        "itemsPerPage": resources.len(),
        "Resources": resources,
    })
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Asked {
    filter: Option<String>,
    start_index: Option<usize>,
    count: Option<usize>,
}

async fn list(
    State(app): State<Arc<App>>,
    Path(endpoint): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response, Response> {
    let name = type_of(&endpoint)?;
    let context = RequestContext::with_generated_id();
    let all: Vec<Resource> = match asked.filter {
        None => app.server.list_resources(name, &context).await.map_err(|failure| refused(&failure))?,
        Some(filter) => {
            let (attribute, value) = equality(&filter)
                .ok_or_else(|| error(StatusCode::BAD_REQUEST, "only `attribute eq \"value\"`"))?;
            // It counts the elements of an array by their places.
            let attribute = attribute.replace("emails.value", "emails.0.value");
            let provider = app.server.provider();
            let found = provider.find_resources_by_attribute(name, &attribute, &value, &context).await;
            let found = found.map_err(|failure| error(StatusCode::BAD_REQUEST, &failure.to_string()))?;
            found.into_iter().map(|found| found.into_resource()).collect()
        }
    };
    let start = asked.start_index.unwrap_or(1).max(1);
    let page = all.iter().skip(start - 1).take(asked.count.unwrap_or(100).min(PAGE));
    let page = page.map(|resource| rendered(&app, resource)).collect::<Result<Vec<_>, _>>()?;
    Ok(scim(StatusCode::OK, &listed(all.len(), start, page)))
}

/// The parts of `attribute eq "value"`.
fn equality(filter: &str) -> Option<(&str, String)> {
    let (attribute, value) = filter.split_once(" eq ")?;
    Some((attribute.trim(), serde_json::from_str(value.trim()).ok()?))
}

async fn create(
    State(app): State<Arc<App>>,
    Path(endpoint): Path<String>,
    Json(body): Json<Value>,
) -> Result<Response, Response> {
    let name = type_of(&endpoint)?;
    let context = RequestContext::with_generated_id();
    let created = app.server.create_resource(name, body, &context).await;
    let body = rendered(&app, &created.map_err(|failure| refused(&failure))?)?;
    let mut headers = HeaderMap::new();
    let location = body.pointer("/meta/location").and_then(Value::as_str);
    if let Some(location) = location.and_then(|location| location.parse().ok()) {
        headers.insert(LOCATION, location);
    }
    Ok((headers, scim(StatusCode::CREATED, &body)).into_response())
}

async fn read(
    State(app): State<Arc<App>>,
    Path((endpoint, id)): Path<(String, String)>,
) -> Result<Response, Response> {
    let context = RequestContext::with_generated_id();
    let found = app.server.get_resource(type_of(&endpoint)?, &id, &context).await;
    match found.map_err(|failure| refused(&failure))? {
        Some(resource) => Ok(scim(StatusCode::OK, &rendered(&app, &resource)?)),
        None => Err(error(StatusCode::NOT_FOUND, "there is no such resource")),
    }
}

async fn patch(
    State(app): State<Arc<App>>,
    Path((endpoint, id)): Path<(String, String)>,
    Json(body): Json<Value>,
) -> Result<Response, Response> {
    let context = RequestContext::with_generated_id();
    let changed = app.server.patch_resource(type_of(&endpoint)?, &id, &body, &context).await;
    let resource = changed.map_err(|failure| refused(&failure))?;
    Ok(scim(StatusCode::OK, &rendered(&app, &resource)?))
}

async fn delete(
    State(app): State<Arc<App>>,
    Path((endpoint, id)): Path<(String, String)>,
) -> Result<Response, Response> {
    let context = RequestContext::with_generated_id();
    let deleted = app.server.delete_resource(type_of(&endpoint)?, &id, &context).await;
    deleted.map_err(|failure| refused(&failure))?;
    Ok(StatusCode::NO_CONTENT.into_response())
}
