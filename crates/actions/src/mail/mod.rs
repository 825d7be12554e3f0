//! Mail: what a message says, and the ways it leaves the house.
//!
//! A [`Draft`] is what somebody wrote. [`Draft::message`] checks it, and says everything that is wrong with it at once; what
//! comes of it is a [`Message`], whose headers can't be broken out of. A [`Mailer`] sends it: [`Smtp`] over a mail
//! server, [`Folder`] into files that a mail program opens.
//!
//! A mail can't be called back, so an [`MailError`] knows whether it may have been sent all the same.

mod address;
mod attachment;
mod draft;
mod error;
mod folder;
mod mailer;
mod message;
mod mime;
mod problem;
mod results;
mod smtp;

pub use address::{Address, NotAnAddress};
pub use attachment::Attachment;
pub use draft::Draft;
pub use error::MailError;
pub use folder::Folder;
pub use mailer::{Mailer, Receipt};
pub use message::Message;
pub use problem::{MailProblem, MailProblems};
pub(crate) use results::Results;
pub use smtp::{Smtp, SmtpSettings, SmtpUrlError, Stage};
