//! A message as it is on the wire (RFC 5322, MIME).

use lettre::message::header::ContentType;
use lettre::message::{Attachment as Part, MultiPart, SinglePart};

use super::{Address, MailError, Message};

/// A message on the wire.
#[derive(Debug)]
pub(super) struct Written {
    pub(super) message_id: String,
    pub(super) bytes: Vec<u8>,
}

/// Whether those who get a blind copy are named in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum BlindCopies {
    /// They are not: the others would see them.
    Hidden,
    /// They are: whoever opens the file wants to see whom it would go to.
    Shown,
}

/// Writes a message.
pub(super) fn write(
    message: &Message,
    from: &Address,
    blind: BlindCopies,
) -> Result<Written, MailError> {
    let message_id = message_id(from)?;
    let mut builder = lettre::Message::builder()
        .from(from.mailbox().clone())
        .subject(message.subject.clone())
        .message_id(Some(message_id.clone()))
        .date_now();
    for address in &message.to {
        builder = builder.to(address.mailbox().clone());
    }
    for address in &message.cc {
        builder = builder.cc(address.mailbox().clone());
    }
    for address in &message.bcc {
        builder = builder.bcc(address.mailbox().clone());
    }
    if let Some(address) = &message.reply_to {
        builder = builder.reply_to(address.mailbox().clone());
    }
    if blind == BlindCopies::Shown {
        builder = builder.keep_bcc();
    }
    let written = builder.multipart(body(message)?).map_err(MailError::Unwritable)?;
    Ok(Written { message_id, bytes: written.formatted() })
}

fn body(message: &Message) -> Result<MultiPart, MailError> {
    let text = SinglePart::plain(message.text.clone());
    let mut mixed = match &message.html {
        None => MultiPart::mixed().singlepart(text),
        Some(html) => {
            let html = SinglePart::html(html.clone());
            MultiPart::mixed().multipart(MultiPart::alternative().singlepart(text).singlepart(html))
        }
    };
    for attachment in &message.attachments {
        let media_type: ContentType =
            attachment.media_type.parse().map_err(MailError::MediaType)?;
        let part = Part::new(attachment.name.clone());
        mixed = mixed.singlepart(part.body(attachment.content.clone(), media_type));
    }
    Ok(mixed)
}

/// An id that no other message has.
fn message_id(from: &Address) -> Result<String, MailError> {
    let mut random = [0; 16];
    getrandom::fill(&mut random).map_err(MailError::Chance)?;
    Ok(format!("<{}@{}>", hex::encode(random), from.domain()))
}
