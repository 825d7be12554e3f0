//! A mail that can be sent.

use super::{Address, Attachment};

/// A mail that can be sent: every address is one, and no header can be broken out of. It is made from a
/// [`Draft`](super::Draft).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    pub(super) to: Vec<Address>,
    pub(super) cc: Vec<Address>,
    pub(super) bcc: Vec<Address>,
    pub(super) reply_to: Option<Address>,
    pub(super) subject: String,
    pub(super) text: String,
    pub(super) html: Option<String>,
    pub(super) attachments: Vec<Attachment>,
}

impl Message {
    /// Whom it reaches: to, cc and bcc, in this order, each once.
    pub fn recipients(&self) -> Vec<&Address> {
        let mut recipients: Vec<&Address> = Vec::new();
        for address in self.to.iter().chain(&self.cc).chain(&self.bcc) {
            if !recipients.iter().any(|known| known.email() == address.email()) {
                recipients.push(address);
            }
        }
        recipients
    }

    /// What it is about.
    pub fn subject(&self) -> &str {
        &self.subject
    }

    /// What it says, as text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// What it says, as HTML.
    pub fn html(&self) -> Option<&str> {
        self.html.as_deref()
    }

    /// What goes with it.
    pub fn attachments(&self) -> &[Attachment] {
        &self.attachments
    }

    /// How many bytes it holds, before they are encoded.
    pub(super) fn size(&self) -> usize {
        let attached: usize = self.attachments.iter().map(|attached| attached.content.len()).sum();
        self.text.len() + self.html.as_deref().map_or(0, str::len) + attached
    }
}
