//! Sends a mail, with results as a table and as a file.

use serde_json::{Value, json};

use crate::job::Job;
use crate::mail::{Attachment, Draft, Results};
use crate::{ActionError, Inputs, Need, Outcome, Output};

/// Does it.
pub(super) async fn run(job: &Job<'_>) -> Result<Output, ActionError> {
    let failed = |source| ActionError::Mail { action: job.action.title.clone(), source };
    let message = draft(job.inputs).message().map_err(|problems| failed(problems.into()))?;
    let mailer = job.context.mailer.as_ref().ok_or_else(|| job.missing(Need::Mailer))?;
    let receipt = mailer.send(&message).await.map_err(failed)?;
    let recipients: Vec<&str> =
        message.recipients().iter().map(|address| address.email()).collect();
    let body = json!({
        "messageId": receipt.message_id,
        "recipients": recipients,
        "said": receipt.said,
    });
    Ok(Output { outcome: Outcome::Done, body, status: None, location: None, notices: Vec::new() })
}

/// The mail that the inputs say.
fn draft(inputs: &Inputs) -> Draft {
    let text = |name: &str| inputs.text(name).map(str::to_owned);
    let texts = |name: &str| inputs.get(name).map(texts).unwrap_or_default();
    let flag = |name: &str| inputs.get(name).and_then(Value::as_bool).unwrap_or(true);
    let subject = text("subject").unwrap_or_default();
    let said = text("text").unwrap_or_default();
    let html = text("html");
    let results = inputs.get("results").map(Results::of).unwrap_or_default();
    let mut attachments = Vec::new();
    if let Some(results) = inputs.get("results").filter(|_| flag("attachResults")) {
        let name = text("fileName").unwrap_or_else(|| "results.json".to_owned());
        attachments.push(Attachment::json(name, results));
    }
    Draft {
        to: texts("to"),
        cc: texts("cc"),
        bcc: texts("bcc"),
        reply_to: text("replyTo"),
        html: results.html(&subject, &said, html.as_deref()),
        text: results.text(&said),
        subject,
        attachments,
    }
}

/// A list of texts.
fn texts(value: &Value) -> Vec<String> {
    let items = value.as_array().into_iter().flatten();
    items.filter_map(Value::as_str).map(str::to_owned).collect()
}
