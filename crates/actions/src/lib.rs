//! The action catalogue.

pub mod mail;
