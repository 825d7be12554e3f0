//! The action catalogue.
