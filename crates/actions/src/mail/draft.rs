//! What somebody wrote, before it is known to be a mail.

use super::problem::one_line;
use super::{Address, Attachment, MailProblem, MailProblems, Message};

/// How many a mail may go to. Servers take a hundred (RFC 5321 §4.5.3.1.8), and not all of them more.
const MOST_RECIPIENTS: usize = 100;

/// The longest subject, in characters; what is longer is not shown by any program.
const LONGEST_SUBJECT: usize = 500;

/// The largest mail, attachments and all, in bytes before they are encoded. Most servers take 25 MB encoded.
const LARGEST: usize = 15 * 1024 * 1024;

/// What somebody wrote. [`Draft::message`] checks it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Draft {
    /// Whom it goes to.
    pub to: Vec<String>,
    /// Who gets a copy.
    pub cc: Vec<String>,
    /// Who gets a copy that the others don't know of.
    pub bcc: Vec<String>,
    /// Where answers go; to the sender if it is left out.
    pub reply_to: Option<String>,
    /// What it is about, in one line.
    pub subject: String,
    /// What it says, as text.
    pub text: String,
    /// What it says, as HTML.
    pub html: Option<String>,
    /// What goes with it.
    pub attachments: Vec<Attachment>,
}

impl Draft {
    /// The mail it is, or everything that is wrong with it.
    pub fn message(self) -> Result<Message, MailProblems> {
        let mut problems = Vec::new();
        let message = Message {
            to: addresses("to", &self.to, &mut problems),
            cc: addresses("cc", &self.cc, &mut problems),
            bcc: addresses("bcc", &self.bcc, &mut problems),
            reply_to: addresses("reply to", self.reply_to.as_slice(), &mut problems).pop(),
            subject: subject(&self.subject, &mut problems),
            text: self.text,
            html: self.html,
            attachments: self.attachments,
        };
        let recipients = [&self.to, &self.cc, &self.bcc].map(Vec::len).iter().sum();
        problems.extend(of_whole(&message, recipients));
        if problems.is_empty() { Ok(message) } else { Err(MailProblems(problems)) }
    }
}

fn addresses(
    part: &'static str,
    texts: &[String],
    problems: &mut Vec<MailProblem>,
) -> Vec<Address> {
    let mut addresses: Vec<Address> = Vec::new();
    for text in texts {
        match text.parse::<Address>() {
            // The server would deliver it twice.
            Ok(address) if addresses.iter().any(|known| known.email() == address.email()) => {}
            Ok(address) => addresses.push(address),
            Err(error) => problems.push(MailProblem::new(part, error.to_string())),
        }
    }
    addresses
}

fn subject(text: &str, problems: &mut Vec<MailProblem>) -> String {
    let subject = text.trim();
    if !one_line(subject) {
        let message = format!(
            "`{}` has more than one line, or control characters: a subject is one line of text",
            subject.escape_debug()
        );
        problems.push(MailProblem::new("subject", message));
    } else if subject.chars().count() > LONGEST_SUBJECT {
        let message =
            format!("it is longer than {LONGEST_SUBJECT} characters: say the rest in the text");
        problems.push(MailProblem::new("subject", message));
    }
    subject.to_owned()
}

fn of_whole(message: &Message, recipients: usize) -> Vec<MailProblem> {
    let mut problems = Vec::new();
    if recipients == 0 {
        problems.push(MailProblem::new("to", "nobody is named: name whom it goes to"));
    }
    if recipients > MOST_RECIPIENTS {
        let message = format!(
            "it goes to {recipients}, and servers take {MOST_RECIPIENTS}: send it to a list, or to fewer at a time"
        );
        problems.push(MailProblem::new("to", message));
    }
    for attachment in &message.attachments {
        if attachment.name.is_empty() || !one_line(&attachment.name) {
            let message = format!(
                "`{}` is not the name of a file: write it in one line",
                attachment.name.escape_debug()
            );
            problems.push(MailProblem::new("attachments", message));
        }
        if attachment.media_type.parse::<lettre::message::header::ContentType>().is_err() {
            let message = format!(
                "`{}` is not a media type: write it as application/json",
                attachment.media_type.escape_debug()
            );
            problems.push(MailProblem::new("attachments", message));
        }
    }
    let size = message.size();
    if size > LARGEST {
        let message = format!(
            "it holds {size} bytes, and servers take {LARGEST}: attach less, or a link to it"
        );
        problems.push(MailProblem::new("attachments", message));
    }
    problems
}
