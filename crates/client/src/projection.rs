//! Which attributes an answer shall show (RFC 7644 §3.9).

/// Which attributes an answer shall show. One can't be asked for some and for all but some at once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Projection {
    /// Whatever the service shows unasked.
    #[default]
    Default,
    /// These, and what is always returned: `userName`, `emails.value`.
    Attributes(Vec<String>),
    /// All but these.
    Excluded(Vec<String>),
}

impl Projection {
    /// Only these: names with commas between.
    pub fn attributes(names: &str) -> Self {
        Self::Attributes(split(names))
    }

    /// All but these: names with commas between.
    pub fn excluded(names: &str) -> Self {
        Self::Excluded(split(names))
    }

    /// Its query parameter, if it asks for anything.
    pub(crate) fn parameter(&self) -> Option<(&'static str, String)> {
        let (name, names) = match self {
            Self::Default => return None,
            Self::Attributes(names) => ("attributes", names),
            Self::Excluded(names) => ("excludedAttributes", names),
        };
        (!names.is_empty()).then(|| (name, names.join(",")))
    }

    /// Its member of a `SearchRequest` (RFC 7644 §3.4.3), likewise.
    pub(crate) fn member(&self) -> Option<(&'static str, &[String])> {
        match self {
            Self::Default => None,
            Self::Attributes(names) => Some(("attributes", names.as_slice())),
            Self::Excluded(names) => Some(("excludedAttributes", names.as_slice())),
        }
    }
}

fn split(names: &str) -> Vec<String> {
    names.split(',').map(str::trim).filter(|name| !name.is_empty()).map(str::to_owned).collect()
}
