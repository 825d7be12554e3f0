//! The fields of a log line, as text without colours.
//!
//! Where nobody sees colours, the library's own formatter still asks of each word which it has. There is a line for each
//! request, so this one doesn't.

use std::error::Error;
use std::fmt::{self, Debug, Write as _};

use tracing::field::{Field, Visit};
use tracing_subscriber::field::RecordFields;
use tracing_subscriber::fmt::FormatFields;
use tracing_subscriber::fmt::format::Writer;

/// Writes fields as `name=value`, and the message by itself.
#[derive(Clone, Copy, Debug)]
pub(super) struct Plain;

impl<'w> FormatFields<'w> for Plain {
    fn format_fields<R: RecordFields>(&self, writer: Writer<'w>, fields: R) -> fmt::Result {
        let mut line = Line { writer, begun: false, written: Ok(()) };
        fields.record(&mut line);
        line.written
    }
}

struct Line<'w> {
    writer: Writer<'w>,
    begun: bool,
    written: fmt::Result,
}

impl Line<'_> {
    fn field(&mut self, field: &Field, value: impl FnOnce(&mut Writer<'_>) -> fmt::Result) {
        if self.written.is_ok() {
            self.written = self.name(field).and_then(|()| value(&mut self.writer));
        }
    }

    fn name(&mut self, field: &Field) -> fmt::Result {
        if self.begun {
            self.writer.write_char(' ')?;
        }
        self.begun = true;
        if field.name() == "message" {
            return Ok(());
        }
        self.writer.write_str(field.name())?;
        self.writer.write_char('=')
    }
}

impl Visit for Line<'_> {
    fn record_str(&mut self, field: &Field, value: &str) {
        self.field(field, |writer| {
            if !value.bytes().all(is_plain) {
                // Escaped: whoever is logged can't begin a line, nor end the quotes.
                return write!(writer, "{value:?}");
            }
            writer.write_char('"')?;
            writer.write_str(value)?;
            writer.write_char('"')
        });
    }

    fn record_error(&mut self, field: &Field, value: &(dyn Error + 'static)) {
        self.field(field, |writer| {
            let mut writer = Tame(writer);
            write!(writer, "{value}")?;
            let mut cause = value.source();
            while let Some(error) = cause {
                write!(writer, ": {error}")?;
                cause = error.source();
            }
            Ok(())
        });
    }

    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        self.field(field, |writer| write!(Tame(writer), "{value:?}"));
    }
}

/// Writes control characters as what they are called, so that none begins a line or steers a terminal.
struct Tame<'a, 'w>(&'a mut Writer<'w>);

impl fmt::Write for Tame<'_, '_> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        // What is ASCII is told so without a look at each letter.
        if text.bytes().all(|byte| matches!(byte, b' '..=b'~')) || !text.contains(char::is_control)
        {
            return self.0.write_str(text);
        }
        text.chars().try_for_each(|letter| {
            if letter.is_control() {
                write!(self.0, "{}", letter.escape_default())
            } else {
                self.0.write_char(letter)
            }
        })
    }
}

/// Whether a byte stands for itself between quotes.
const fn is_plain(byte: u8) -> bool {
    matches!(byte, b' '..=b'~') && byte != b'"' && byte != b'\\'
}

#[cfg(test)]
mod tests {
    use std::io;
    use std::sync::{Arc, Mutex};

    use tracing_subscriber::fmt::MakeWriter;

    use super::Plain;

    #[derive(Clone, Default)]
    struct Kept(Arc<Mutex<Vec<u8>>>);

    impl io::Write for Kept {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0.lock().unwrap().extend_from_slice(bytes);
            Ok(bytes.len())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    impl MakeWriter<'_> for Kept {
        type Writer = Self;

        fn make_writer(&self) -> Self {
            self.clone()
        }
    }

    fn logged(log: impl FnOnce()) -> String {
        let kept = Kept::default();
        let subscriber = tracing_subscriber::fmt()
            .fmt_fields(Plain)
            .with_ansi(false)
            .without_time()
            .with_writer(kept.clone())
            .finish();
        tracing::subscriber::with_default(subscriber, log);
        let bytes = kept.0.lock().unwrap().clone();
        String::from_utf8(bytes).unwrap()
    }

    #[test]
    fn a_line_is_the_message_and_what_is_known_besides() {
        let line = logged(|| {
            tracing::info!(
                target: "rollcall::access",
                method = %"GET",
                route = "/Users/{id}",
                status = 200_u16,
                nobody = tracing::field::Empty,
                "answered"
            );
        });
        let wanted =
            " INFO rollcall::access: answered method=GET route=\"/Users/{id}\" status=200\n";
        assert_eq!(line, wanted);
    }

    #[test]
    fn what_a_client_sends_can_t_end_its_quotes_nor_the_line() {
        let line = logged(|| {
            tracing::info!(target: "t", request_id = "x\"\nERROR forged \u{1b}[31m", "answered");
        });
        assert_eq!(line, " INFO t: answered request_id=\"x\\\"\\nERROR forged \\u{1b}[31m\"\n");
    }

    #[test]
    fn an_error_is_told_with_its_causes() {
        #[derive(Debug, thiserror::Error)]
        #[error("the store can't be opened")]
        struct NotOpened(#[source] io::Error);
        let error = NotOpened(io::Error::new(io::ErrorKind::NotFound, "no such\nfile"));
        let line = logged(|| {
            tracing::warn!(target: "t", error = &error as &dyn std::error::Error, "stopped");
        });
        assert_eq!(line, " WARN t: stopped error=the store can't be opened: no such\\nfile\n");
    }
}
