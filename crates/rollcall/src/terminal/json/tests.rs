use insta::assert_snapshot;
use serde_json::json;

use super::laid_out;

#[test]
fn each_attribute_of_a_resource_has_a_line_and_what_fits_stays_together() {
    let urn = "urn:ietf:params:scim:schemas:core:2.0:User";
    let user = json!({
        "schemas": [urn, urn],
        "userName": "ada",
        "emails": [{"value": "ada@example.com", "primary": true}],
        "groups": [],
        "meta": {},
    });
    assert_snapshot!(laid_out(&user, 2), @r#"
    {
        "schemas": [
          "urn:ietf:params:scim:schemas:core:2.0:User",
          "urn:ietf:params:scim:schemas:core:2.0:User"
        ],
        "userName": "ada",
        "emails": [{ "value": "ada@example.com", "primary": true }],
        "groups": [],
        "meta": {}
      }
    "#);
    assert_eq!(laid_out(&json!({}), 0), "{}");
    assert_eq!(laid_out(&json!("text"), 4), "\"text\"");
}
