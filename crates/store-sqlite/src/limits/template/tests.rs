use super::*;

#[test]
fn the_rows_of_another_user_differ_in_what_is_its_own() {
    let number = 2_000_000_001;
    let table = |name: &str, columns: &[&str], row: Vec<Value>| Table {
        name: name.to_owned(),
        columns: columns.iter().map(|name| (*name).to_owned()).collect(),
        rows: vec![row],
    };
    let template = Template::new(vec![
        table("key", &["no"], vec![Value::Integer(1)]),
        table(
            "resource",
            &["no", "id", "version", "created", "name"],
            vec![
                Value::Integer(number),
                Value::Blob(vec![0; 16]),
                Value::Integer(1),
                Value::Integer(1_700_000_000_000_000),
                Value::Text("ada-7777777777@example.com".to_owned()),
            ],
        ),
        table(
            "tally",
            &["kind", "bucket", "resources"],
            vec![Value::Integer(0), Value::Integer(bucket(number)), Value::Integer(1)],
        ),
        table(
            "unique_key",
            &["value", "resource"],
            vec![Value::Blob(b"<7777777777><7777777777>".to_vec()), Value::Integer(number)],
        ),
    ]);
    assert_eq!(template.rows(), 3);
    let rows: Vec<Vec<Value>> = template.of(5000).into_iter().map(|row| row.values).collect();
    let mut id = vec![0; 16];
    id[4..6].copy_from_slice(&5000_u16.to_be_bytes());
    assert_eq!(
        rows,
        [
            vec![
                Value::Integer(number + 5000),
                Value::Blob(id),
                Value::Integer(1),
                Value::Integer(1_700_000_000_005_000),
                Value::Text("ada-0000005000@example.com".to_owned()),
            ],
            vec![Value::Integer(0), Value::Integer(bucket(number + 5000)), Value::Integer(1)],
            vec![Value::Blob(b"<0000005000><0000005000>".to_vec()), Value::Integer(number + 5000)],
        ]
    );
}
