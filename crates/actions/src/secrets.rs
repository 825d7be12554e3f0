//! What of the inputs of an action is secret.

use client::Url;
use percent_encoding::percent_decode_str;
use secrecy::SecretString;
use serde_json::{Map, Value};

use crate::{Action, Parameter};

/// What is shorter behind the first word of a text is no key by itself.
const SHORTEST_KEY: usize = 8;

impl Action {
    /// What is secret of these inputs, as they are given: by any name of a parameter, and whatever it holds.
    pub fn secrets(&self, given: &Map<String, Value>) -> Vec<SecretString> {
        let named = given.iter().filter_map(|(name, value)| Some((self.parameter(name)?, value)));
        named.flat_map(|(parameter, value)| secrets_of(parameter, value)).collect()
    }
}

fn secrets_of(parameter: &Parameter, value: &Value) -> Vec<SecretString> {
    if parameter.secret {
        return secrets_in(value);
    }
    if parameter.secret_names.is_empty() {
        return password_in(value).into_iter().collect();
    }
    let parsed = value.as_str().and_then(|text| serde_json::from_str(text).ok());
    match parsed.as_ref().unwrap_or(value) {
        Value::Object(members) => members
            .iter()
            .filter(|(name, _)| parameter.is_secret_name(name))
            .flat_map(|(_, value)| secrets_in(value))
            .collect(),
        // What can't be read can't be told apart.
        other => secrets_in(other),
    }
}

/// The password in an address: `https://joe:PASSWORD@example.com`.
fn password_in(value: &Value) -> Option<SecretString> {
    let url = Url::parse(value.as_str()?.trim()).ok()?;
    let password = percent_decode_str(url.password()?).decode_utf8_lossy().into_owned();
    Some(password.into())
}

/// Every text and number of a value as a secret, and of a text such as `Bearer KEY` the key too.
pub fn secrets_in(value: &Value) -> Vec<SecretString> {
    match value {
        Value::String(text) => {
            let key = text.trim().split_once(' ').map(|(_, key)| key);
            let key = key.filter(|key| key.len() >= SHORTEST_KEY);
            [Some(text.as_str()), key].into_iter().flatten().map(SecretString::from).collect()
        }
        Value::Number(number) => vec![SecretString::from(number.to_string())],
        Value::Array(elements) => elements.iter().flat_map(secrets_in).collect(),
        Value::Object(members) => members.values().flat_map(secrets_in).collect(),
        Value::Null | Value::Bool(_) => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use secrecy::ExposeSecret;
    use serde_json::json;

    use crate::Catalogue;

    #[test]
    fn of_a_request_the_key_and_the_headers_that_hold_one_are_secret() {
        let catalogue = Catalogue::builtin().unwrap();
        let action = catalogue.get("http-request").unwrap();
        let secrets = |given: serde_json::Value| -> Vec<String> {
            let secrets = action.secrets(given.as_object().unwrap());
            secrets.iter().map(|secret| secret.expose_secret().to_owned()).collect()
        };
        let given = json!({
            "URL": "https://hooks.example.com",
            "Authorization": "Bearer key-0001",
            "Headers": {"X-Api-Key": "k2", "cookie": "s=k3", "X-Source": "rollcall", "Proxy-Auth-Token": 4},
        });
        assert_eq!(secrets(given), ["Bearer key-0001", "key-0001", "k2", "s=k3", "4"]);
        assert_eq!(secrets(json!({"headers": "{\"X-Secret\": \"k\", \"A\": \"b\"}"})), ["k"]);
        assert_eq!(secrets(json!({"headers": "X-Secret: k"})), ["X-Secret: k"]);
        assert_eq!(secrets(json!({"url": "https://joe:p%20w@example.com/"})), ["p w"]);
    }
}
