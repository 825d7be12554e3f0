//! Names as people give them: compared by their letters and digits alone, in any case.

/// What of a name counts: its letters and digits, in lower case.
pub fn folded(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Whether two names are one to a person.
pub fn same(one: &str, other: &str) -> bool {
    folded(one) == folded(other)
}

/// A title as a flag: `User Name` is `user-name`.
pub(crate) fn kebab(title: &str) -> String {
    title.split_whitespace().map(folded).collect::<Vec<_>>().join("-")
}

/// The known name that a person most likely meant, if one is near enough.
pub fn nearest<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let name = folded(name);
    let ranked = known.into_iter().map(|known| (distance(&name, &folded(known)), known));
    let (distance, known) = ranked.min_by_key(|(distance, _)| *distance)?;
    (distance <= name.chars().count().max(3) / 3).then_some(known)
}

/// How many letters must be put in, taken out, changed or swapped with the next to make one word of the other (Damerau
/// and Levenshtein, each pair swapped once at most).
fn distance(one: &str, other: &str) -> usize {
    let other: Vec<char> = other.chars().collect();
    let (mut before, mut above): (Vec<usize>, Vec<usize>) =
        (Vec::new(), (0..=other.len()).collect());
    let mut former = None;
    for (index, letter) in one.chars().enumerate() {
        let mut row = vec![index + 1];
        let mut neighbour = None;
        for (place, candidate) in other.iter().copied().enumerate() {
            let of =
                |row: &[usize], place: usize| row.get(place).copied().unwrap_or(usize::MAX - 1);
            let changed = of(&above, place) + usize::from(candidate != letter);
            let mut least = changed.min(of(&above, place + 1) + 1).min(of(&row, place) + 1);
            if former == Some(candidate) && neighbour == Some(letter) && place > 0 {
                least = least.min(of(&before, place - 1) + 1);
            }
            row.push(least);
            neighbour = Some(candidate);
        }
        before = std::mem::replace(&mut above, row);
        former = Some(letter);
    }
    above.last().copied().unwrap_or_default()
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
        assert_eq!((distance("naem", "name"), distance("ab", ""), distance("ba", "ab")), (1, 2, 1));
        assert_eq!(nearest("user_nmae", ["active", "userName"]), Some("userName"));
        assert_eq!(nearest("shoe size", ["active", "userName"]), None);
    }
}
