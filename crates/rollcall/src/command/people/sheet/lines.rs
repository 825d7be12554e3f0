//! The lines of a table. The reader of records counts a line before a blank one, and takes the rest of the file for one
//! cell when a quote is never closed.

/// Tells on which line a byte is, for bytes that come in order.
#[derive(Debug)]
pub(super) struct Lines<'a> {
    bytes: &'a [u8],
    at: usize,
    line: u64,
}

impl<'a> Lines<'a> {
    pub(super) const fn new(bytes: &'a [u8]) -> Self {
        Self { bytes, at: 0, line: 1 }
    }

    /// The line, from 1, of the record that begins at a byte, or behind the line ends there.
    pub(super) fn of_record(&mut self, begin: usize) -> u64 {
        while let Some(byte) = self.bytes.get(self.at) {
            if self.at >= begin && !is_end(*byte) {
                break;
            }
            self.at += 1;
            self.line += u64::from(ends_line(*byte, self.bytes.get(self.at).copied()));
        }
        self.line
    }
}

/// The line, from 1, of a quote that is opened and never closed.
pub(super) fn open_quote(bytes: &[u8], delimiter: u8) -> Option<u64> {
    let bytes = bytes.strip_prefix(super::MARK).unwrap_or(bytes);
    let (mut state, mut line) = (State::Begin, 1);
    for (index, byte) in bytes.iter().enumerate() {
        state = match (state, *byte) {
            (State::Begin, b'"') => State::Quoted(line),
            (State::Quoted(since), b'"') => State::Closed(since),
            // Two quotes within quotes are one.
            (State::Closed(since), b'"') | (State::Quoted(since), _) => State::Quoted(since),
            (_, byte) if byte == delimiter || is_end(byte) => State::Begin,
            _ => State::Plain,
        };
        line += u64::from(ends_line(*byte, bytes.get(index + 1).copied()));
    }
    match state {
        State::Quoted(line) => Some(line),
        _ => None,
    }
}

/// Where in a cell a byte is.
#[derive(Clone, Copy)]
enum State {
    /// At its begin.
    Begin,
    /// In one without quotes.
    Plain,
    /// In quotes, since that line.
    Quoted(u64),
    /// Behind a quote within quotes, since that line.
    Closed(u64),
}

const fn is_end(byte: u8) -> bool {
    matches!(byte, b'\n' | b'\r')
}

fn ends_line(byte: u8, next: Option<u8>) -> bool {
    byte == b'\n' || (byte == b'\r' && next != Some(b'\n'))
}

#[cfg(test)]
mod tests {
    use super::{Lines, open_quote};

    #[test]
    fn a_record_is_on_the_line_an_editor_shows() {
        for text in [
            "a\n\n\nbc\n\"d\n\nd\"\ne",
            "a\r\n\r\n\r\nbc\r\n\"d\r\n\r\nd\"\r\ne",
            "a\r\r\rbc\r\"d\r\rd\"\re",
        ] {
            let mut lines = Lines::new(text.as_bytes());
            let behind = |part| text.find(part).unwrap();
            // The reader says that a record begins behind the first end of the line before.
            assert_eq!(lines.of_record(0), 1, "{text:?}");
            assert_eq!(lines.of_record(2), 4, "{text:?}");
            assert_eq!(lines.of_record(behind("\"d")), 5, "{text:?}");
            assert_eq!(lines.of_record(behind("e")), 8, "{text:?}");
        }
    }

    #[test]
    fn a_quote_that_is_never_closed_is_found_where_it_was_opened() {
        assert_eq!(open_quote(b"a,b\n1,\"x\n2,y\n", b','), Some(2));
        assert_eq!(open_quote(b"\xef\xbb\xbf\"a,b\n", b','), Some(1));
        for closed in
            ["a,b\n1,\"x\n2,y\"\n", "a\n5\" disk\n", "a\n\"5\"\" disk\"\n", "a,b\n\"\",\"x\"\n", ""]
        {
            assert_eq!(open_quote(closed.as_bytes(), b','), None, "{closed:?}");
        }
        assert_eq!(open_quote(b"a\n\"5\"\" disk\n", b','), Some(2));
        assert_eq!(open_quote(b"a;b\n1;\"x\n", b';'), Some(2));
    }
}
