//! A client of SCIM 2.0 services (RFC 7644): this one's, Atlassian's, and any other.
//!
//! A [`Client`] holds the base URL of a directory and its bearer key. Resources go in and come out as
//! JSON, so that nothing a service says is lost. What a service refuses is an [`Error::Refused`] with its status, its
//! `scimType` and its words. An [`AdminClient`] does what the key of an organization may.
//!
//! Each request is an [`Operation`]: it is sent when it is awaited, and sent again by the rules of [`Retry`].
//!
//! ```no_run
//! # async fn example(client: client::Client) -> Result<(), client::Error> {
//! use client::{Endpoint, Projection};
//! use serde_json::json;
//!
//! let ada = client
//!     .create(Endpoint::Users, &json!({"userName": "ada@example.com"}))
//!     .projection(&Projection::attributes("userName"))
//!     .await?;
//! # Ok(())
//! # }
//! ```
//!
//! A [`Connection`] is such a base URL and its keys under a name, kept in a file or taken from the environment.
//!
//! [`Client::exchange`] sends a [`RawRequest`] and gives the whole [`Exchange`] back, whatever was answered.
//!
//! An address that somebody else chose is asked by a [`guard::Fetcher`].
//!
//! Requests go over the [`Network`], or over whatever other [`Transport`] reaches the service.

mod admin;
mod answer;
mod base_url;
mod channel;
mod client;
pub mod connection;
mod endpoint;
mod error;
mod exchange;
pub mod guard;
mod hint;
mod network;
mod operation;
mod projection;
mod query;
mod raw;
mod refusal;
mod retry;
mod trace;
mod transport;
mod transport_error;
mod walk;

pub use admin::AdminClient;
pub use answer::Answer;
pub use base_url::atlassian as atlassian_base_url;
pub use client::Client;
pub use connection::Connection;
pub use endpoint::Endpoint;
pub use error::Error;
pub use network::{Network, Proxies};
pub use operation::Operation;
pub use projection::Projection;
pub use query::{Among, ListQuery};
pub use raw::{Exchange, RawRequest};
pub use refusal::Refusal;
pub use retry::Retry;
pub use transport::{HttpRequest, HttpResponse, Transport};
pub use transport_error::{Fault, TransportError};
pub use walk::{Paging, Resources};

pub use reqwest::header::{HeaderMap, HeaderName, HeaderValue};
pub use reqwest::{Method, Url};
