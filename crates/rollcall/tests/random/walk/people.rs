//! Who is there: known from what was acknowledged.

use std::collections::{HashMap, HashSet};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use serde_json::{Value, json};

/// Everyone, by id and number.
#[derive(Clone, Default)]
pub(super) struct People(Arc<Mutex<Census>>);

/// Who is known of at one instant.
#[derive(Clone, Default)]
pub(super) struct Census {
    /// Those who came and are not leaving.
    pub(super) present: HashMap<String, u64>,
    /// Those whose deletion has been asked for.
    pub(super) leaving: HashSet<String>,
    /// Those whose deletion was acknowledged.
    pub(super) gone: HashSet<String>,
    /// All of them.
    pub(super) everyone: HashMap<String, u64>,
    /// The ids of the present, in any order, to draw from.
    present_ids: Vec<String>,
}

/// The user of that number.
pub(super) fn user(number: u64) -> Value {
    // Names that don't come in the order of creation.
    let mixed = number.wrapping_mul(0x9e37_79b9_7f4a_7c15) % 1_000;
    json!({
        "schemas": ["urn:ietf:params:scim:schemas:core:2.0:User"],
        "userName": format!("user{number}@example.com"),
        "displayName": format!("Name {mixed}"),
        "nickName": number.to_string(),
        "active": is_active(number),
    })
}

/// Every second user is active.
pub(super) fn is_active(number: u64) -> bool {
    number.is_multiple_of(2)
}

/// The nickname is the number.
pub(super) fn has_a_one(number: u64) -> bool {
    number.to_string().contains('1')
}

impl People {
    /// Who is there now.
    pub(super) fn census(&self) -> Census {
        self.lock().clone()
    }

    /// How many are there.
    pub(super) fn count(&self) -> usize {
        self.lock().present.len()
    }

    /// A user was created.
    pub(super) fn came(&self, id: String, number: u64) {
        let mut census = self.lock();
        census.present.insert(id.clone(), number);
        census.present_ids.push(id.clone());
        census.everyone.insert(id, number);
    }

    /// Chooses somebody to delete, of those who are there.
    pub(super) fn doom(&self, choice: u64) -> Option<String> {
        let mut census = self.lock();
        let place = choice.checked_rem(census.present_ids.len() as u64)?;
        let id = census.present_ids.swap_remove(usize::try_from(place).ok()?);
        census.present.remove(&id);
        census.leaving.insert(id.clone());
        Some(id)
    }

    /// A deletion was acknowledged.
    pub(super) fn went(&self, id: String) {
        self.lock().gone.insert(id);
    }

    fn lock(&self) -> MutexGuard<'_, Census> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
