//! Counts, and skips as deep as counts go.

use directory::model::Kind::{self, Group, User};
use directory::store::Candidates;

use crate::build::{Draft, at};
use crate::suite::world::{TenantStore, World};

async fn count(tenant: &TenantStore, kind: Kind) -> u64 {
    tenant.read().await.count(kind, &Candidates::All).await.unwrap()
}

pub(crate) async fn counts_follow_inserts_and_deletes(world: &World) {
    let [one, two] = [1, 2].map(|n| Draft::user(n, &format!("user {n}")));
    let group = Draft::group(3, "group");
    for (draft, counts) in [(&one, (1, 0)), (&two, (2, 0)), (&group, (2, 1))] {
        world.staff.write([draft.insert()]).await;
        assert_eq!((count(&world.staff, User).await, count(&world.staff, Group).await), counts);
    }
    let four = Draft::user(4, "user 4");
    world.staff.refuses([four.insert(), four.insert()]).await;
    world.staff.write([one.delete(at(1)), group.delete(at(1)), four.insert()]).await;
    assert_eq!((count(&world.staff, User).await, count(&world.staff, Group).await), (2, 0));
}

/// Of the numbers up to this, every tenth is a group's and the others are users'.
const LAST: u64 = 5000;

fn kind_of(n: u64) -> Kind {
    if n.is_multiple_of(10) { Group } else { User }
}

/// Whether that number is deleted again: users here and there, and a long run of both kinds.
fn goes(n: u64) -> bool {
    (n.is_multiple_of(7) && kind_of(n) == User) || (2000..2600).contains(&n)
}

/// Several thousand users and groups, between them those of another directory, and gaps.
async fn thousands(world: &World) {
    let insert = |kind, n: u64| Draft::bare(kind, n, &n.to_string()).insert();
    for first in (1..=LAST).step_by(500) {
        world.staff.write((first..first + 500).map(|n| insert(kind_of(n), n))).await;
        world.guests.write((first..first + 50).map(|n| insert(User, n))).await;
    }
    let gone = (1..=LAST).filter(|n| goes(*n));
    world.staff.write(gone.map(|n| Draft::bare(kind_of(n), n, "").delete(at(1)))).await;
}

pub(crate) async fn skips_and_counts_among_thousands(world: &World) {
    thousands(world).await;
    for kind in [User, Group] {
        let expected: Vec<u64> = (1..=LAST).filter(|n| kind_of(*n) == kind && !goes(*n)).collect();
        assert_eq!(count(&world.staff, kind).await, expected.len() as u64);

        let all = world.staff.page(kind, Candidates::All, None, 0, 10_000).await;
        let middle = all.len() / 2;
        for skip in [0, 1, 63, 64, 255, 256, 1500, 1700, 1800, 2500, 3400, expected.len() - 1] {
            let page = world.staff.page(kind, Candidates::All, None, skip as u64, 5).await;
            let told: Vec<u64> =
                page.iter().map(|(_, record)| record.name.parse().unwrap()).collect();
            let due: Vec<u64> = expected.iter().skip(skip).take(5).copied().collect();
            assert_eq!(told, due, "{kind} skip {skip}");

            let after = Some(all[middle].0);
            let page = world.staff.page(kind, Candidates::All, after, skip as u64, 5).await;
            let due: Vec<_> = all.iter().skip(middle + 1 + skip).take(5).cloned().collect();
            assert_eq!(page, due, "{kind} after {middle} skip {skip}");
        }
    }
    assert_eq!(count(&world.guests, User).await, 500);
    assert_eq!(count(&world.guests, Group).await, 0);
    assert_eq!(count(&world.globex, User).await, 0);
}
