//! The secret of the store.

use std::collections::HashSet;
use std::sync::Arc;

use directory::store::Store;

use crate::ModelStore;
use crate::build::{Draft, at, customize};
use crate::suite::world::World;

pub(crate) async fn the_secret_stays_the_same(world: &World) {
    let secret = world.store.secret().await.unwrap();
    let ann = Draft::user(1, "ann");
    let staff = world.staff.tenant.directory.unwrap();
    world.staff.write([ann.insert(), customize(staff, 0, "{}")]).await;
    world.staff.write([ann.delete(at(1))]).await;

    let readers = (0..20).map(|_| {
        let store = Arc::clone(&world.store);
        tokio::spawn(async move { store.secret().await.unwrap() })
    });
    for reader in readers.collect::<Vec<_>>() {
        assert_eq!(reader.await.unwrap(), secret);
    }
}

pub(crate) async fn the_secret_is_the_stores_own(world: &World) {
    let secret = world.store.secret().await.unwrap();
    assert_ne!(secret, ModelStore::new().secret().await.unwrap(), "another store has another");
    // Fewer than 16 different bytes among 32 random ones come less than once in 10^15 draws.
    let different = HashSet::from(secret).len();
    assert!(different >= 16, "{different} different bytes of {}", secret.len());
}
