//! Runs one case in one fresh tenant.

use super::assertion;
use super::case::{Case, Expect, Sent};
use super::names::Names;
use crate::world::{Exchange, Tenant};

/// Runs a case; the error shows what failed and the whole exchange.
pub(super) async fn run(case: &Case, tenant: &Tenant) -> Result<(), String> {
    let mut names = Names::default();
    for setup in &case.setup {
        let body = names.fill(&setup.body)?;
        let request = tenant.request("POST", &setup.post).raw("application/scim+json", body);
        let created = request.send().await;
        if created.code != 201 {
            return Err(format!("the setup of {} failed\n{created}", setup.name));
        }
        names.remember(&setup.name, &created.body);
    }
    let answer = send(tenant, &case.request, &names).await?;
    names.remember("created", &answer.body);
    names.remember("answer", &answer.body);
    check(&case.expect, &answer, &names)?;
    for then in &case.then {
        let later = send(tenant, &then.request, &names).await?;
        check(&then.expect, &later, &names)?;
    }
    Ok(())
}

async fn send(tenant: &Tenant, sent: &Sent, names: &Names) -> Result<Exchange, String> {
    let mut request = tenant.request(&sent.method, &names.fill(&sent.path)?);
    if let (Some(content_type), Some(body)) = (&sent.content_type, &sent.body) {
        request = request.raw(content_type, names.fill(body)?);
    }
    for (name, value) in &sent.headers {
        request = request.header(name, value);
    }
    Ok(request.send().await)
}

fn check(expect: &Expect, answer: &Exchange, names: &Names) -> Result<(), String> {
    let failed = |what: String| format!("{what}\n{answer}");
    if !expect.status.accepts(answer.code) {
        return Err(failed(format!("the status {} is not accepted", answer.code)));
    }
    for (name, wanted) in &expect.headers {
        let found = answer.header(name).unwrap_or_default();
        let fits = match wanted.strip_suffix('*') {
            Some("") => !found.is_empty(),
            Some(prefix) => found.starts_with(prefix),
            None => found == wanted,
        };
        if !fits {
            return Err(failed(format!("the header {name} must be {wanted}, and is {found}")));
        }
    }
    // A 204 has no body; what follows decides then.
    if answer.code == 204 {
        return Ok(());
    }
    let checked = expect.body_must.iter().map(|must| assertion::check(must, &answer.body, names));
    checked.collect::<Result<(), String>>().map_err(failed)
}
