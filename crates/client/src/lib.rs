//! A client of SCIM 2.0 services (RFC 7644): this one's, and any other.
//!
//! A [`Client`] holds the base URL of a directory and its bearer key. Resources go in and come out as
//! JSON, so that nothing a service says is lost. What a service refuses is an [`Error::Refused`] with its status, its
//! `scimType` and its words.
//!
//! [`Client::exchange`] sends a [`RawRequest`] and gives the whole [`Exchange`] back, whatever was answered.
//!
//! It speaks plain HTTP until a build gives it TLS: put it beside the service, or behind a proxy.

mod answer;
mod client;
mod endpoint;
mod error;
mod query;
mod raw;

pub use answer::{Answer, Refusal};
pub use client::{Client, Proxies};
pub use endpoint::Endpoint;
pub use error::Error;
pub use query::ListQuery;
pub use raw::{Exchange, RawRequest};
pub use reqwest::Method;
