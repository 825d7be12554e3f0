//! A profile with what is added to it.

use std::sync::Arc;

use scim::Schema;
use scim::schema::{Extension, Returned};

use super::{CustomSchema, Customization};
use crate::model::Kind;
use crate::profile::Profile;

/// The rules of a directory: those of its profile, and what its organization has added.
pub(crate) fn effective(base: &Profile, customization: Customization) -> Profile {
    let mut profile = base.clone();
    for (kind, of) in [(Kind::User, &mut profile.user), (Kind::Group, &mut profile.group)] {
        let schemas = &customization.of(kind).schemas;
        of.extensions.extend(schemas.iter().map(|CustomSchema { schema, required, .. }| {
            Extension { schema: Arc::new(schema.clone()), required: *required, unlisted: false }
        }));
        if schemas.iter().any(|custom| withholds(&custom.schema)) {
            profile.withholds.push(kind);
        }
    }
    profile.customization = Arc::new(customization);
    profile
}

/// Whether not all that is kept of it is sent unasked.
fn withholds(schema: &Schema) -> bool {
    let attributes = schema.attributes.iter();
    let mut all = attributes
        .flat_map(|attribute| std::iter::once(attribute).chain(&attribute.sub_attributes));
    all.any(|attribute| matches!(attribute.returned, Returned::Never | Returned::Request))
}
