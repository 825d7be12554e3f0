//! What can be asked of a list: the attributes there are, and random filters on them.

mod attributes;
mod grow;
mod tree;

pub(crate) use attributes::Attributes;
pub(crate) use grow::grow;
pub(crate) use tree::Tree;

/// Found without an index of their own.
pub(crate) const BY_ROW: &[&str] = &[
    "id",
    "meta.created",
    "meta.lastModified",
    "members.value",
    "members",
    "groups.value",
    "groups",
];
