//! What actions and workflows work with: given by whoever runs the service.

use std::sync::Arc;

use ::actions::{Catalogue, Context};
use ::workflows::{Clock as _, Engine, Library, MemoryJournal, SystemClock};

/// What actions and workflows work with.
#[derive(Clone, Debug)]
pub struct Automation {
    /// The actions there are.
    pub catalogue: Catalogue,
    /// The ways out of the house besides the directory of the key: mail, and HTTP.
    pub outside: Context,
    /// The workflows there are.
    pub library: Library,
    /// What carries them out, and keeps their runs.
    pub engine: Engine,
}

impl Default for Automation {
    /// The built-in actions and workflows, no way out of the house, and runs that are kept in memory.
    fn default() -> Self {
        let clock = Arc::new(SystemClock);
        let runner = clock.new_id();
        // That every definition is an action, and every file a workflow, is held by tests.
        let catalogue = Catalogue::builtin().unwrap_or_default();
        Self {
            library: Library::builtin(&catalogue).unwrap_or_default(),
            catalogue,
            outside: Context::new(),
            engine: Engine::new(Arc::new(MemoryJournal::default()), clock, runner),
        }
    }
}
