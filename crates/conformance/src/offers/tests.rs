//! What is read from the documents of discovery, whole, in part, or not at all.

use serde_json::{Value, json};

use super::{BulkLimits, Offers};

#[test]
fn what_is_advertised_is_offered() {
    let config = json!({
        "patch": {"supported": true},
        "bulk": {"supported": true, "maxOperations": 7, "maxPayloadSize": 900},
        "filter": {"supported": true, "maxResults": 50},
        "sort": {"supported": true},
        "etag": {"supported": false},
        "pagination": {"cursor": true, "index": false},
    });
    let types = json!({"Resources": [{
        "endpoint": "/Users",
        "schemaExtensions": [{"schema": "URN:ietf:params:scim:schemas:extension:enterprise:2.0:User"}],
    }]});
    let offers = Offers::read(&config, &types, &Value::Null);
    assert!(offers.patch && offers.filter && offers.sort && offers.cursor && offers.enterprise);
    assert!(!offers.etag && !offers.index && !offers.groups);
    assert_eq!(offers.bulk, Some(BulkLimits { max_operations: 7, max_payload_size: 900 }));
    assert_eq!((offers.max_results, offers.endpoints), (Some(50), vec!["/Users".to_owned()]));
}

#[test]
fn without_documents_patch_filters_and_groups_are_asked_for() {
    let offers = Offers::read(&Value::Null, &Value::Null, &Value::Null);
    assert!(offers.patch && offers.filter && offers.index && offers.groups);
    assert!(!offers.sort && !offers.etag && !offers.cursor && !offers.enterprise);
    assert_eq!(offers.bulk, None);
    assert!(offers.writes("title"));
}

#[test]
fn a_config_that_says_nothing_offers_nothing() {
    let offers = Offers::read(&json!({}), &Value::Null, &Value::Null);
    assert!(!offers.patch && !offers.filter && !offers.sort);
}

#[test]
fn only_attributes_that_clients_can_write_are_written() {
    let schemas = json!({"Resources": [{
        "id": "urn:ietf:params:scim:schemas:core:2.0:User",
        "attributes": [{"name": "title"}, {"name": "groups", "mutability": "readOnly"}],
    }]});
    let offers = Offers::read(&Value::Null, &Value::Null, &schemas);
    assert!(offers.writes("Title"));
    assert!(!offers.writes("groups") && !offers.writes("nickName"));
}
