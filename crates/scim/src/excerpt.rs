//! What a message repeats of a client's text: enough to know it by, however long it is.

/// How much, in characters.
const LENGTH: usize = 200;

/// The beginning of the text.
pub(crate) fn excerpt(text: &str) -> String {
    text.chars().take(LENGTH).collect()
}
