//! Candidates however they are nested, over more users than are read at once, held against a list that is filtered
//! in the plainest way.

use directory::model::{Kind, ResourceId};
use directory::store::{
    Candidates, Change, KeyRange, Position, Selection, Snapshot, Span, Store, Write,
};
use directory_testkit::build::{self, Draft};

use crate::world::{USER, World};

const FIRST: u64 = 1000;
const USERS: u64 = 2500;
const GROUP: u64 = 500;
const DEPARTMENT: u16 = 9;
const CODE: u16 = 10;

type Holds = Box<dyn Fn(u64) -> bool>;

/// Users that differ in everything candidates can tell: user `n` is of department `n % 7`, has the codes `n` and
/// `n / 2`, was created at second `n` and changed at `2 * USERS - n`, and every third is a member of the group.
async fn world() -> World {
    let world = World::new().await;
    let users: Vec<Write> = (0..USERS)
        .map(|n| {
            let mut draft = Draft::bare(Kind::User, FIRST + n, "somebody")
                .index(DEPARTMENT, department(n))
                .index(CODE, code(n))
                .index(CODE, code(n / 2));
            draft.record.created = build::at(seconds(n));
            draft.record.modified = build::at(seconds(2 * USERS - n));
            draft.insert()
        })
        .collect();
    let alone =
        Write::Delete { kind: Kind::User, id: build::id(USER), expect: 2, at: build::at(1) };
    world.commit(world.change(vec![alone])).await.unwrap();
    world.commit(world.change(users)).await.unwrap();
    world.commit(joining(&world)).await.unwrap();
    world
}

fn joining(world: &World) -> Change {
    let members = Write::Members {
        group: build::id(GROUP),
        added: (0..USERS).filter(|n| n % 3 == 0).map(user).collect(),
        removed: Vec::new(),
        expect: None,
        at: None,
    };
    world.change(vec![Draft::group(GROUP, "Every third").insert(), members])
}

fn user(n: u64) -> ResourceId {
    build::id(FIRST + n)
}

fn department(n: u64) -> String {
    format!("Department {}", n % 7)
}

fn code(n: u64) -> String {
    format!("{n:06}")
}

fn seconds(n: u64) -> i64 {
    i64::try_from(n).unwrap()
}

/// Numbers that look random and are the same on every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: u64) -> u64 {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % end
    }

    /// Two ends, the first not after the second.
    fn ends(&mut self) -> (u64, u64) {
        let (one, other) = (self.below(USERS), self.below(USERS));
        (one.min(other), one.max(other))
    }

    fn candidates(&mut self, depth: u32) -> (Candidates, Holds) {
        match self.below(if depth == 0 { 7 } else { 11 }) {
            0 => (Candidates::All, Box::new(|_| true)),
            1 => {
                let one = self.below(USERS);
                (Candidates::Id(user(one)), Box::new(move |n| n == one))
            }
            2 => {
                let one = self.below(8);
                let range = KeyRange::Equal(department(one).into_bytes());
                // There is no eighth department.
                let holds = move |n| n % 7 == one % 7;
                (Candidates::Index { attribute: DEPARTMENT, range }, Box::new(holds))
            }
            3 => {
                let (from, to) = self.ends();
                let (least, end) = (code(from).into_bytes(), code(to).into_bytes());
                let range = KeyRange::Between { from: Some(least), to: Some(end) };
                let within = move |n| from <= n && n < to;
                let holds = move |n| within(n) || within(n / 2);
                (Candidates::Index { attribute: CODE, range }, Box::new(holds))
            }
            4 => {
                let (from, to) = self.ends();
                let span =
                    Span { from: Some(build::at(seconds(from))), to: Some(build::at(seconds(to))) };
                (Candidates::Created(span), Box::new(move |n| from <= n && n < to))
            }
            5 => {
                let to = self.below(2 * USERS);
                let span = Span { from: None, to: Some(build::at(seconds(to))) };
                (Candidates::Modified(span), Box::new(move |n| 2 * USERS - n < to))
            }
            6 => (Candidates::MembersOf(build::id(GROUP)), Box::new(|n| n % 3 == 0)),
            7 | 8 => {
                let (parts, holds) = self.parts(depth);
                (Candidates::Every(parts), Box::new(move |n| holds.iter().all(|one| one(n))))
            }
            _ => {
                let (parts, holds) = self.parts(depth);
                (Candidates::Any(parts), Box::new(move |n| holds.iter().any(|one| one(n))))
            }
        }
    }

    fn parts(&mut self, depth: u32) -> (Vec<Candidates>, Vec<Holds>) {
        (0..2 + self.below(3)).map(|_| self.candidates(depth - 1)).unzip()
    }
}

async fn page(
    snapshot: &mut dyn Snapshot,
    candidates: &Candidates,
    (after, skip, limit): (Option<Position>, usize, usize),
) -> (Vec<ResourceId>, Option<Position>) {
    let candidates = candidates.clone();
    let selection = Selection { candidates, after, skip: skip as u64, limit };
    let page = snapshot.select(Kind::User, &selection).await.unwrap();
    let last = page.records.last().map(|(position, _)| *position);
    (page.records.into_iter().map(|(_, record)| record.id).collect(), last)
}

#[tokio::test]
async fn nested_candidates_are_what_a_filtered_list_is() {
    let world = world().await;
    let mut dice = Dice(20);
    let mut snapshot = world.store.snapshot(world.tenant).await.unwrap();
    let (mut some, mut wide) = (0, 0);
    for _ in 0..120 {
        let (candidates, holds) = dice.candidates(3);
        let expected: Vec<ResourceId> = (0..USERS).filter(|n| holds(*n)).map(user).collect();
        let (all, _) = page(&mut *snapshot, &candidates, (None, 0, usize::MAX)).await;
        assert_eq!(all, expected, "{candidates:?}");
        let count = snapshot.count(Kind::User, &candidates).await.unwrap();
        assert_eq!(count, expected.len() as u64, "{candidates:?}");

        let skip = usize::try_from(dice.below(300)).unwrap();
        let (first, last) = page(&mut *snapshot, &candidates, (None, skip, 40)).await;
        let (second, _) = page(&mut *snapshot, &candidates, (last, 2, 40)).await;
        let cut = |from: usize| expected.iter().skip(from).take(40).copied().collect::<Vec<_>>();
        assert_eq!(first, cut(skip), "{candidates:?}");
        if last.is_some() {
            assert_eq!(second, cut(skip + first.len() + 2), "{candidates:?}");
        }
        some += usize::from(!expected.is_empty());
        wide += usize::from(expected.len() > 1000);
    }
    assert!(some > 80 && wide > 30, "{some} find something, {wide} find much: the dice are dull");
}

#[tokio::test]
async fn candidates_nested_without_end_are_refused() {
    let world = World::new().await;
    let mut snapshot = world.store.snapshot(world.tenant).await.unwrap();
    let nested = |levels: usize| {
        (0..levels).fold(Candidates::All, |inner, level| {
            let parts = vec![inner, Candidates::Created(Span::default())];
            if level % 2 == 0 { Candidates::Any(parts) } else { Candidates::Every(parts) }
        })
    };
    assert_eq!(snapshot.count(Kind::User, &nested(101)).await.unwrap(), 1);
    let refused = snapshot.count(Kind::User, &nested(1000)).await.unwrap_err();
    assert_eq!(refused.source.to_string(), "candidates are nested more than 128 deep");
}
