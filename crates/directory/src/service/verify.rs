//! Verification: every invariant of the store, from both sides of the port.

use super::Service;
use crate::error::Error;
use crate::store::Finding;

impl Service {
    /// Checks every invariant: what the store sees of itself, and for each resource that its keys, index
    /// entries and links are what its body says. Empty if all is well.
    pub async fn verify(&self) -> Result<Vec<Finding>, Error> {
        todo!()
    }
}
