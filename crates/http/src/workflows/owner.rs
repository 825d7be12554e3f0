//! Whose runs a key opens.

use ::workflows::{Actor, Owner};
use directory::Holder;

/// The owner of what is begun with a key, and of what is shown for it.
pub(super) fn of(holder: &Holder) -> Owner {
    match holder {
        Holder::Client(caller) => Owner {
            organization: *caller.directory().organization.as_uuid(),
            directory: Some(*caller.directory().id.as_uuid()),
        },
        Holder::Administrator(administrator) => {
            Owner { organization: *administrator.organization().as_uuid(), directory: None }
        }
    }
}

/// By whose right a run acts.
pub(super) fn actor(holder: &Holder) -> Actor {
    let key = match holder {
        Holder::Client(caller) => caller.key(),
        Holder::Administrator(administrator) => administrator.key(),
    };
    key.map_or(Actor::Operator, |id| Actor::Key { id: id.to_string() })
}
