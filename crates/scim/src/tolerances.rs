//! What is taken from real clients although the RFCs say otherwise, one field a rule.

/// The switches of leniency. `Tolerances::none()` is RFC 7643/7644 to the letter,
/// `Tolerances::all()` takes everything identity providers are known to send.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each field is one independent rule")]
pub struct Tolerances {
    /// A POST or PUT body, or a PATCH envelope, without `schemas` is accepted.
    pub missing_schemas: bool,
    /// URNs in `schemas` that the resource type does not know are ignored (Entra ID, OneLogin), and so
    /// is one that stands twice; else 400 `invalidSyntax`.
    pub unknown_schemas: bool,
    /// Attributes no schema defines are ignored in POST, PUT and the values of a PATCH; else 400
    /// `invalidSyntax`.
    pub unknown_attributes: bool,
    /// PATCH paths that name no attribute are ignored; else 400 `invalidPath`.
    pub unknown_patch_paths: bool,
    /// `"True"` and `"False"`, any case, are booleans, in bodies and in filters (Entra ID).
    pub string_booleans: bool,
    /// A multi-valued attribute given one bare value, not an array, is wrapped (OneLogin); a
    /// single-valued one given an array of exactly one is unwrapped (Entra ID's manager).
    pub single_for_array: bool,
    /// A complex attribute given a plain string takes it as its `value` (Entra ID's manager,
    /// bare member ids).
    pub string_for_complex: bool,
    /// An attribute of an extension may be named without its URN in paths and filters, where no
    /// core attribute has that name (`manager`).
    pub unprefixed_extension: bool,
    /// PATCH without `path` is accepted (RFC 7644 §3.5.2 allows it; the interop draft forbids it).
    pub pathless_patch: bool,
    /// Keys of a path-less PATCH value are parsed as paths: `name.familyName`, URN-qualified
    /// (Entra ID's compliance flag).
    pub dotted_keys: bool,
    /// Read-only attributes in a path-less PATCH value are ignored when they are the resource's
    /// own `id`, or `schemas`, `meta` (Okta, authentik); else 400 `mutability`.
    pub read_only_in_patch_value: bool,
    /// `remove` with a path to a multi-valued attribute and a `value` removes only the values
    /// listed (Entra ID); else 400 `invalidSyntax`, never the removal of all.
    pub remove_with_value: bool,
    /// `add` or `replace` through a value filter that selects nothing creates the element from
    /// the filter's equality terms (Entra ID); else 400 `noTarget`.
    pub create_from_filter: bool,
    /// `emails[type eq "work"].value eq "x"` in a filter is read as
    /// `emails[type eq "work" and value eq "x"]` (Entra ID).
    pub value_path_as_attribute: bool,
    /// A bare word where a filter wants a JSON string is one (`externalId eq jyoung`).
    pub unquoted_strings: bool,
    /// In a bulk request a method may be in any case, and the data of a PATCH the bare array of its operations
    /// or one bare operation (RFC 7644 erratum 5050); else 400 in that operation.
    pub loose_bulk: bool,
}

impl Tolerances {
    /// RFC 7643 and RFC 7644 to the letter.
    pub const fn none() -> Self {
        Self::every(false)
    }

    /// Everything real clients are known to send.
    pub const fn all() -> Self {
        Self::every(true)
    }

    const fn every(on: bool) -> Self {
        Self {
            missing_schemas: on,
            unknown_schemas: on,
            unknown_attributes: on,
            unknown_patch_paths: on,
            string_booleans: on,
            single_for_array: on,
            string_for_complex: on,
            unprefixed_extension: on,
            pathless_patch: on,
            dotted_keys: on,
            read_only_in_patch_value: on,
            remove_with_value: on,
            create_from_filter: on,
            value_path_as_attribute: on,
            unquoted_strings: on,
            loose_bulk: on,
        }
    }
}
