//! What an input is held against: a resource type, the tolerances of a profile, and limits.

use std::sync::{Arc, LazyLock};

use directory::model::Kind;
use directory::profile::{Profile, ProfileName};
use scim::schema::Extension;
use scim::{Limits, Resource, ResourceType, Schema, Tolerances};

use crate::subject;

/// One of 32, by the lower five bits of a byte: `@` to `O` are roomy, `P` to `_` tight.
#[derive(Debug)]
pub struct Setting {
    /// The resource type, with what extensions it has.
    pub of: ResourceType,
    /// What is taken from clients.
    pub tolerances: Tolerances,
    /// What is refused for its size.
    pub limits: Limits,
    /// A resource of the type with as much as it can hold.
    pub rich: Resource,
}

const PROFILES: [ProfileName; 4] = [
    ProfileName::Atlassian,
    ProfileName::AtlassianExact,
    ProfileName::Standard,
    ProfileName::Strict,
];

impl Setting {
    /// Takes the first byte of an input off.
    pub(crate) fn take(data: &[u8]) -> (&'static Self, &[u8]) {
        let (choice, rest) = data.split_first().map_or((0, data), |(choice, rest)| (*choice, rest));
        (Self::of(choice), rest)
    }

    /// The setting of that byte: two bits for the profile, one for users or groups, one for the extension with
    /// an attribute of every kind, one for tight limits.
    pub(crate) fn of(choice: u8) -> &'static Self {
        static SETTINGS: LazyLock<Vec<Setting>> =
            LazyLock::new(|| (0..32_u8).map(Setting::make).collect());
        static FIRST: LazyLock<Setting> = LazyLock::new(|| Setting::make(0));
        SETTINGS.get(usize::from(choice & 31)).unwrap_or(&FIRST)
    }

    fn make(choice: u8) -> Self {
        let profile = Profile::of(profile(choice));
        let kind = if choice & 4 == 0 { Kind::User } else { Kind::Group };
        let mut of = profile.resource_type(kind).clone();
        if choice & 8 != 0 {
            of.extensions.push(badge());
        }
        let limits = if choice & 16 == 0 { Limits::default() } else { tight() };
        let rich = subject::rich(&of);
        Self { of, tolerances: profile.tolerances.clone(), limits, rich }
    }

    /// The same type and limits to the letter of the RFCs, a missing `schemas` apart: a canonical resource has
    /// none.
    pub(crate) fn strictly() -> Tolerances {
        Tolerances { missing_schemas: true, ..Tolerances::none() }
    }
}

/// The profile of that byte.
pub(crate) fn profile(choice: u8) -> ProfileName {
    PROFILES.get(usize::from(choice & 3)).copied().unwrap_or(ProfileName::Standard)
}

/// Limits for what the canonical text of an accepted filter may take: longer, by its URNs, and deeper, by its
/// brackets.
pub(crate) fn roomy() -> Limits {
    Limits {
        filter_bytes: usize::MAX,
        filter_terms: usize::MAX,
        filter_depth: usize::MAX,
        ..Limits::default()
    }
}

fn tight() -> Limits {
    Limits {
        json_depth: 4,
        filter_bytes: 64,
        filter_terms: 3,
        filter_depth: 2,
        patch_operations: 2,
        members: 2,
        ..Limits::default()
    }
}

fn badge() -> Extension {
    #[expect(clippy::expect_used, reason = "the document is part of the package")]
    let schema: Schema =
        serde_json::from_str(include_str!("badge.json")).expect("the extension is a schema");
    Extension { schema: Arc::new(schema), required: false, unlisted: false }
}
