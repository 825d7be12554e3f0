//! What a list is asked for (RFC 7644 §3.4.2).

/// The parameters of a list; those left out are not sent.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ListQuery {
    /// Which resources (RFC 7644 §3.4.2.2): `userName eq "ada@example.com"`.
    pub filter: Option<String>,
    /// The first of them, counted from 1.
    pub start_index: Option<u64>,
    /// How many at most.
    pub count: Option<u64>,
}

impl ListQuery {
    /// The resources that match a filter.
    pub fn filtered(filter: impl Into<String>) -> Self {
        Self { filter: Some(filter.into()), ..Self::default() }
    }

    /// The parameters by name.
    pub(crate) fn parameters(&self) -> Vec<(&'static str, String)> {
        let start_index = self.start_index.map(|index| index.to_string());
        let count = self.count.map(|count| count.to_string());
        [("filter", self.filter.clone()), ("startIndex", start_index), ("count", count)]
            .into_iter()
            .filter_map(|(name, value)| value.map(|value| (name, value)))
            .collect()
    }
}
