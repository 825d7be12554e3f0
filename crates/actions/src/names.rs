//! Names as people give them.

/// What of a name counts: its letters and digits, in lower case.
pub(crate) fn folded(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Whether two names are one to a person.
pub(crate) fn same(one: &str, other: &str) -> bool {
    folded(one) == folded(other)
}

/// A title as a flag: `User Name` is `user-name`.
pub(crate) fn kebab(title: &str) -> String {
    title.split_whitespace().map(folded).collect::<Vec<_>>().join("-")
}

/// The known name that a person most likely meant.
pub(crate) fn nearest<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let name = folded(name);
    let ranked = known.into_iter().map(|known| (distance(&name, &folded(known)), known));
    let (distance, known) = ranked.min_by_key(|(distance, _)| *distance)?;
    (distance <= name.chars().count().max(3) / 3).then_some(known)
}

/// How many letters must be put in, taken out or changed to make one word of the other (Levenshtein).
fn distance(one: &str, other: &str) -> usize {
    let mut row: Vec<usize> = (0..=other.chars().count()).collect();
    for (above, letter) in one.chars().enumerate() {
        let mut diagonal = above;
        let mut left = above + 1;
        for (cell, candidate) in
            row.iter_mut().zip(std::iter::once(None).chain(other.chars().map(Some)))
        {
            let Some(candidate) = candidate else {
                *cell = left;
                continue;
            };
            let changed = diagonal + usize::from(candidate != letter);
            diagonal = *cell;
            left = changed.min(diagonal + 1).min(left + 1);
            *cell = left;
        }
    }
    row.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::{distance, kebab, nearest, same};

    #[test]
    fn a_name_is_its_letters_and_digits() {
        for name in ["userName", "User Name", "user_name", "--user-name", "USERNAME", "user.name"] {
            assert!(same(name, "userName"), "{name}");
        }
        assert!(!same("userNames", "userName"));
        assert_eq!(kebab("User ID"), "user-id");
    }

    #[test]
    fn the_nearest_name_is_the_one_meant() {
        assert_eq!(
            (distance("kitten", "sitting"), distance("", "ab"), distance("ab", "ab")),
            (3, 2, 0)
        );
        assert_eq!(nearest("user_nmae", ["active", "userName"]), Some("userName"));
        assert_eq!(nearest("shoe size", ["active", "userName"]), None);
    }
}
