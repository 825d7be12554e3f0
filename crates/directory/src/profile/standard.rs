//! `standard`: the shape of RFC 7643/7644, tolerant of what Okta, Entra ID and the rest really send.

use std::sync::Arc;

use scim::schema::{Extension, builtin};
use scim::{ResourceType, Tolerances};

use super::{
    Features, Filters, Lifecycle, MemberDisplay, Messages, Paging, Profile, ProfileName, Shape,
    UniquenessRules,
};
use crate::store::UniqueScope;

pub(super) fn profile() -> Profile {
    Profile {
        name: ProfileName::Standard,
        user: ResourceType {
            name: "User".to_owned(),
            endpoint: "/Users".to_owned(),
            description: "A person who uses the organization's services".to_owned(),
            schema: builtin::user(),
            extensions: vec![Extension {
                schema: builtin::enterprise_user(),
                required: false,
                unlisted: false,
            }],
        },
        group: ResourceType {
            name: "Group".to_owned(),
            endpoint: "/Groups".to_owned(),
            description: "A set of users".to_owned(),
            schema: builtin::group(),
            extensions: Vec::new(),
        },
        tolerances: Tolerances::all(),
        shape: Shape {
            user_schemas: None,
            mirrored: &[],
            active_required: false,
            empty_groups: false,
            member_display: MemberDisplay::OnRequest,
            account: false,
            schema_schemas: true,
        },
        uniqueness: UniquenessRules {
            primary_email: false,
            group_name: Some(UniqueScope::Directory),
            reserved_group_names: &[],
        },
        lifecycle: Lifecycle {
            primary_email_required: false,
            email_change_unlinks: false,
            rename_group: true,
            unknown_member_not_found: false,
        },
        paging: Paging { default: 100, max: 1_000, echo_count: false },
        filters: Filters::All,
        features: Features::ALL,
        messages: Messages::Plain,
        gateway_errors: false,
        customization: Arc::default(),
        withholds: Vec::new(),
    }
}
