//! Resources that refer to each other.

use directory::bulk::BulkError;
use directory::profile::ProfileName;
use serde_json::json;

use super::*;

const ENTERPRISE: &str = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";

fn managed(name: &str, manager: &str) -> Value {
    let mut operation = post_user(name);
    operation["data"][ENTERPRISE] = json!({
        "department": "Engines",
        "manager": { "value": format!("bulkId:{manager}"), "$ref": format!("../Users/bulkId:{manager}") },
    });
    operation
}

async fn manager(world: &World, user: &str) -> Value {
    world.read(Kind::User, user).await.unwrap()[ENTERPRISE]["manager"].clone()
}

#[tokio::test]
async fn users_can_manage_each_other() {
    for profile in [ProfileName::Standard, ProfileName::Atlassian] {
        let world = World::new(profile).await;
        let operations = json!([
            managed("ada", "bob"),
            managed("bob", "cyd"),
            managed("cyd", "ada"),
            managed("dan", "dan"),
            post_group("Engines", &["bulkId:ada", "bulkId:dan"]),
        ]);
        let results = bulk(&world, operations).await;
        assert_eq!(statuses(&results), [201; 5], "{results:?}");
        for (user, boss) in [(0, 1), (1, 2), (2, 0), (3, 3)] {
            let manager = manager(&world, id(&results[user])).await;
            assert_eq!(manager["value"], id(&results[boss]));
            assert_eq!(manager["$ref"], json!(results[boss].location), "{manager}");
            let read = world.read(Kind::User, id(&results[user])).await.unwrap();
            // Those who joined the group after are a version further.
            if user == 1 || user == 2 {
                assert_eq!(read["meta"]["version"], json!(done(&results[user]).etag));
            }
            assert_eq!(read[ENTERPRISE]["department"], "Engines");
        }
        let mut both = [id(&results[0]), id(&results[3])];
        both.sort_unstable();
        assert_eq!(members(&world, id(&results[4])).await, both);
        world.verify().await;
    }
}

#[tokio::test]
async fn a_circle_that_can_t_be_made_is_not_made_at_all() {
    let world = World::new(ProfileName::Standard).await;
    let mut taken = managed("cyd", "ada");
    taken["data"]["userName"] = json!("ADA@example.com");
    let operations = json!([
        managed("ada", "bob"),
        managed("bob", "cyd"),
        taken,
        managed("dan", "bob"),
        post_user("eve"),
    ]);
    let results = bulk(&world, operations).await;
    assert_eq!(statuses(&results), [0, 0, 0, 0, 201]);
    let failed = |at: usize| results[at].outcome.as_ref().unwrap_err();
    assert!(matches!(failed(2), Error::Taken { .. }), "{:?}", failed(2));
    for (at, named) in [(0, "cyd"), (1, "cyd"), (3, "bob")] {
        let Error::Bulk(BulkError::FailedReference { name }) = failed(at) else {
            panic!("{:?}", failed(at));
        };
        assert_eq!(name, named);
    }
    assert_eq!(count(&world, Kind::User).await, 1);
    world.verify().await;
}
