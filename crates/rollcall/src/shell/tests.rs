use super::quoted;

#[test]
fn a_word_is_quoted_only_if_the_shell_would_read_more_into_it() {
    assert_eq!(quoted("/var/lib/rollcall"), "/var/lib/rollcall");
    assert_eq!(quoted("my data"), "'my data'");
    assert_eq!(quoted("$HOME"), "'$HOME'");
    assert_eq!(quoted("Ada's"), r"'Ada'\''s'");
    assert_eq!(quoted(""), "''");
}
