//! Workflows: their pages, their drawings, their runs.
//!
//! A run that is begun here acts with the key that is sent or typed, in the directory of that key, and is that directory's:
//! whoever holds one of its keys sees it, and nobody else but the organization.

mod begin;
pub(crate) mod canvas;
mod field;
mod hands;
pub(crate) mod index;
mod owner;
pub(crate) mod run;
pub(crate) mod runs;
mod sheet;
pub(crate) mod show;
mod view;
pub(crate) mod webhook;
