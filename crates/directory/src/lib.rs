//! The domain of Rollcall.

pub mod index;
pub mod model;
pub mod profile;
pub mod store;
