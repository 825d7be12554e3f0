//! Any sequence of joining and leaving, held against a plain picture of who is in what.

use std::collections::{BTreeMap, BTreeSet};

use directory::model::Kind;
use directory::profile::ProfileName;
use directory::{Error, MembershipError};
use proptest::prelude::*;
use serde_json::json;

use crate::world::{World, group, id, user};

const USERS: usize = 3;
const GROUPS: usize = 5;

/// Users come first, then groups.
#[derive(Clone, Copy, Debug)]
enum Step {
    Join { member: usize, group: usize },
    Leave { member: usize, group: usize },
}

fn step() -> impl Strategy<Value = Step> {
    let member = 0..USERS + GROUPS;
    let group = USERS..USERS + GROUPS;
    (member, group, 0..4_u8).prop_map(|(member, group, kind)| match kind {
        0 => Step::Leave { member, group },
        _ => Step::Join { member, group },
    })
}

/// Who is a member of what, directly.
#[derive(Default)]
struct Picture(BTreeSet<(usize, usize)>);

impl Picture {
    fn direct(&self, member: usize) -> BTreeSet<usize> {
        self.0.iter().filter(|(inner, _)| *inner == member).map(|(_, group)| *group).collect()
    }

    /// Every group around a resource.
    fn around(&self, member: usize) -> BTreeSet<usize> {
        let mut around = self.direct(member);
        loop {
            let more: BTreeSet<usize> =
                around.iter().flat_map(|group| self.direct(*group)).collect();
            if more.is_subset(&around) {
                return around;
            }
            around.extend(more);
        }
    }

    /// Whether it would put a group into itself.
    fn closes(&self, member: usize, group: usize) -> bool {
        member == group || (member >= USERS && self.around(group).contains(&member))
    }
}

async fn play(steps: &[Step]) {
    let world = World::new(ProfileName::Standard).await;
    let mut ids = Vec::new();
    for n in 0..USERS {
        let made = world.create(Kind::User, user(&format!("u{n}@example.com"))).await.unwrap();
        ids.push(id(&made).to_owned());
    }
    for n in 0..GROUPS {
        let made = world.create(Kind::Group, group(&format!("G{n}"), &[])).await.unwrap();
        ids.push(id(&made).to_owned());
    }
    let mut picture = Picture::default();
    for step in steps {
        match *step {
            Step::Join { member, group } => {
                let value = json!([{ "value": ids[member] }]);
                let operations = json!([{ "op": "add", "path": "members", "value": value }]);
                let answer = world.patch(Kind::Group, &ids[group], operations).await;
                if picture.closes(member, group) {
                    let refused = answer.unwrap_err();
                    let cycle = matches!(refused, Error::Membership(MembershipError::Cycle(_)));
                    assert!(cycle, "{refused:?}");
                } else {
                    answer.unwrap();
                    picture.0.insert((member, group));
                }
            }
            Step::Leave { member, group } => {
                let path = format!("members[value eq \"{}\"]", ids[member]);
                let operations = json!([{ "op": "remove", "path": path }]);
                world.patch(Kind::Group, &ids[group], operations).await.unwrap();
                picture.0.remove(&(member, group));
            }
        }
    }
    compare(&world, &ids, &picture).await;
    world.verify().await;
}

async fn compare(world: &World, ids: &[String], picture: &Picture) {
    for (n, user) in ids.iter().enumerate().take(USERS) {
        let shown = world.read(Kind::User, user).await.unwrap();
        let shown = shown["groups"].as_array().cloned().unwrap_or_default();
        let text = |value: &serde_json::Value| value.as_str().unwrap().to_owned();
        let types: BTreeMap<String, String> =
            shown.iter().map(|group| (text(&group["value"]), text(&group["type"]))).collect();
        assert_eq!(types.len(), shown.len(), "each group once");
        let direct = picture.direct(n);
        let kind = |group: &usize| if direct.contains(group) { "direct" } else { "indirect" };
        let around = picture.around(n);
        let expected: BTreeMap<String, String> =
            around.iter().map(|group| (ids[*group].clone(), kind(group).to_owned())).collect();
        assert_eq!(types, expected);
    }
    for (group, named) in ids.iter().enumerate().skip(USERS) {
        let inside: BTreeSet<&str> = (0..USERS)
            .filter(|user| picture.around(*user).contains(&group))
            .map(|user| ids[user].as_str())
            .collect();
        for filter in [
            format!("groups.value eq \"{named}\""),
            // No index answers this one.
            format!("not (not (groups.value eq \"{named}\"))"),
        ] {
            let found = world.find(Kind::User, &filter).await.unwrap();
            let found: BTreeSet<&str> =
                found["Resources"].as_array().unwrap().iter().map(id).collect();
            assert_eq!(found, inside, "{filter}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn what_is_shown_and_found_is_what_follows_from_who_joined(
        steps in proptest::collection::vec(step(), 0..30),
    ) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap();
        runtime.block_on(play(&steps));
    }
}
