//! What a change of members costs does not grow with the group.

use std::sync::Arc;

use directory::model::Kind;
use directory::profile::ProfileName;
use directory::store::{Change, Tenant, Write};
use directory::{Error, Settings, Wanted};
use directory_testkit::build::Draft;
use serde_json::{Value, json};

use crate::watched_store::{Seen, WatchedStore};
use crate::world::{World, group, id, object};

struct Crowd {
    store: Arc<WatchedStore>,
    world: World,
    people: Vec<String>,
}

impl Crowd {
    /// A directory of so many users, made at once.
    async fn of(count: u64) -> Self {
        Self::under(Settings::new("https://rollcall.test"), count).await
    }

    async fn under(settings: Settings, count: u64) -> Self {
        let store = Arc::new(WatchedStore::new());
        let over = Arc::clone(&store) as _;
        let world = World::over(over, settings, ProfileName::Standard).await;
        let directory = world.caller.directory();
        let tenant = Tenant { organization: directory.organization, directory: Some(directory.id) };
        let drafts: Vec<Draft> =
            (0..count).map(|n| Draft::bare(Kind::User, n, &format!("user{n}"))).collect();
        let writes = drafts.iter().map(Draft::insert).collect();
        world.service.store().commit(Change { tenant, writes, log: Vec::new() }).await.unwrap();
        let people = drafts.iter().map(|draft| draft.id().to_string()).collect();
        Self { store, world, people }
    }

    async fn group(&self, members: &[String]) -> String {
        let members: Vec<&str> = members.iter().map(String::as_str).collect();
        let made = self.world.create(Kind::Group, group("Everyone", &members)).await.unwrap();
        id(&made).to_owned()
    }

    /// What a PATCH reads whose answer is to be without members.
    async fn reads_of_patch(&self, group: &str, operations: Value) -> Vec<Seen> {
        let message = json!({
            "schemas": ["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
            "Operations": operations,
        });
        let wanted =
            Wanted { excluded_attributes: Some("members".to_owned()), ..Wanted::default() };
        self.store.take_reads();
        let (service, caller) = (&self.world.service, &self.world.caller);
        let patched = service.patch(caller, Kind::Group, group, object(message), None, &wanted);
        patched.await.unwrap();
        self.store.take_reads()
    }
}

#[tokio::test]
async fn one_who_joins_or_leaves_is_all_that_is_read() {
    for size in [10, 600] {
        let crowd = Crowd::of(size + 1).await;
        let (newcomer, members) = crowd.people.split_last().unwrap();
        let group = crowd.group(members).await;
        let join = json!([{ "op": "add", "path": "members", "value": [{ "value": newcomer }] }]);
        let reads = crowd.reads_of_patch(&group, join).await;
        // The group, whether the newcomer is a member, whether it exists; and the group for the answer.
        let expected = [("record", 1), ("members_among", 0), ("existing", 1), ("record", 1)];
        assert_eq!(reads, expected, "joining {size}");
        let path = format!("members[value eq \"{newcomer}\"]");
        let reads = crowd.reads_of_patch(&group, json!([{ "op": "remove", "path": path }])).await;
        let expected = [("record", 1), ("members_among", 1), ("existing", 0), ("record", 1)];
        assert_eq!(reads, expected, "leaving {size}");
    }
}

#[tokio::test]
async fn as_many_as_a_request_may_name_join_in_one_commit() {
    const LIMIT: usize = 2_000;
    let mut settings = Settings::new("https://rollcall.test");
    settings.limits.members = LIMIT;
    let crowd = Crowd::under(settings, 2_001).await;
    let group = crowd.group(&[]).await;
    let join = |count: usize| {
        let named = crowd.people.iter().take(count);
        let members: Vec<Value> = named.map(|id| json!({ "value": id })).collect();
        json!([{ "op": "add", "path": "members", "value": members }])
    };
    crowd.store.take_writes();
    let refused = crowd.world.patch(Kind::Group, &group, join(LIMIT + 1)).await.unwrap_err();
    assert!(matches!(refused, Error::TooMany { limit: LIMIT, .. }), "{refused:?}");
    assert_eq!(crowd.store.take_writes(), []);

    let reads = crowd.reads_of_patch(&group, join(LIMIT)).await;
    assert!(!reads.iter().any(|(what, _)| *what == "members"), "{reads:?}");
    let writes = crowd.store.take_writes();
    let moved: Vec<usize> = writes.iter().filter_map(joining).collect();
    assert_eq!(moved, [LIMIT]);
}

fn joining(write: &Write) -> Option<usize> {
    match write {
        Write::Members { added, .. } => Some(added.len()),
        _ => None,
    }
}
