//! `strict`: RFC 7643/7644 without any tolerance; and a PATCH must say where (`path`), which RFC 7644 lets a client
//! leave out and the interoperability drafts do not.

use scim::Tolerances;

use super::{Profile, ProfileName, UniquenessRules, standard};

pub(super) fn profile() -> Profile {
    let standard = standard::profile();
    Profile {
        name: ProfileName::Strict,
        tolerances: Tolerances::none(),
        // RFC 7643 §8.7.1: a group's displayName has uniqueness none.
        uniqueness: UniquenessRules { group_name: None, ..standard.uniqueness },
        ..standard
    }
}
