use super::Table;

#[test]
fn columns_are_as_wide_as_what_they_hold() {
    let mut table = Table::new(["ID", "NAME", "SINCE"]);
    table.row(["1".to_owned(), "Ängström".to_owned(), String::new()]);
    table.row(["1000".to_owned(), "B".to_owned(), "today".to_owned()]);
    assert_eq!(table.to_string(), "ID    NAME      SINCE\n1     Ängström\n1000  B         today\n");
}

#[test]
fn a_terminal_is_not_told_to_do_anything_by_a_name() {
    let mut table = Table::new(["NAME"]);
    table.row(["\u{1b}[2Jgone".to_owned()]);
    assert_eq!(table.to_string(), "NAME\n\u{fffd}[2Jgone\n");
}
