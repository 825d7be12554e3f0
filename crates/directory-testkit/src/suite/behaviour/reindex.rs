//! Reindexing: a resource is found by other entries, and doesn't change.

use directory::model::Kind::{Group, User};
use directory::model::Record;
use directory::store::{Candidates, IndexEntry, KeyRange, Write};

use crate::build::{Draft, EMAIL, at};
use crate::suite::world::World;

const NOBODY: [&str; 0] = [];

fn with_email(value: &str) -> Candidates {
    Candidates::Index { attribute: EMAIL, range: KeyRange::Equal(value.into()) }
}

pub(crate) async fn is_found_by_other_entries_and_stays_as_it_is(world: &World) {
    let staff = &world.staff;
    for (draft, kind) in [(Draft::user(1, "ann"), User), (Draft::group(2, "ann"), Group)] {
        let before = draft.clone().index(EMAIL, "old").index(EMAIL, "kept");
        let after = draft.index(EMAIL, "kept").index(EMAIL, "new");
        staff.write([before.insert()]).await;
        staff.write([before.reindex(&after)]).await;

        assert_eq!(staff.names(kind, with_email("old")).await, NOBODY);
        assert_eq!(staff.names(kind, with_email("kept")).await, ["ann"]);
        assert_eq!(staff.names(kind, with_email("new")).await, ["ann"]);
        assert_eq!(staff.record(kind, after.id()).await, before.record);
        let kept = staff.read().await.keys_of(kind, after.id()).await.unwrap();
        assert_eq!(kept, (Vec::from_iter(after.unique), Vec::from_iter(after.index)));
    }
}

pub(crate) async fn entries_go_before_others_come(world: &World) {
    let ann = Draft::bare(User, 1, "ann").index(EMAIL, "a");
    let bob = Draft::bare(User, 2, "bob").index(EMAIL, "b");
    world.staff.write([ann.insert(), bob.insert()]).await;

    let entry = |value: &str| IndexEntry { attribute: EMAIL, value: value.into() };
    let reindex = Write::Reindex {
        kind: User,
        id: ann.id(),
        expect: 1,
        // One that comes back, one that is another's, one that is nobody's.
        index_removed: ["a", "b", "unknown"].map(entry).into(),
        // Given twice, it is kept once.
        index_added: ["a", "c", "c"].map(entry).into(),
    };
    // Replaying it changes nothing.
    world.staff.write([reindex.clone()]).await;
    world.staff.write([reindex]).await;

    let (_, index) = world.staff.read().await.keys_of(User, ann.id()).await.unwrap();
    assert_eq!(index, ["a", "c"].map(entry));
    assert_eq!(world.staff.names(User, with_email("a")).await, ["ann"]);
    assert_eq!(world.staff.names(User, with_email("b")).await, ["bob"]);
    assert_eq!(world.staff.names(User, with_email("c")).await, ["ann"]);
}

pub(crate) async fn reindexing_needs_the_version_it_expects(world: &World) {
    let first = Draft::user(1, "first");
    let second = first.renamed("second", at(1));
    world.staff.write([first.insert()]).await;
    world.staff.write([first.update(&second)]).await;

    let found = |draft: &Draft| draft.clone().index(EMAIL, "a");
    let as_group = Record { kind: Group, ..second.record.clone() };
    let as_group = Draft { record: as_group, ..second.clone() };
    for wrong in [first, second.moved(1), as_group, Draft::user(7, "nobody")] {
        world.staff.refuses([wrong.reindex(&found(&wrong))]).await;
    }
    assert_eq!(world.staff.names(User, with_email("a")).await, NOBODY);
    world.staff.write([second.reindex(&found(&second))]).await;
    assert_eq!(world.staff.names(User, with_email("a")).await, ["second"]);
}
