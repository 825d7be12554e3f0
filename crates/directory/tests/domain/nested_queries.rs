//! Filters on groups see through nested ones.

use std::collections::BTreeSet;

use directory::model::Kind;
use directory::profile::ProfileName;
use serde_json::Value;

use crate::world::{World, group, id, user};

/// Three levels of groups; a user in each, one in none and one in two.
async fn nested(world: &World) -> (Vec<String>, Vec<String>) {
    let (mut users, mut groups) = (Vec::<String>::new(), Vec::<String>::new());
    for name in ["inner", "middle", "outer", "none", "two"] {
        let user = world.create(Kind::User, user(&format!("{name}@example.com"))).await.unwrap();
        users.push(id(&user).to_owned());
    }
    for level in 0..3 {
        let mut members = vec![users[level].as_str()];
        members.extend(level.checked_sub(1).map(|below| groups[below].as_str()));
        if level != 1 {
            members.push(&users[4]);
        }
        let made = world.create(Kind::Group, group(&format!("L{level}"), &members)).await.unwrap();
        groups.push(id(&made).to_owned());
    }
    (users, groups)
}

fn names(list: &Value) -> BTreeSet<&str> {
    let resources = list["Resources"].as_array().unwrap();
    resources
        .iter()
        .map(|user| user["userName"].as_str().unwrap().trim_end_matches("@example.com"))
        .collect()
}

#[tokio::test]
async fn a_filter_on_groups_finds_indirect_members_through_the_index() {
    let world = World::new(ProfileName::Standard).await;
    let (_, groups) = nested(&world).await;
    for (level, found) in [
        (0, &["inner", "two"][..]),
        (1, &["inner", "middle", "two"]),
        (2, &["inner", "middle", "outer", "two"]),
    ] {
        let group = &groups[level];
        for filter in [
            format!("groups.value eq \"{group}\""),
            format!("groups[value eq \"{group}\"]"),
            format!("groups.display eq \"l{level}\""),
            format!("active eq true and groups.value eq \"{group}\""),
        ] {
            let list = world.find(Kind::User, &filter).await.unwrap();
            assert_eq!(names(&list), found.iter().copied().collect(), "{filter}");
            assert_eq!(list["totalResults"], found.len(), "{filter}");
        }
        let filter = format!("groups.value eq \"{group}\"");
        let plan = world.service.explain(&world.caller, Kind::User, &filter).await.unwrap();
        assert!(plan.exact, "{plan:?}");
        assert_eq!(plan.count, found.len() as u64, "{plan:?}");
    }
    let direct = format!("groups[value eq \"{}\" and type eq \"direct\"]", groups[2]);
    let list = world.find(Kind::User, &direct).await.unwrap();
    assert_eq!(names(&list), BTreeSet::from(["outer", "two"]));
    let not = format!("not (groups.value eq \"{}\")", groups[1]);
    let list = world.find(Kind::User, &not).await.unwrap();
    assert_eq!(names(&list), BTreeSet::from(["none", "outer"]));
}

#[tokio::test]
async fn a_group_with_very_many_groups_inside_is_scanned_and_answered_right() {
    let world = World::new(ProfileName::Standard).await;
    let mut inner = Vec::new();
    for n in 0..120 {
        let made = world.create(Kind::Group, group(&format!("I{n}"), &[])).await.unwrap();
        inner.push(id(&made).to_owned());
    }
    let ada = world.create(Kind::User, user("ada@example.com")).await.unwrap();
    world.create(Kind::User, user("bob@example.com")).await.unwrap();
    let with_ada = group("Last", &[id(&ada)]);
    inner.push(id(&world.create(Kind::Group, with_ada).await.unwrap()).to_owned());
    let inner: Vec<&str> = inner.iter().map(String::as_str).collect();
    let outer = world.create(Kind::Group, group("Outer", &inner)).await.unwrap();
    let filter = format!("groups.value eq \"{}\"", id(&outer));
    let plan = world.service.explain(&world.caller, Kind::User, &filter).await.unwrap();
    assert!(!plan.exact, "{plan:?}");
    let list = world.find(Kind::User, &filter).await.unwrap();
    assert_eq!(names(&list), BTreeSet::from(["ada"]));
}

#[tokio::test]
async fn a_group_is_found_by_its_members_of_either_kind() {
    let world = World::new(ProfileName::Standard).await;
    let (users, groups) = nested(&world).await;
    for (member, found) in [(&users[1], &groups[1]), (&groups[0], &groups[1])] {
        let filter = format!("members.value eq \"{member}\"");
        let list = world.find(Kind::Group, &filter).await.unwrap();
        assert_eq!(list["totalResults"], 1, "{filter}");
        assert_eq!(id(&list["Resources"][0]), found, "{filter}");
    }
    let list = world.find(Kind::Group, "members.type eq \"Group\"").await.unwrap();
    assert_eq!(list["totalResults"], 2);
}
