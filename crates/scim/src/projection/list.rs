//! The comma-separated list of attribute names in a query parameter.

/// The names in all the lists, without the empty ones.
pub(super) fn names<S: AsRef<str>>(lists: &[S]) -> Vec<String> {
    let names = lists.iter().flat_map(|list| split(list.as_ref()));
    names.map(|name| name.trim().to_owned()).filter(|name| !name.is_empty()).collect()
}

/// The names in one list. A value filter after a name is passed over, commas and all: a client that sends
/// one is given the attribute.
fn split(list: &str) -> Vec<String> {
    let mut names = vec![String::new()];
    let mut brackets = 0_usize;
    let mut quoted = false;
    let mut escaped = false;
    for character in list.chars() {
        match character {
            _ if escaped => escaped = false,
            '\\' if quoted => escaped = true,
            '"' if brackets > 0 => quoted = !quoted,
            _ if quoted => {}
            '[' => brackets += 1,
            ']' => brackets = brackets.saturating_sub(1),
            _ if brackets > 0 => {}
            ',' => names.push(String::new()),
            character => names.last_mut().into_iter().for_each(|name| name.push(character)),
        }
    }
    names
}
