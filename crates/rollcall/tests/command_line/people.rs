use crate::world::{World, assert_transcript};

#[test]
fn an_account_is_managed_on_a_verified_domain_and_external_elsewhere() {
    let world = World::new();
    world.json("directory create --name Staff");

    assert_transcript!(world, world.run("domain add Example.com"), @r#"
    exit code 0
    --- stdout
    Accounts on example.com are managed by "My organization".
    "#);
    assert_transcript!(world, world.run("account create ada@example.com --display-name Ada"), @"
    exit code 0
    --- stdout
    Created the managed account [ID] of ada@example.com.
    ");
    assert_transcript!(world, world.run("account create bob@elsewhere.org"), @"
    exit code 0
    --- stdout
    Created the external account [ID] of bob@elsewhere.org.
    ");
    assert_transcript!(world, world.run("account list"), @"
    exit code 0
    --- stdout
    ACCOUNT                               E-MAIL             KIND      STATUS  NAME
    [ID]  ada@example.com    managed   active  Ada
    [ID]  bob@elsewhere.org  external  active
    ");
    assert_transcript!(world, world.run("domain list"), @"
    exit code 0
    --- stdout
    DOMAIN       VERIFIED
    example.com  [TIME]
    ");
}

#[test]
fn json_says_the_same() {
    let world = World::new();
    let created = world.json("directory create --name Staff");

    let domain = world.json("domain add example.com");
    assert_eq!(domain["name"], "example.com");
    assert_eq!(world.json("domain list"), serde_json::json!([domain]));
    let account = world.json("account create ada@example.com");
    assert_eq!(account["kind"], "managed");
    assert_eq!(account["organizationId"], created["organizationId"]);
    assert_eq!(world.json("account list"), serde_json::json!([account]));
}

#[test]
fn what_is_no_domain_no_address_or_there_already_is_refused() {
    let world = World::new();
    world.json("directory create --name Staff");
    world.json("account create ada@example.com");

    assert_transcript!(world, world.run("domain add nodot"), @"
    exit code 1
    --- stderr
    error: `nodot` is not a domain name; give one like example.com
    ");
    assert_transcript!(world, world.run("account create ada.example.com"), @"
    exit code 1
    --- stderr
    error: `ada.example.com` is not an e-mail address; give one like ada@example.com
    ");
    assert_transcript!(world, world.run("account create ADA@example.com"), @"
    exit code 1
    --- stderr
    error: there is an account with the e-mail ADA@example.com already
    ");
    assert_eq!(world.json("account list").as_array().unwrap().len(), 1);
}
