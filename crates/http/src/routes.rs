//! Which path and method goes where. Paths come in their plain spelling, see [`crate::normalize_path`].

use std::sync::Arc;

use axum::Router;
use axum::extract::{Request, State};
use axum::routing::{MethodRouter, any, delete, get, patch, post};
use directory::model::Kind;

use crate::admin::links;
use crate::app::Shared;
use crate::pages::{assets, home};
use crate::scim::queries::Among;
use crate::scim::target::Target;
use crate::scim::{bulk, discovery, members, queries, refusals, resources};
use crate::{actions, admin, health, workflows};

type Routes = Router<Arc<Shared>>;

/// Every route there is.
pub(crate) fn routes() -> Routes {
    Router::new()
        // Users and groups (RFC 7644 §3).
        .route("/scim/directory/{directoryId}/Users", collection(Kind::User))
        .route("/scim/directory/{directoryId}/Users/{id}", scim(resource(Target::Id(Kind::User))))
        .route("/scim/directory/{directoryId}/Groups", collection(Kind::Group))
        .route("/scim/directory/{directoryId}/Groups/{id}", scim(resource(Target::Id(Kind::Group))))
        // Members and groups in pages: not SCIM's.
        .route("/scim/directory/{directoryId}/Users/{id}/groups", neighbours(Kind::User))
        .route("/scim/directory/{directoryId}/Groups/{id}/members", neighbours(Kind::Group))
        // Whoever holds the key; signing up is not offered (RFC 7644 §3.11).
        .route(
            "/scim/directory/{directoryId}/Me",
            scim(resource(Target::Me).post(refusals::not_implemented)),
        )
        // Queries: over all types, and in messages (RFC 7644 §3.4.2.1, §3.4.3).
        .route("/scim/directory/{directoryId}", scim(get_list(Among::All)))
        .route("/scim/directory/{directoryId}/.search", search(Among::All))
        .route("/scim/directory/{directoryId}/Users/.search", search(Among::One(Kind::User)))
        .route("/scim/directory/{directoryId}/Groups/.search", search(Among::One(Kind::Group)))
        // Discovery (RFC 7644 §4).
        .route(
            "/scim/directory/{directoryId}/ServiceProviderConfig",
            scim(get(discovery::service_provider_config)),
        )
        .route("/scim/directory/{directoryId}/Schemas", scim(get(discovery::schemas)))
        .route("/scim/directory/{directoryId}/Schemas/{urn}", scim(get(discovery::schema)))
        .route("/scim/directory/{directoryId}/ResourceTypes", scim(get(discovery::resource_types)))
        .route(
            "/scim/directory/{directoryId}/ResourceTypes/{name}",
            scim(get(discovery::resource_type)),
        )
        // Many operations at once (RFC 7644 §3.7).
        .route("/scim/directory/{directoryId}/Bulk", scim(post(bulk::bulk)))
        .route("/scim/directory/{directoryId}/{*rest}", any(refusals::no_such_endpoint))
        // Administration, by the organization's key.
        .route(
            "/admin/user-provisioning/v1/org/{orgId}/user/{aaId}/onlyDeleteUserInDB",
            administration(delete(links::delete_records)),
        )
        .route(
            "/admin/user-provisioning/v1/org/{orgId}/user/{aaId}/get-scim-links",
            administration(get(links::of_account)),
        )
        .route(
            "/admin/user-provisioning/v1/org/{orgId}/get-scim-links-for-email",
            administration(post(links::for_email)),
        )
        .route(
            "/admin/user-provisioning/v1/org/{orgId}/scimDirectoryId/{scimDirectoryId}/scimUserId/{scimUserId}/unlink",
            administration(patch(links::unlink)),
        )
        .route(
            "/admin/user-provisioning/v1/org/{orgId}/{*rest}",
            any(admin::refusals::no_such_endpoint),
        )
        // Health, for everyone.
        .route("/healthz", get(health::live))
        .route("/readyz", get(health::ready))
        // Actions.
        .route("/actions", get(actions::index::index))
        .route("/actions/{name}", get(actions::show::show).post(actions::run::run))
        .route("/actions/{name}/schema", get(actions::show::schema))
        // Workflows and their runs.
        .route("/workflows", get(workflows::index::index))
        .route("/workflows/{name}", get(workflows::show::show))
        .route("/workflows/{name}/file", get(workflows::show::file))
        .route("/workflows/{name}/canvas", get(workflows::canvas::canvas))
        .route("/workflows/{name}/runs", get(workflows::runs::list).post(workflows::runs::begin))
        .route("/workflows/{name}/runs/.search", post(workflows::runs::search))
        .route(
            "/workflows/{name}/runs/{run}",
            get(workflows::run::show).post(workflows::run::search),
        )
        .route("/workflows/{name}/runs/{run}/steps", get(workflows::run::steps))
        .route("/workflows/{name}/runs/{run}/cancel", post(workflows::run::cancel))
        .route("/workflows/{name}/webhooks/{webhook}", post(workflows::webhook::webhook))
        // Pages, for people.
        .route("/assets/{file}", get(assets::asset))
        .fallback(home::elsewhere)
        .method_not_allowed_fallback(crate::problem::method_not_allowed)
}

/// `/Users` or `/Groups`.
fn collection(kind: Kind) -> MethodRouter<Arc<Shared>> {
    scim(get_list(Among::One(kind)).post(
        move |State(shared): State<Arc<Shared>>, request: Request| {
            resources::create(kind, shared, request)
        },
    ))
}

/// A list by parameters.
fn get_list(among: Among) -> MethodRouter<Arc<Shared>> {
    get(move |State(shared): State<Arc<Shared>>, request: Request| {
        queries::list(among, shared, request)
    })
}

/// A list by a message.
fn search(among: Among) -> MethodRouter<Arc<Shared>> {
    scim(post(move |State(shared): State<Arc<Shared>>, request: Request| {
        queries::search(among, shared, request)
    }))
}

/// One resource: `/Users/{id}`, `/Groups/{id}` or `/Me`.
fn resource(target: Target) -> MethodRouter<Arc<Shared>> {
    get(move |State(shared): State<Arc<Shared>>, request: Request| {
        resources::read(target, shared, request)
    })
    .put(move |State(shared): State<Arc<Shared>>, request: Request| {
        resources::replace(target, shared, request)
    })
    .patch(move |State(shared): State<Arc<Shared>>, request: Request| {
        resources::patch(target, shared, request)
    })
    .delete(move |State(shared): State<Arc<Shared>>, request: Request| {
        resources::delete(target, shared, request)
    })
}

/// `/Groups/{id}/members` or `/Users/{id}/groups`.
fn neighbours(kind: Kind) -> MethodRouter<Arc<Shared>> {
    scim(get(move |State(shared): State<Arc<Shared>>, request: Request| {
        members::list(kind, shared, request)
    }))
}

/// Methods of the SCIM API: a wrong one is 405, to those who have a key.
fn scim(methods: MethodRouter<Arc<Shared>>) -> MethodRouter<Arc<Shared>> {
    methods.fallback(refusals::method_not_allowed)
}

/// Methods of the administration API, likewise.
fn administration(methods: MethodRouter<Arc<Shared>>) -> MethodRouter<Arc<Shared>> {
    methods.fallback(admin::refusals::method_not_allowed)
}
