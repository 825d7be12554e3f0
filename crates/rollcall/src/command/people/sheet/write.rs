//! Writing rows as they were, with why they were refused.

use std::io::{self, Write};

use csv::{ByteRecord, WriterBuilder};
use serde_json::{Map, Value};

use super::{Layout, Row, Written, jsonl};
use crate::command::people::columns::ERROR;

impl Layout {
    /// Writes rows with their reasons: a file of the same layout, that can be mended and read again.
    pub(in crate::command::people) fn write<'a>(
        &self,
        rows: impl Iterator<Item = (&'a Row, &'a str)>,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        match self {
            Self::Csv { delimiter, headings } => table(*delimiter, headings, rows, out),
            Self::Jsonl => objects(rows, out),
        }
    }
}

fn table<'a>(
    delimiter: u8,
    headings: &[String],
    rows: impl Iterator<Item = (&'a Row, &'a str)>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut writer = WriterBuilder::new().delimiter(delimiter).flexible(true).from_writer(out);
    // A file of failures that fails again has its column already.
    let place = headings.iter().position(|heading| heading == ERROR);
    let place = place.unwrap_or(headings.len());
    let mut first: Vec<&str> = headings.iter().map(String::as_str).collect();
    if place == headings.len() {
        first.push(ERROR);
    }
    writer.write_record(first)?;
    for (row, reason) in rows {
        let Written::Cells(cells) = &row.written else { continue };
        writer.write_byte_record(&with_reason(cells, place, headings.len(), reason))?;
    }
    writer.flush()
}

/// The cells with the reason in its place. A row that has not a cell for each column must not come to have by the
/// reason: it is to be refused again until it is mended. So cells too many stay behind the reason, and a row with too few
/// has it at its end, or keeps the one it has.
fn with_reason(cells: &ByteRecord, place: usize, columns: usize, reason: &str) -> ByteRecord {
    if cells.len() < columns {
        let reason = (place == columns).then_some(reason.as_bytes());
        return cells.iter().chain(reason).collect();
    }
    let mut record = ByteRecord::new();
    for (index, cell) in cells.iter().enumerate() {
        if index == place && place == columns {
            record.push_field(reason.as_bytes());
        }
        record.push_field(if index == place && place < columns { reason.as_bytes() } else { cell });
    }
    if place == cells.len() {
        record.push_field(reason.as_bytes());
    }
    record
}

fn objects<'a>(
    rows: impl Iterator<Item = (&'a Row, &'a str)>,
    out: &mut dyn Write,
) -> io::Result<()> {
    for (row, reason) in rows {
        let mut members = match &row.written {
            Written::Object(members) => members.clone(),
            Written::Line(text) => jsonl::wrapped(text),
            Written::Cells(_) => Map::new(),
        };
        members.insert(ERROR.to_owned(), Value::from(reason));
        serde_json::to_writer(&mut *out, &members)?;
        out.write_all(b"\n")?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use crate::command::people::format::Format;
    use crate::command::people::sheet::Sheet;

    /// A file, all of whose rows failed.
    fn failed(format: Format, text: &str) -> String {
        let sheet = Sheet::read(format, text.as_bytes()).unwrap();
        let mut out = Vec::new();
        sheet.layout.write(sheet.rows.iter().map(|row| (row, "why")), &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn rows_are_as_they_were_with_the_reason_behind_them() {
        let table = "a;b\n1;\"x;\n\"\"y\"\"\"\n=1;'-2\n";
        assert_eq!(failed(Format::Csv, table), "a;b;error\n1;\"x;\n\"\"y\"\"\";why\n=1;'-2;why\n");
        assert_eq!(
            failed(Format::Jsonl, "{\"b\": 1, \"a\": {}}\n[1]\n"),
            "{\"b\":1,\"a\":{},\"error\":\"why\"}\n{\"line\":\"[1]\",\"error\":\"why\"}\n"
        );
    }

    #[test]
    fn failures_of_failures_have_one_reason() {
        assert_eq!(failed(Format::Csv, "a,error\n1,old\n"), "a,error\n1,why\n");
        assert_eq!(failed(Format::Csv, "a,error,b\n1,old,2\n"), "a,error,b\n1,why,2\n");
        assert_eq!(failed(Format::Jsonl, "{\"error\": \"old\"}\n"), "{\"error\":\"why\"}\n");
    }

    #[test]
    fn a_row_of_too_many_or_too_few_cells_is_refused_again() {
        for table in [
            "a,b\n1\n1,2,3\n1,2,3,4\n",
            "a,b,error\n1\n1,2\n1,2,3,4\n",
            "a,error,b\n1\n1,2\n1,2,3,4\n",
        ] {
            let once = failed(Format::Csv, table);
            let sheet = Sheet::read(Format::Csv, once.as_bytes()).unwrap();
            assert_eq!(sheet.rows.len(), 3, "{once}");
            assert!(sheet.rows.iter().all(|row| row.cells.is_err()), "{once}");
        }
    }
}
