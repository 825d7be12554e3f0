//! `atlassian`: the shape, messages and lifecycle of the Atlassian User Provisioning API, and
//! everything else SCIM offers.

use std::sync::Arc;

use scim::schema::{Attribute, Extension, Returned, builtin};
use scim::{ResourceType, Schema, Tolerances};

use super::{
    Features, Filters, Lifecycle, MemberDisplay, Messages, Paging, Profile, ProfileName, Shape,
    UniquenessRules, standard,
};
use crate::store::UniqueScope;

/// The URNs every user lists, in this order, whatever it holds.
pub(super) const USER_SCHEMAS: &[&str] = &[
    "urn:scim:schemas:extension:atlassian-external:1.0",
    "urn:ietf:params:scim:schemas:core:2.0:User",
    "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User",
];

/// Groups the service itself would hold. Atlassian answers success and never syncs a group of such
/// a name; here it is refused.
const RESERVED: &[&str] = &[
    "administrators",
    "jira-administrators",
    "org-admins",
    "site-admins",
    "system-administrators",
    "trusted-users",
];

pub(super) fn profile() -> Profile {
    let standard = standard::profile();
    Profile {
        name: ProfileName::Atlassian,
        user: ResourceType {
            schema: user_with_department(),
            extensions: vec![
                Extension { schema: builtin::enterprise_user(), required: false, unlisted: false },
                Extension {
                    schema: builtin::atlassian_external(),
                    required: false,
                    unlisted: true,
                },
            ],
            ..standard.user
        },
        group: ResourceType { schema: group_with_display(), ..standard.group },
        tolerances: Tolerances::all(),
        shape: Shape {
            user_schemas: Some(USER_SCHEMAS),
            mirrored: &["department", "organization"],
            active_required: true,
            empty_groups: true,
            member_display: MemberDisplay::LowerCase,
            account: true,
            schema_schemas: true,
        },
        uniqueness: UniquenessRules {
            primary_email: true,
            group_name: Some(UniqueScope::Organization),
            reserved_group_names: RESERVED,
        },
        lifecycle: Lifecycle {
            primary_email_required: true,
            email_change_unlinks: true,
            rename_group: true,
            unknown_member_not_found: true,
        },
        paging: Paging { default: 100, max: 10_000, echo_count: true },
        filters: Filters::All,
        features: Features { nested_groups: false, ..Features::ALL },
        messages: Messages::Atlassian,
        gateway_errors: true,
        ..standard
    }
}

/// The core Group, whose members are always sent with their names.
fn group_with_display() -> Arc<Schema> {
    let mut schema = Schema::clone(&builtin::group());
    let members = schema.attributes.iter_mut().filter(|attribute| attribute.name == "members");
    let parts = members.flat_map(|members| &mut members.sub_attributes);
    for display in parts.filter(|part| part.name == "display") {
        display.returned = Returned::Default;
    }
    Arc::new(schema)
}

/// The core User and, at the top level as Atlassian has them, `department` and `organization`.
fn user_with_department() -> Arc<Schema> {
    let mut schema = Schema::clone(&builtin::user());
    let own = builtin::atlassian_user();
    let extra = own.attributes.iter().filter(|attribute| attribute.unlisted).cloned();
    schema.attributes.extend(extra.map(|attribute| Attribute { unlisted: false, ..attribute }));
    Arc::new(schema)
}
