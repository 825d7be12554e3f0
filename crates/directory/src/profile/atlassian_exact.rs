//! `atlassian-exact`: what the Atlassian User Provisioning API has and no more, to test clients
//! against.

use scim::ResourceType;
use scim::schema::{Extension, builtin};

use super::{Features, Filters, Lifecycle, Profile, ProfileName, Shape, atlassian};

pub(super) fn profile() -> Profile {
    let atlassian = atlassian::profile();
    Profile {
        name: ProfileName::AtlassianExact,
        user: ResourceType {
            schema: builtin::atlassian_user(),
            extensions: vec![
                Extension {
                    schema: builtin::atlassian_enterprise_user(),
                    required: false,
                    unlisted: false,
                },
                Extension {
                    schema: builtin::atlassian_external(),
                    required: false,
                    unlisted: true,
                },
            ],
            ..atlassian.user
        },
        group: ResourceType { schema: builtin::atlassian_group(), ..atlassian.group },
        shape: Shape { schema_schemas: false, ..atlassian.shape },
        lifecycle: Lifecycle { rename_group: false, ..atlassian.lifecycle },
        filters: Filters::EqualOn { user: &["userName", "externalId"], group: &["displayName"] },
        features: Features::NONE,
        ..atlassian
    }
}
