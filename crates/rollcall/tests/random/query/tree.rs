//! A filter as a tree, which can be printed and cut back.

use std::fmt;

/// A filter.
#[derive(Clone, Debug)]
pub(crate) enum Tree {
    /// One term: `userName eq "a"`.
    Term(String),
    /// `emails[…]`
    Values(String, Box<Self>),
    /// All of several.
    And(Vec<Self>),
    /// Any of several.
    Or(Vec<Self>),
    /// Not it.
    Not(Box<Self>),
}

impl Tree {
    /// Every filter that is one cut smaller.
    pub(crate) fn smaller(&self) -> Vec<Self> {
        match self {
            Self::Term(_) => Vec::new(),
            Self::Values(path, inner) => {
                let inner = inner.smaller().into_iter();
                inner.map(|inner| Self::Values(path.clone(), inner.into())).collect()
            }
            Self::Not(inner) => {
                let outside = std::iter::once((**inner).clone());
                outside
                    .chain(inner.smaller().into_iter().map(|one| Self::Not(one.into())))
                    .collect()
            }
            Self::And(parts) => cut(parts, Self::And),
            Self::Or(parts) => cut(parts, Self::Or),
        }
    }
}

/// Each part alone, and all of them with one part smaller.
fn cut(parts: &[Tree], join: fn(Vec<Tree>) -> Tree) -> Vec<Tree> {
    let mut cuts = parts.to_vec();
    for (nth, part) in parts.iter().enumerate() {
        for smaller in part.smaller() {
            let mut parts = parts.to_vec();
            parts[nth] = smaller;
            cuts.push(join(parts));
        }
    }
    cuts
}

impl fmt::Display for Tree {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let joined = |f: &mut fmt::Formatter<'_>, parts: &[Self], word: &str| {
            for (nth, part) in parts.iter().enumerate() {
                let word = if nth == 0 { "" } else { word };
                match part {
                    Self::And(_) | Self::Or(_) => write!(f, "{word}({part})")?,
                    other => write!(f, "{word}{other}")?,
                }
            }
            Ok(())
        };
        match self {
            Self::Term(term) => f.write_str(term),
            Self::Values(path, inner) => write!(f, "{path}[{inner}]"),
            Self::And(parts) => joined(f, parts, " and "),
            Self::Or(parts) => joined(f, parts, " or "),
            Self::Not(inner) => write!(f, "not ({inner})"),
        }
    }
}
