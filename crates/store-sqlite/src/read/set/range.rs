//! Ranges of comparison keys as bounds.

use directory::store::KeyRange;

/// From a key (included) to another (excluded), open above if absent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Bounds {
    pub(super) from: Vec<u8>,
    pub(super) to: Option<Vec<u8>>,
}

impl Bounds {
    /// The bounds of a range; none if it is one key only.
    pub(super) fn of(range: &KeyRange) -> Option<Self> {
        match range {
            KeyRange::Equal(_) => None,
            KeyRange::Prefix(prefix) => {
                Some(Self { from: prefix.clone(), to: after_all_with(prefix) })
            }
            KeyRange::Between { from, to } => {
                // The empty key is the least of all.
                Some(Self { from: from.clone().unwrap_or_default(), to: to.clone() })
            }
        }
    }

    /// Whether a key is within them.
    pub(super) fn contain(&self, key: &[u8]) -> bool {
        self.from.as_slice() <= key && self.to.as_deref().is_none_or(|to| key < to)
    }
}

/// The least key greater than every key that begins with the prefix.
fn after_all_with(prefix: &[u8]) -> Option<Vec<u8>> {
    let mut next = prefix.to_vec();
    while let Some(last) = next.pop() {
        if let Some(greater) = last.checked_add(1) {
            next.push(greater);
            return Some(next);
        }
    }
    None
}

#[cfg(test)]
mod tests;
