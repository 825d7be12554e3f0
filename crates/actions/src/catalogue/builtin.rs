//! Rollcall's own actions: a file each, in the order they are shown.

/// The definitions.
pub(super) const ACTIONS: &[&str] = &[
    include_str!("../../catalogue/create-user.yaml"),
    include_str!("../../catalogue/update-user.yaml"),
    include_str!("../../catalogue/patch-user.yaml"),
    include_str!("../../catalogue/get-user.yaml"),
    include_str!("../../catalogue/find-user.yaml"),
    include_str!("../../catalogue/list-users.yaml"),
    include_str!("../../catalogue/deactivate-user.yaml"),
    include_str!("../../catalogue/reactivate-user.yaml"),
    include_str!("../../catalogue/delete-user.yaml"),
    include_str!("../../catalogue/create-group.yaml"),
    include_str!("../../catalogue/get-group.yaml"),
    include_str!("../../catalogue/list-groups.yaml"),
    include_str!("../../catalogue/rename-group.yaml"),
    include_str!("../../catalogue/add-members.yaml"),
    include_str!("../../catalogue/remove-members.yaml"),
    include_str!("../../catalogue/delete-group.yaml"),
    include_str!("../../catalogue/get-scim-links.yaml"),
    include_str!("../../catalogue/unlink-user.yaml"),
    include_str!("../../catalogue/delete-scim-record-only.yaml"),
    include_str!("../../catalogue/get-schemas.yaml"),
    include_str!("../../catalogue/get-service-provider-config.yaml"),
    include_str!("../../catalogue/send-email.yaml"),
    include_str!("../../catalogue/http-request.yaml"),
];

/// Parameters that several actions take, by their name there.
pub(super) const PARAMETERS: &str = include_str!("../../catalogue/parameters.yaml");
