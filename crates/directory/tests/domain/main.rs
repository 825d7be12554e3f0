//! The domain on the model store: what each operation answers, and what it leaves behind.

mod keys;
mod linking;
mod memberships;
mod queries;
mod world;
