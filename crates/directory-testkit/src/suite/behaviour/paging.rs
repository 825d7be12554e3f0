//! Pages: the order of creation, positions that stay valid, and skips however deep.

use std::collections::{HashMap, HashSet};

use directory::model::Kind::{Group, User};
use directory::model::Record;
use directory::store::{Candidates, KeyRange, Position, Span};

use crate::build::{Draft, EMAIL, at};
use crate::suite::answers::further;
use crate::suite::world::World;

fn user(n: u64) -> Draft {
    Draft::user(n, &format!("user {n}"))
}

fn names(page: &[(Position, Record)]) -> Vec<&str> {
    page.iter().map(|(_, record)| record.name.as_str()).collect()
}

pub(crate) async fn resources_come_in_the_order_of_creation(world: &World) {
    // Neither ids nor times decide.
    let mut newest = user(1);
    newest.record.created = at(-100);
    let drafts = [user(9), Draft::group(5, "group"), user(4), user(7), newest];
    for draft in &drafts {
        world.staff.write([draft.insert()]).await;
    }
    let renamed = drafts[0].renamed("renamed", at(1));
    world.staff.write([drafts[0].update(&renamed)]).await;

    let page = world.staff.page(User, Candidates::All, None, 0, 100).await;
    assert_eq!(names(&page), ["renamed", "user 4", "user 7", "user 1"], "a change keeps the place");
    assert!(page.is_sorted_by(|(one, _), (next, _)| one < next), "places rise");
    let [_, _, four, seven, one] = &drafts;
    let records: Vec<_> = page.into_iter().map(|(_, record)| record).collect();
    let expected = [&renamed, four, seven, one].map(|draft| draft.record.clone());
    assert_eq!(records, expected);
}

pub(crate) async fn a_page_is_limited_and_skips(world: &World) {
    world.staff.write((1..=10).map(|n| user(n).insert())).await;
    let staff = &world.staff;
    let all = staff.page(User, Candidates::All, None, 0, 100).await;
    let third = Some(all[2].0);

    for (after, skip, limit, expected) in [
        (None, 0, 3, &all[..3]),
        (None, 4, 3, &all[4..7]),
        (None, 8, 3, &all[8..]),
        (None, 10, 3, &[]),
        (None, u64::MAX, 3, &[]),
        (None, 0, 0, &[]),
        (third, 0, 3, &all[3..6]),
        (third, 2, 3, &all[5..8]),
        (third, 6, 3, &all[9..]),
        (Some(all[9].0), 0, 3, &[]),
    ] {
        let page = staff.page(User, Candidates::All, after, skip, limit).await;
        assert_eq!(page, expected, "after {after:?} skip {skip} limit {limit}");
    }
}

pub(crate) async fn pages_of_an_index_are_cut_from_the_whole(world: &World) {
    // Every user has two values in the range: none may come twice, on one page or on two.
    let users = (1..=12).map(|n| {
        let (one, two) = (format!("a{:02}", 12 - n), format!("a{n:02}"));
        user(n).index(EMAIL, one).index(EMAIL, two)
    });
    world.staff.write(users.map(|user| user.insert())).await;
    let with_users: Vec<_> = (1..=12).map(user).collect();
    let groups = [21, 23, 22].map(|n| Draft::group(n, &format!("group {n}")));
    world.staff.write(groups.iter().map(Draft::insert)).await;
    world
        .staff
        .write(groups.iter().map(|group| group.members(&[&with_users[0]], &[], at(1))))
        .await;

    let index = |range| Candidates::Index { attribute: EMAIL, range };
    let from = |value: &str| index(KeyRange::Between { from: Some(value.into()), to: None });
    let below = |value: &str| index(KeyRange::Between { from: None, to: Some(value.into()) });
    let ids = Candidates::Any([9, 10, 3, 4].map(|n| Candidates::Id(user(n).id())).into());
    let cases = [
        (User, index(KeyRange::Prefix(b"a".to_vec())), 12),
        (User, index(KeyRange::Between { from: Some(b"a03".to_vec()), to: None }), 12),
        (User, index(KeyRange::Between { from: None, to: Some(b"a03".to_vec()) }), 5),
        (User, index(KeyRange::Equal(b"a03".to_vec())), 2),
        (User, Candidates::Id(user(3).id()), 1),
        (Group, Candidates::GroupsWith(with_users[0].id()), 3),
        (User, Candidates::MembersOf(groups[0].id()), 1),
        (User, Candidates::Created(Span { from: Some(at(0)), to: Some(at(1)) }), 12),
        (Group, Candidates::Modified(Span { from: Some(at(1)), to: None }), 3),
        (User, Candidates::Every(vec![below("a05"), Candidates::All, from("a09")]), 7),
        (User, Candidates::Any(vec![below("a02"), Candidates::None, from("a10")]), 5),
        (User, Candidates::Any(vec![from("a11"), Candidates::Every(vec![below("a05"), ids])]), 7),
        (Group, Candidates::None, 0),
    ];
    for (kind, candidates, total) in cases {
        let all = world.staff.page(kind, candidates.clone(), None, 0, 100).await;
        assert_eq!(all.len(), total, "{candidates:?}");
        assert!(all.is_sorted_by(|(one, _), (next, _)| one < next), "{candidates:?}");
        let mut walked = Vec::new();
        while walked.len() < total {
            let after = walked.last().map(|(place, _): &(Position, Record)| *place);
            let page = world.staff.page(kind, candidates.clone(), after, 0, 2).await;
            assert!(!page.is_empty(), "{candidates:?} ends at {}", walked.len());
            walked.extend(page);
        }
        assert_eq!(walked, all, "{candidates:?}");
        let third = all.get(total / 3).map(|(place, _)| *place);
        for skip in 0..=total {
            let page = world.staff.page(kind, candidates.clone(), third, skip as u64, 3).await;
            let due: Vec<_> = all.iter().skip(total / 3 + 1 + skip).take(3).cloned().collect();
            assert_eq!(page, due, "{candidates:?} after a third, skip {skip}");
            let rest = world.staff.page(kind, candidates.clone(), None, skip as u64, 3).await;
            assert_eq!(rest, all[skip..total.min(skip + 3)], "{candidates:?} skip {skip}");
        }
    }
}

pub(crate) async fn a_walk_under_writes_tells_what_stays_exactly_once(world: &World) {
    world.staff.write((1..=100).map(|n| user(n).insert())).await;
    let mut seen: HashMap<String, u32> = HashMap::new();
    let mut gone = HashSet::new();
    let mut after = None;
    for round in 0_u64.. {
        let page = world.staff.page(User, Candidates::All, after, 0, 7).await;
        let Some((last, _)) = page.last() else { break };
        after = further(after, Some(*last));
        for (_, record) in &page {
            *seen.entry(record.name.clone()).or_default() += 1;
        }
        // The last one told goes, so that the walk goes on from where nobody is; so does one ahead.
        let mut writes = Vec::new();
        for n in [7 * (round + 1), 7 * (round + 1) + 10] {
            if n <= 100 && gone.insert(n) {
                writes.push(user(n).delete(at(1)));
            }
        }
        if round < 20 {
            writes.push(user(1000 + round).insert());
        }
        world.staff.write(writes).await;
    }

    for n in (1..=100).filter(|n| !gone.contains(n)) {
        assert_eq!(seen.get(&format!("user {n}")), Some(&1), "user {n} was there throughout");
    }
    assert!(seen.values().all(|times| *times == 1), "{seen:?}");
    assert!(seen.contains_key("user 1000"), "what comes during the walk comes last");
}
