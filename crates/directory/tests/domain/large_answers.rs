//! No answer shows more members than the bound, and none is missing unnoticed.

use std::sync::Arc;

use directory::model::Kind;
use directory::profile::ProfileName;
use directory::{Error, ListQuery, Settings, Wanted};
use directory_testkit::ModelStore;
use serde_json::{Value, json};

use crate::world::{World, body, group, id, object, user};

const BOUND: usize = 5;

struct Bounded {
    world: World,
    people: Vec<String>,
}

impl Bounded {
    async fn new(profile: ProfileName) -> Self {
        let settings =
            Settings { members_in_answer: BOUND, ..Settings::new("https://rollcall.test") };
        let world = World::over(Arc::new(ModelStore::new()), settings, profile).await;
        let mut people = Vec::new();
        for n in 0..=BOUND {
            let made = world.create(Kind::User, user(&format!("u{n}@example.com"))).await.unwrap();
            people.push(id(&made).to_owned());
        }
        Self { world, people }
    }

    async fn group(&self, name: &str, size: usize) -> String {
        let members: Vec<&str> = self.people.iter().take(size).map(String::as_str).collect();
        let made = self.world.create(Kind::Group, group(name, &members)).await.unwrap();
        id(&made).to_owned()
    }

    fn excluding() -> Wanted {
        Wanted { excluded_attributes: Some("members".to_owned()), ..Wanted::default() }
    }
}

#[tokio::test]
async fn a_group_within_the_bound_is_shown_whole() {
    let bounded = Bounded::new(ProfileName::Standard).await;
    let group = bounded.group("Full", BOUND).await;
    let shown = bounded.world.read(Kind::Group, &group).await.unwrap();
    assert_eq!(shown["members"].as_array().unwrap().len(), BOUND);
}

#[tokio::test]
async fn reading_a_larger_group_is_refused_and_the_way_named() {
    for (profile, ways) in [
        (
            ProfileName::Standard,
            "Read it with excludedAttributes=members, and page its members at /Groups/ID/members?cursor&count=1000.",
        ),
        (ProfileName::AtlassianExact, "Read it with excludedAttributes=members."),
    ] {
        let bounded = Bounded::new(profile).await;
        let (world, group) = (&bounded.world, bounded.group("Large", BOUND + 1).await);
        let refused = world.read(Kind::Group, &group).await.unwrap_err();
        assert!(matches!(refused, Error::Crowded { limit: BOUND, .. }), "{refused:?}");
        let told = world.caller.profile().messages.detail(&refused);
        let expected =
            format!("Group {group} has more than 5 members, the most one answer shows. {ways}");
        assert_eq!(told, expected.replace("ID", &group));
        let answer =
            world.service.read(&world.caller, Kind::Group, &group, &Bounded::excluding()).await;
        let answer = answer.unwrap();
        assert_eq!(body(&answer).get("members"), None);
        assert_eq!(answer.notices, Vec::<String>::new());
    }
}

#[tokio::test]
async fn a_write_is_done_and_says_what_its_answer_leaves_out() {
    let bounded = Bounded::new(ProfileName::Standard).await;
    let world = &bounded.world;
    let large = bounded.group("Large", BOUND).await;
    let last = &bounded.people[BOUND];
    let join = json!([{ "op": "add", "path": "members", "value": [{ "value": last }] }]);
    let answer = world.patch(Kind::Group, &large, join).await.unwrap();
    let shown = body(&answer);
    assert_eq!((shown.get("members"), &shown["displayName"]), (None, &json!("Large")));
    let base = world.caller.base();
    let notice = format!(
        "members left out of Group {large}: this answer holds at most 5 members. Page them at {base}/Groups/{large}/members."
    );
    assert_eq!(answer.notices, std::slice::from_ref(&notice));
    assert!(notice.is_ascii());
    let found = world.find(Kind::Group, &format!("members.value eq \"{last}\"")).await.unwrap();
    assert_eq!(found["totalResults"], 1, "it was done");

    let members: Vec<Value> = bounded.people.iter().map(|id| json!({ "value": id })).collect();
    let document = object(json!({ "displayName": "Created", "members": members }));
    let wanted = Wanted::default();
    let created = world.service.create(&world.caller, Kind::Group, document, &wanted).await;
    let created = created.unwrap();
    assert_eq!(body(&created).get("members"), None);
    assert_eq!(created.notices.len(), 1);
    world.verify().await;
}

#[tokio::test]
async fn a_list_has_one_bound_for_all_its_groups() {
    let bounded = Bounded::new(ProfileName::Standard).await;
    let world = &bounded.world;
    let mut ids = Vec::new();
    for (name, size) in [("Three", 3), ("Large", BOUND + 1), ("Two", 2), ("One", 1)] {
        ids.push(bounded.group(name, size).await);
    }
    let list = world.service.list(&world.caller, Kind::Group, &ListQuery::default()).await.unwrap();
    let shown: Value = serde_json::from_slice(&list.body).unwrap();
    let sizes: Vec<Option<usize>> = shown["Resources"]
        .as_array()
        .unwrap()
        .iter()
        .map(|group| group["members"].as_array().map(Vec::len))
        .collect();
    assert_eq!(sizes, [Some(3), None, Some(2), None], "three and two are five");
    let base = world.caller.base();
    let notice = format!(
        "members left out of Group {}, {}: this answer holds at most 5 members. Page them at {base}/Groups/{{id}}/members.",
        ids[1], ids[3]
    );
    assert_eq!(list.notices, [notice]);
    let query = ListQuery { wanted: Bounded::excluding(), ..ListQuery::default() };
    let list = world.service.list(&world.caller, Kind::Group, &query).await.unwrap();
    assert_eq!(list.notices, Vec::<String>::new());
}

#[tokio::test]
async fn a_user_in_very_many_groups_is_bounded_likewise() {
    let bounded = Bounded::new(ProfileName::Standard).await;
    let world = &bounded.world;
    let mut inner = bounded.group("G0", 1).await;
    for n in 1..=BOUND {
        let made = world.create(Kind::Group, group(&format!("G{n}"), &[&inner])).await.unwrap();
        inner = id(&made).to_owned();
    }
    let refused = world.read(Kind::User, &bounded.people[0]).await.unwrap_err();
    assert!(matches!(refused, Error::Crowded { kind: Kind::User, .. }), "{refused:?}");
    let operations = json!([{ "op": "replace", "path": "title", "value": "Writer" }]);
    let answer = world.patch(Kind::User, &bounded.people[0], operations).await.unwrap();
    assert!(answer.notices[0].starts_with("groups left out of User"), "{:?}", answer.notices);
    assert_eq!(body(&answer)["title"], "Writer");
}
