//! The log of all tests together. One subscriber for the process: a subscriber of one thread would race with
//! those of the others for what is logged at all.

use std::io::{self, Write};
use std::sync::{Mutex, OnceLock};

use serde_json::Value;

static LOG: OnceLock<Log> = OnceLock::new();

/// JSON lines.
#[derive(Debug, Default)]
pub(crate) struct Log(Mutex<Vec<u8>>);

impl Log {
    /// The log, from the first call on.
    pub(crate) fn kept() -> &'static Self {
        LOG.get_or_init(|| {
            let writer = || LogWriter;
            let subscriber = tracing_subscriber::fmt().json().with_writer(writer).finish();
            tracing::subscriber::set_global_default(subscriber).unwrap();
            Self::default()
        })
    }

    /// Everything logged so far.
    pub(crate) fn text(&self) -> String {
        String::from_utf8(self.0.lock().unwrap().clone()).unwrap()
    }

    /// The lines of one request.
    pub(crate) fn of(&self, request_id: &str) -> Vec<Value> {
        self.text()
            .lines()
            .map(|line| serde_json::from_str::<Value>(line).unwrap())
            .filter(|line| line["fields"]["request_id"] == *request_id)
            .collect()
    }
}

struct LogWriter;

impl Write for LogWriter {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if let Some(log) = LOG.get() {
            log.0.lock().unwrap().extend_from_slice(bytes);
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
