//! Sets of candidates: those in every one of several, and those in any of them.

use directory::model::Kind::{Group, User};
use directory::store::Candidates::{self, All, Any, Every, GroupsWith, Id, MembersOf};
use directory::store::{KeyRange, Span};

use crate::build::{Draft, EMAIL, at, id};
use crate::suite::world::{TenantStore, World};

const NOBODY: [&str; 0] = [];

/// How many terms a filter can have, and how deep, unless an operator allows more.
const TERMS: u64 = 128;
const DEPTH: u64 = 32;

fn is(value: &str) -> Candidates {
    Candidates::Index { attribute: EMAIL, range: KeyRange::Equal(value.into()) }
}

/// The user of that name. Ids fall, so that they are told from the order of creation.
fn user(name: u64) -> Draft {
    let mut user = Draft::user(90 - name, &name.to_string());
    user.record.created = at(i64::try_from(name).unwrap());
    user.index(EMAIL, if name.is_multiple_of(2) { "even" } else { "odd" })
}

/// Twelve users who are `even` or `odd`, every third of whom is a `third`, too; `low` has the first six as members,
/// `high` the others and `low`.
async fn a_dozen(world: &World) -> [Draft; 2] {
    let users: Vec<Draft> = (1..=12)
        .map(|n| if n % 3 == 0 { user(n).index(EMAIL, "third") } else { user(n) })
        .collect();
    let [low, high] = [(1, "low"), (2, "high")].map(|(n, name)| Draft::group(n, name));
    world.staff.write(users.iter().chain([&low, &high]).map(Draft::insert)).await;
    let (first, second) = users.split_at(6);
    let first = Vec::from_iter(first);
    let second: Vec<&Draft> = second.iter().chain([&low]).collect();
    world.staff.write([low.members(&first, &[], at(50)), high.members(&second, &[], at(60))]).await;
    [low, high]
}

async fn found(tenant: &TenantStore, candidates: Candidates) -> Vec<String> {
    tenant.names(User, candidates).await
}

pub(crate) async fn those_in_every_one(world: &World) {
    let [low, high] = a_dozen(world).await;
    let staff = &world.staff;
    assert_eq!(found(staff, Every(vec![is("even"), is("third")])).await, ["6", "12"]);
    let three = vec![is("third"), MembersOf(high.id()), is("odd")];
    assert_eq!(found(staff, Every(three)).await, ["9"]);
    assert_eq!(found(staff, Every(vec![All, is("third")])).await, ["3", "6", "9", "12"]);
    assert_eq!(found(staff, Every(vec![is("third"), is("third"), All])).await.len(), 4);
    assert_eq!(found(staff, Every(vec![All, All])).await.len(), 12);

    assert_eq!(found(staff, Every(vec![is("even"), is("odd")])).await, NOBODY);
    assert_eq!(found(staff, Every(vec![All, Candidates::None])).await, NOBODY);
    assert_eq!(found(staff, Every(vec![is("even"), Id(user(3).id())])).await, NOBODY);
    assert_eq!(found(staff, Every(vec![Id(user(3).id()), is("odd")])).await, ["3"]);
    assert_eq!(found(staff, Every(vec![MembersOf(low.id()), MembersOf(high.id())])).await, NOBODY);

    let groups = Every(vec![MembersOf(high.id()), GroupsWith(user(2).id())]);
    assert_eq!(staff.names(Group, groups).await, ["low"]);
    assert_eq!(staff.names(Group, Every(vec![All, is("even")])).await, NOBODY);
}

pub(crate) async fn those_in_any_come_once(world: &World) {
    let [low, high] = a_dozen(world).await;
    let staff = &world.staff;
    let some = vec![Id(user(11).id()), is("third"), Id(user(2).id())];
    assert_eq!(found(staff, Any(some)).await, ["2", "3", "6", "9", "11", "12"]);
    assert_eq!(found(staff, Any(vec![is("third"), is("third")])).await, ["3", "6", "9", "12"]);
    assert_eq!(found(staff, Any(vec![is("even"), All, is("third")])).await.len(), 12);
    assert_eq!(found(staff, Any(vec![Candidates::None, is("third")])).await.len(), 4);
    let early = Candidates::Created(Span { from: None, to: Some(at(3)) });
    assert_eq!(found(staff, Any(vec![is("third"), early])).await, ["1", "2", "3", "6", "9", "12"]);
    let both = vec![MembersOf(high.id()), MembersOf(low.id())];
    assert_eq!(found(staff, Any(both)).await.len(), 12);

    assert_eq!(found(staff, Any(vec![Candidates::None, Candidates::None])).await, NOBODY);
    assert_eq!(found(staff, Any(vec![is("nothing"), Id(id(77))])).await, NOBODY);
    assert_eq!(found(staff, Any(vec![Id(low.id()), Id(high.id())])).await, NOBODY);
    assert_eq!(staff.names(Group, Any(vec![Id(high.id()), Id(low.id())])).await, ["low", "high"]);
}

pub(crate) async fn sets_of_sets(world: &World) {
    let [low, high] = a_dozen(world).await;
    let staff = &world.staff;
    let even_or_third = || Any(vec![is("even"), is("third")]);
    let cases = [
        (Every(vec![even_or_third(), MembersOf(low.id())]), vec!["2", "3", "4", "6"]),
        (
            Any(vec![
                Every(vec![is("odd"), MembersOf(high.id())]),
                Every(vec![is("even"), is("third")]),
            ]),
            vec!["6", "7", "9", "11", "12"],
        ),
        (
            Every(vec![
                Any(vec![Id(user(1).id()), Id(user(9).id()), Id(user(8).id())]),
                Any(vec![is("third"), Every(vec![MembersOf(low.id()), is("odd")])]),
            ]),
            vec!["1", "9"],
        ),
        (
            Every(vec![
                Candidates::Modified(Span { from: None, to: None }),
                Candidates::Created(Span { from: Some(at(4)), to: Some(at(10)) }),
                even_or_third(),
            ]),
            vec!["4", "6", "8", "9"],
        ),
        (Any(vec![Candidates::None, Every(vec![All, Candidates::None])]), vec![]),
    ];
    for (candidates, expected) in cases {
        let told = found(staff, candidates.clone()).await;
        assert_eq!(told, expected, "{candidates:?}");
    }
}

pub(crate) async fn as_many_as_a_filter_has_terms(world: &World) {
    a_dozen(world).await;
    let staff = &world.staff;
    let ids = (0..TERMS).map(|n| Id(id(80 + n))).collect();
    assert_eq!(found(staff, Any(ids)).await, ["1", "2", "3", "4", "5", "6", "7", "8", "9", "10"]);
    let all_third = (0..TERMS).map(|_| is("third")).collect();
    assert_eq!(found(staff, Every(all_third)).await, ["3", "6", "9", "12"]);

    // One in the other, as deep as it goes: `third and (even or (third and (even or …`.
    let mut deep = is("third");
    for n in 1..DEPTH {
        deep =
            if n % 2 == 0 { Every(vec![is("third"), deep]) } else { Any(vec![is("even"), deep]) };
    }
    let even_or_third = ["2", "3", "4", "6", "8", "9", "10", "12"];
    assert_eq!(found(staff, deep).await, even_or_third);
}

pub(crate) async fn sets_among_thousands(world: &World) {
    let third = |n: u64| n.is_multiple_of(3);
    let draft = |n: u64| {
        Draft::bare(User, 5000 - n, &n.to_string())
            .index(EMAIL, if third(n) { "third" } else { "other" })
            .index(EMAIL, if n < 100 { "early" } else { "late" })
    };
    for first in (0..1500).step_by(500) {
        world.staff.write((first..first + 500).map(|n| draft(n).insert())).await;
    }

    let expected = |holds: fn(u64, bool) -> bool| -> Vec<String> {
        (0..1500).filter(|n| holds(*n, third(*n))).map(|n| n.to_string()).collect()
    };
    for (candidates, expected) in [
        (Every(vec![is("third"), is("late")]), expected(|n, third| third && n >= 100)),
        (Any(vec![is("third"), is("early")]), expected(|n, third| third || n < 100)),
        (Every(vec![Any(vec![is("third"), is("other")]), is("late")]), expected(|n, _| n >= 100)),
    ] {
        assert_eq!(found(&world.staff, candidates.clone()).await, expected, "{candidates:?}");
        let all = world.staff.page(User, candidates.clone(), None, 0, 2000).await;
        let middle = all.len() / 2;
        for skip in [0, 1, 99, 200, 450, 2000] {
            let after = Some(all[middle].0);
            let page = world.staff.page(User, candidates.clone(), after, skip as u64, 7).await;
            let due: Vec<_> = all.iter().skip(middle + 1 + skip).take(7).cloned().collect();
            assert_eq!(page, due, "{candidates:?} after {middle} skip {skip}");
        }
    }
}
