//! Profiles: what a directory is compatible with, as data. One field a rule; the code asks the rule,
//! never the name.

mod atlassian;
mod atlassian_exact;
mod messages;
mod name;
mod standard;
mod strict;

use std::sync::{Arc, LazyLock};

use scim::path::Reference;
use scim::{ResourceType, Tolerances};

pub use messages::Messages;
pub use name::ProfileName;

use crate::customization::Customization;
use crate::index::{self, Place};
use crate::model::Kind;
use crate::store::UniqueScope;

/// The rules of a directory.
#[derive(Clone, Debug)]
pub struct Profile {
    /// Which profile it is.
    pub name: ProfileName,
    /// What users hold.
    pub user: ResourceType,
    /// What groups hold.
    pub group: ResourceType,
    /// What is taken from clients beyond the RFCs.
    pub tolerances: Tolerances,
    /// How resources look on the wire.
    pub shape: Shape,
    /// What must be unique.
    pub uniqueness: UniquenessRules,
    /// What happens to accounts and groups.
    pub lifecycle: Lifecycle,
    /// Pages of lists.
    pub paging: Paging,
    /// Which filters are offered.
    pub filters: Filters,
    /// What else of SCIM is offered.
    pub features: Features,
    /// How refusals are worded.
    pub messages: Messages,
    /// Whether errors of authentication carry Atlassian's gateway members `error` and `traceId` too.
    pub gateway_errors: bool,
    /// What the organization has added to the rules of the directory.
    pub customization: Arc<Customization>,
    /// The kinds of resource of which not all that is kept is sent unasked (`returned` request or never).
    pub withholds: Vec<Kind>,
}

/// How resources look on the wire.
#[derive(Clone, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each field is one independent rule")]
pub struct Shape {
    /// The URNs every user lists in `schemas`, whatever it holds; none: those of what it holds.
    pub user_schemas: Option<&'static [&'static str]>,
    /// Top-level attributes that are a second view of an attribute of the enterprise extension.
    pub mirrored: &'static [&'static str],
    /// Whether `active` is always there, so that no PATCH can unassign it.
    pub active_required: bool,
    /// Whether `groups: []` is sent for a user in no group.
    pub empty_groups: bool,
    /// How a member's name is shown in its group.
    pub member_display: MemberDisplay,
    /// Whether the account a user is linked to is sent.
    pub account: bool,
    /// Whether `/Schemas` resources carry `schemas` themselves (RFC 7643 §3 says yes, Atlassian's do not).
    pub schema_schemas: bool,
}

/// How a member's name is shown in its group, as `display`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MemberDisplay {
    /// Only to a client that names `members.display` (RFC 7643 §7, `returned` request).
    OnRequest,
    /// Always, and in lower case (Atlassian).
    LowerCase,
}

/// What must be unique, and how far.
#[derive(Clone, Debug)]
pub struct UniquenessRules {
    /// Whether no two users of a directory may have one primary e-mail.
    pub primary_email: bool,
    /// How far a group's name is unique; `None`: not at all.
    pub group_name: Option<UniqueScope>,
    /// Names no group may have, in lower case.
    pub reserved_group_names: &'static [&'static str],
}

/// What happens to accounts and groups when users and groups change.
#[derive(Clone, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each field is one independent rule")]
pub struct Lifecycle {
    /// Whether a user must have one primary e-mail.
    pub primary_email_required: bool,
    /// Whether an e-mail that moves to an unverified domain, or any new e-mail of an external user,
    /// breaks the link to the account and ends all memberships (Atlassian); else the user is linked anew.
    pub email_change_unlinks: bool,
    /// Whether a group can be renamed.
    pub rename_group: bool,
    /// Whether an unknown member in a PATCH is "not found" rather than a bad value.
    pub unknown_member_not_found: bool,
}

/// Pages of lists.
#[derive(Clone, Copy, Debug)]
pub struct Paging {
    /// The page size when `count` is absent.
    pub default: usize,
    /// The largest page; a larger `count` is cut to it. Also `filter.maxResults`.
    pub max: usize,
    /// Whether `itemsPerPage` echoes the requested `count` (Atlassian) instead of the number of
    /// resources in the page (RFC 7644 §3.4.2).
    pub echo_count: bool,
}

/// What of SCIM is offered beyond reading, writing and filtering. What is off is not advertised, and
/// its parameters and headers mean nothing.
#[derive(Clone, Copy, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each field is one independent rule")]
pub struct Features {
    /// `sortBy` and `sortOrder` (RFC 7644 §3.4.2.3).
    pub sort: bool,
    /// `ETag`, `meta.version`, `If-Match`, `If-None-Match` (RFC 7644 §3.14).
    pub etag: bool,
    /// `/Bulk` (RFC 7644 §3.7).
    pub bulk: bool,
    /// `/.search`, and queries over all resource types at the root (RFC 7644 §3.4.2.1, §3.4.3).
    pub search: bool,
    /// `/Me` (RFC 7644 §3.11).
    pub me: bool,
    /// Pages by cursor (RFC 9865).
    pub cursor: bool,
    /// Groups as members of groups.
    pub nested_groups: bool,
    /// `/Groups/{id}/members` and `/Users/{id}/groups`, in pages: an extension of our own.
    pub member_pages: bool,
    /// Schemas and indexes of the organization's own.
    pub customization: bool,
}

impl Features {
    /// Everything.
    pub const ALL: Self = Self {
        sort: true,
        etag: true,
        bulk: true,
        search: true,
        me: true,
        cursor: true,
        nested_groups: true,
        member_pages: true,
        customization: true,
    };

    /// Nothing.
    pub const NONE: Self = Self {
        sort: false,
        etag: false,
        bulk: false,
        search: false,
        me: false,
        cursor: false,
        nested_groups: false,
        member_pages: false,
        customization: false,
    };
}

/// Which filters are offered.
#[derive(Clone, Debug)]
pub enum Filters {
    /// All of RFC 7644.
    All,
    /// A single `eq` on one of these attributes.
    EqualOn {
        /// Of users.
        user: &'static [&'static str],
        /// Of groups.
        group: &'static [&'static str],
    },
}

impl Profile {
    /// The profile of that name.
    pub fn of(name: ProfileName) -> Arc<Self> {
        static PROFILES: LazyLock<[Arc<Profile>; 4]> = LazyLock::new(|| {
            [
                Arc::new(atlassian::profile()),
                Arc::new(atlassian_exact::profile()),
                Arc::new(standard::profile()),
                Arc::new(strict::profile()),
            ]
        });
        let [atlassian, atlassian_exact, standard, strict] = &*PROFILES;
        Arc::clone(match name {
            ProfileName::Atlassian => atlassian,
            ProfileName::AtlassianExact => atlassian_exact,
            ProfileName::Standard => standard,
            ProfileName::Strict => strict,
        })
    }

    /// The number under which an attribute is indexed, if queries can rely on it.
    pub(crate) fn index_number(&self, kind: Kind, reference: &Reference<'_>) -> Option<u16> {
        let place = Place::of(self.resource_type(kind), reference);
        index::number_of(kind, place).or_else(|| self.customization.of(kind).ready(place))
    }

    /// The resource type of users or groups.
    pub fn resource_type(&self, kind: Kind) -> &ResourceType {
        match kind {
            Kind::User => &self.user,
            Kind::Group => &self.group,
        }
    }
}
