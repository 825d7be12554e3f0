//! What a schema of one's own says is unique is unique in the directory.

use directory::Error;
use directory::model::Kind;
use directory::profile::ProfileName;
use serde_json::{Value, json};

use super::{BADGE, Custom, badge, holder};
use crate::world::id;

fn taken(error: Error) -> (String, String, bool) {
    match error {
        Error::Taken { attribute, value, holder, .. } => {
            (attribute.into_owned(), value, holder.is_some())
        }
        other => panic!("not taken but: {other}"),
    }
}

#[tokio::test]
async fn a_unique_value_is_one_persons() {
    let mut custom = Custom::new(ProfileName::Standard).await;
    custom.add_schema(Kind::User, &badge(json!({ "uniqueness": "server" }))).await.unwrap();
    let ann = custom.create(&holder("ann", json!({ "code": "Seven" }))).await.unwrap();
    let ben = custom.create(&holder("ben", json!({ "code": "8" }))).await.unwrap();
    let code = || format!("{BADGE}:code");

    let refused = custom.create(&holder("cat", json!({ "code": "seven" }))).await.unwrap_err();
    assert_eq!(
        custom.told(&refused),
        format!("{BADGE}:code \"seven\" is already taken by User {}.", id(&ann))
    );
    let replace = |value: Value| json!([{ "op": "replace", "path": code(), "value": value }]);
    let refused = custom.world.patch(Kind::User, id(&ben), replace(json!("SEVEN"))).await;
    assert_eq!(taken(refused.unwrap_err()), (code(), "SEVEN".to_owned(), true));
    custom.world.patch(Kind::User, id(&ann), replace(json!("SEVEN"))).await.unwrap();
    custom.world.patch(Kind::User, id(&ann), replace(json!("9"))).await.unwrap();
    custom.world.patch(Kind::User, id(&ben), replace(json!("seven"))).await.unwrap();
    custom.verify().await;
}

#[tokio::test]
async fn each_element_of_a_unique_part_counts() {
    let mut custom = Custom::new(ProfileName::Strict).await;
    let serial = json!({ "name": "serial", "type": "integer", "uniqueness": "server" });
    let schema =
        badge(json!({ "type": "complex", "multiValued": true, "subAttributes": [serial] }));
    custom.add_schema(Kind::User, &schema).await.unwrap();
    let codes = |serials: &[u64]| {
        let codes: Vec<Value> = serials.iter().map(|n| json!({ "serial": n })).collect();
        json!({ "code": codes })
    };
    custom.create(&holder("ann", codes(&[1, 2]))).await.unwrap();
    let refused = custom.create(&holder("ben", codes(&[3, 2]))).await.unwrap_err();
    assert_eq!(taken(refused), (format!("{BADGE}:code.serial"), "2".to_owned(), true));
    custom.create(&holder("ben", codes(&[3, 4]))).await.unwrap();
    custom.verify().await;
}

#[tokio::test]
async fn a_schema_that_comes_again_does_not_remember_the_values_of_the_one_before() {
    let mut custom = Custom::new(ProfileName::Standard).await;
    for _ in 0..2 {
        custom.add_schema(Kind::User, &badge(json!({ "uniqueness": "server" }))).await.unwrap();
        let ann = custom.create(&holder("ann", json!({ "code": "7" }))).await.unwrap();
        custom
            .world
            .service
            .delete(&custom.world.caller, Kind::User, id(&ann), None)
            .await
            .unwrap();
        custom.remove_schema(BADGE).await.unwrap();
    }
    custom.verify().await;
}
