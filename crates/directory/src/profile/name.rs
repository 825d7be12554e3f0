//! The names of the profiles.

/// The name of a profile.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ProfileName {
    /// Atlassian's shape, messages and lifecycle, and everything else SCIM offers.
    Atlassian,
    /// What Atlassian has and no more, to test clients against.
    AtlassianExact,
    /// RFC 7643/7644, tolerant of what identity providers really send.
    Standard,
    /// RFC 7643/7644 without any tolerance, and every PATCH with a path.
    Strict,
}

impl ProfileName {
    /// All of them, the default first.
    pub const ALL: [Self; 4] =
        [Self::Atlassian, Self::AtlassianExact, Self::Standard, Self::Strict];

    /// Its name on the command line and in the store.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Atlassian => "atlassian",
            Self::AtlassianExact => "atlassian-exact",
            Self::Standard => "standard",
            Self::Strict => "strict",
        }
    }

    /// The profile of that name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|profile| profile.as_str() == name)
    }
}
