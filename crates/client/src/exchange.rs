//! Sending a request as it is worded.

use reqwest::Url;
use reqwest::header::{AUTHORIZATION, HeaderMap, HeaderName, HeaderValue};

use crate::{Client, Error, Exchange, HttpRequest, HttpResponse, RawRequest};

/// What is told of an `Authorization` header.
const MASKED: &str = "Bearer ***";

impl Client {
    /// Sends a request once, as it is worded, and gives all of the answer, of whatever status. It fails only if the request
    /// can't be sent or no answer comes.
    pub async fn exchange(&self, raw: RawRequest) -> Result<Exchange, Error> {
        let url = format!("{}{}", self.base.as_str().trim_end_matches('/'), raw.path);
        let url = Url::parse(&url).map_err(|_| Error::BaseUrl { url })?;
        let mut headers = HeaderMap::new();
        let mut request_headers = Vec::new();
        for (name, value) in raw.headers {
            let secret = name.eq_ignore_ascii_case(AUTHORIZATION.as_str());
            let (header, content) = checked(&name, &value)?;
            headers.append(header, content);
            request_headers.push((name, if secret { MASKED.to_owned() } else { value }));
        }
        if raw.keyed {
            headers.append(AUTHORIZATION, self.channel.authorization.clone());
            request_headers.push(("Authorization".to_owned(), MASKED.to_owned()));
        }
        let request_body = raw.body.as_deref().map(text);
        let request = HttpRequest { method: raw.method, url, headers, body: raw.body };
        let answered = self.channel.transport.send(request.clone()).await;
        let HttpResponse { status, headers, body } =
            answered.map_err(|error| Error::no_answer(&request, 1, false, error))?;
        let headers =
            headers.iter().map(|(name, value)| (name.as_str().to_owned(), text(value.as_bytes())));
        Ok(Exchange {
            method: request.method.to_string(),
            url: request.url.to_string(),
            request_headers,
            request_body,
            status,
            headers: headers.collect(),
            body: text(&body),
        })
    }
}

fn checked(name: &str, value: &str) -> Result<(HeaderName, HeaderValue), Error> {
    let header =
        HeaderName::try_from(name).map_err(|_| Error::HeaderName { name: name.to_owned() })?;
    match HeaderValue::try_from(value) {
        Ok(content) => Ok((header, content)),
        Err(_) => Err(Error::Header { name: header, value: value.to_owned() }),
    }
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}
