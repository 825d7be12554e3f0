//! Actions over HTTP: by programs, with a bearer key; by the form of a page, with a key that is typed.

use directory::Settings;
use directory::model::Scope;
use directory::profile::ProfileName;
use reqwest::{Method, RequestBuilder};
use serde_json::{Value, json};

use crate::world::{Log, Seen, World};

/// What a browser accepts.
const BROWSER: &str = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";

/// A request with the fields of a form; no value here needs an encoding but for its `@`.
fn as_form(request: RequestBuilder, fields: &[(&str, &str)]) -> RequestBuilder {
    let fields: Vec<String> = fields
        .iter()
        .map(|(name, value)| format!("{name}={}", value.replace('@', "%40")))
        .collect();
    request.header("Content-Type", "application/x-www-form-urlencoded").body(fields.join("&"))
}

async fn run(world: &World, action: &str, key: &str, inputs: Value) -> Seen {
    let request = world.stranger(Method::POST, &format!("/actions/{action}"));
    Seen::of(request.bearer_auth(key).json(&inputs)).await
}

#[tokio::test]
async fn a_program_creates_a_user_and_is_answered_the_user() {
    let world = World::of(ProfileName::Atlassian).await;
    let ada = json!({"User Name": "ada@example.com", "display_name": "Ada"});
    let seen = run(&world, "create-user", &world.key, ada.clone()).await;
    assert_eq!((seen.status, seen.header("rollcall-outcome")), (201, "created"), "{seen:?}");
    assert_eq!(seen.body["displayName"], "Ada");
    let location = format!("http://{}{}", world.address, world.scim("/Users/"));
    assert!(seen.header("location").starts_with(&location), "{seen:?}");

    let again = run(&world, "scim.create_user", &world.key, ada).await;
    assert_eq!((again.status, &again.body["scimType"]), (409, &json!("uniqueness")));
    assert_eq!(again.header("content-type"), "application/scim+json");
    let there = json!({"userName": "ada@example.com", "ifExists": "return"});
    let there = run(&world, "create-user", &world.key, there).await;
    assert_eq!((there.status, there.header("rollcall-outcome")), (200, "existed"), "{there:?}");
    assert_eq!(there.body["id"], seen.body["id"]);

    let gone = json!({"userId": seen.body["id"]});
    let gone = run(&world, "delete-user", &world.key, gone).await;
    assert_eq!((gone.status, &gone.body), (204, &Value::Null));
}

#[tokio::test]
async fn what_is_wrong_with_the_inputs_is_told_at_once_and_nothing_is_sent() {
    let world = World::of(ProfileName::Standard).await;
    let wrong = json!({"usrName": "ada", "active": "perhaps"});
    let seen = run(&world, "create-user", &world.key, wrong).await;
    seen.assert_scim_error(400, Some("invalidValue"));
    for said in ["usrName", "did you mean User Name?", "Active"] {
        assert!(seen.detail().contains(said), "{said}: {seen:?}");
    }
    let seen = run(&world, "create-user", &world.key, json!({"active": "perhaps"})).await;
    for said in ["User Name is missing", "Active"] {
        assert!(seen.detail().contains(said), "{said}: {seen:?}");
    }
    let both = json!({"userName": "ada", "attributes": "id", "excludedAttributes": "emails"});
    run(&world, "create-user", &world.key, both).await.assert_scim_error(400, Some("invalidValue"));
    assert_eq!(world.get("/Users").await.body["totalResults"], 0);
    run(&world, "make-coffee", &world.key, json!({})).await.assert_scim_error(404, None);
}

#[tokio::test]
async fn a_dry_run_sends_nothing_and_needs_no_key() {
    let world = World::of(ProfileName::Standard).await;
    let request = world.stranger(Method::POST, "/actions/create-user?dryRun=true");
    let seen = Seen::of(request.json(&json!({"userName": "ada@example.com"}))).await;
    assert_eq!(
        (seen.status, &seen.body["requests"][0]["method"]),
        (200, &json!("POST")),
        "{seen:?}"
    );
    assert_eq!(seen.body["requests"][0]["body"]["emails"][0]["value"], "ada@example.com");
    assert_eq!(world.get("/Users").await.body["totalResults"], 0);
}

#[tokio::test]
async fn a_key_does_what_it_is_for_where_it_is_for_and_nothing_else() {
    let world = World::of(ProfileName::Standard).await;
    world.user("ada").await;
    let reading = world.new_key(Scope::Read).await;
    let organization = world.new_key(Scope::Organization).await;
    let grace = json!({"userName": "grace@example.com"});

    let stranger = world.stranger(Method::POST, "/actions/create-user").json(&grace);
    let seen = Seen::of(stranger).await;
    seen.assert_scim_error(401, None);
    assert!(seen.header("www-authenticate").starts_with("Bearer"));
    run(&world, "create-user", "rc_nonsense", grace.clone()).await.assert_scim_error(401, None);
    run(&world, "create-user", &reading, grace.clone()).await.assert_scim_error(403, None);
    run(&world, "create-user", &organization, grace).await.assert_scim_error(403, None);
    let links = json!({"email": "ada@example.com"});
    run(&world, "get-scim-links", &world.key, links.clone()).await.assert_scim_error(403, None);

    let bare = world.stranger(Method::POST, "/actions/list-users").bearer_auth(&reading);
    assert_eq!(Seen::of(bare).await.status, 200, "no body is no inputs");
    let listed = run(&world, "list-users", &reading, json!({})).await;
    assert_eq!((listed.status, &listed.body["totalResults"]), (200, &json!(1)));
    let links = run(&world, "get-scim-links", &organization, links).await;
    assert_eq!(links.status, 200, "{links:?}");

    // Another directory, of the same organization: it sees its own users and no others.
    let guests = world.service.create_directory(&world.admin, "Guests", ProfileName::Standard);
    let guests = guests.await.unwrap().id;
    let key = world.key_of_directory(guests).await;
    let listed = run(&world, "list-users", &key, json!({})).await;
    assert_eq!((listed.status, &listed.body["totalResults"]), (200, &json!(0)));
}

#[tokio::test]
async fn a_form_is_answered_the_page_with_what_came_of_it_and_never_the_key() {
    let world = World::of(ProfileName::Atlassian).await;
    let form = [(".key", world.key.as_str()), ("userName", "ada@example.com"), ("title", "")];
    let request = world.stranger(Method::POST, "/actions/create-user");
    let seen = Seen::of(as_form(request.header("Accept", BROWSER), &form)).await;
    assert_eq!((seen.status, seen.header("content-type")), (200, "text/html; charset=utf-8"));
    let page = seen.body.as_str().unwrap();
    assert!(page.contains("201 Created") && page.contains("ada@example.com"), "{page}");
    assert!(!page.contains(&world.key) && !Log::kept().text().contains(&world.key));
    assert_strict(&seen);

    let refused = world.stranger(Method::POST, "/actions/create-user");
    let refused = Seen::of(as_form(refused.header("Accept", BROWSER), &form[1..])).await;
    assert_eq!(refused.status, 401);
    assert!(refused.body.as_str().unwrap().contains("A key is needed"));
}

#[tokio::test]
async fn what_a_page_of_another_site_sends_is_refused() {
    let world = World::of(ProfileName::Standard).await;
    let form = [(".key", world.key.as_str()), ("userName", "ada@example.com")];
    for (name, value) in [
        ("Sec-Fetch-Site", "cross-site"),
        ("Sec-Fetch-Site", "same-site"),
        ("Origin", "https://evil.test"),
        ("Origin", "null"),
    ] {
        for path in [
            "/actions/create-user",
            "/workflows/create-user-and-send-results-via-email/runs",
            "/workflows/create-user-and-send-results-via-email/runs/.search",
        ] {
            let request = world.stranger(Method::POST, path).header(name, value);
            Seen::of(as_form(request, &form)).await.assert_scim_error(403, None);
            let request = world.request(Method::POST, path).header(name, value).json(&json!({}));
            Seen::of(request).await.assert_scim_error(403, None);
        }
    }
    assert_eq!(world.get("/Users").await.body["totalResults"], 0);
    let own = format!("http://{}", world.address);
    let request = world.stranger(Method::POST, "/actions/create-user").header("Origin", own);
    assert_eq!(Seen::of(as_form(request, &form)).await.status, 201);
}

#[tokio::test]
async fn every_action_has_a_page_a_definition_and_a_schema() {
    let world = World::of(ProfileName::Standard).await;
    let list = Seen::of(world.stranger(Method::GET, "/actions")).await;
    let actions = list.body["actions"].as_array().unwrap();
    assert!(actions.len() > 20, "{list:?}");
    for action in actions {
        let (name, title) = (action["name"].as_str().unwrap(), action["title"].as_str().unwrap());
        let path = format!("/actions/{name}");
        let page = world.stranger(Method::GET, &path).header("Accept", BROWSER);
        let page = Seen::of(page).await;
        assert_eq!(page.status, 200, "{name}");
        assert_strict(&page);
        let html = page.body.as_str().unwrap();
        assert!(html.contains(&format!("<h1>{title}</h1>")), "{name}");
        let definition = Seen::of(world.stranger(Method::GET, &path)).await;
        for parameter in definition.body["parameters"].as_array().unwrap() {
            let field = format!("name=\"{}\"", parameter["name"].as_str().unwrap());
            assert!(html.contains(&field), "{name} has no field {field}");
        }
        let schema = Seen::of(world.stranger(Method::GET, &format!("{path}/schema"))).await;
        assert_eq!(schema.header("content-type"), "application/schema+json");
        assert_eq!(schema.body["type"], "object", "{schema:?}");
    }
}

#[tokio::test]
async fn behind_a_proxy_that_gives_the_service_a_path_actions_and_links_find_their_way() {
    let world = World::of_settings(ProfileName::Standard, |_| {
        Settings::new("https://scim.example.com/rollcall")
    })
    .await;
    let ada = json!({"userName": "ada@example.com"});
    let seen = run(&world, "create-user", &world.key, ada).await;
    assert_eq!(seen.status, 201, "{seen:?}");
    let location = format!("https://scim.example.com/rollcall{}", world.scim("/Users/"));
    assert!(seen.header("location").starts_with(&location), "{seen:?}");
    let organization = world.new_key(Scope::Organization).await;
    let links = json!({"email": "ada@example.com"});
    assert_eq!(run(&world, "get-scim-links", &organization, links).await.status, 200);
    let page = world.stranger(Method::GET, "/actions/create-user").header("Accept", BROWSER);
    let page = Seen::of(page).await;
    let html = page.body.as_str().unwrap();
    for link in html.split("href=\"/").chain(html.split("src=\"/")).chain(html.split("action=\"/"))
    {
        assert!(link.starts_with("rollcall/") || link.starts_with("<!doctype"), "{link:.60}");
    }
}

/// An action that no file of ours declares.
const GREET: &str = "
name: greet-user
full_name: scim.greet_user
command: [user, greet]
title: Greet User
summary: Says hello to a user.
description: Says hello.
effect: read
parameters:
  - {name: count, title: How Many, kind: integer, help: How many to greet., tier: basic, in: query, example: 1}
request: {service: scim, method: GET, path: /Users}
";

#[tokio::test]
async fn an_action_that_is_declared_has_its_page_its_endpoint_and_its_schema() {
    let world = World::of_actions(ProfileName::Standard, GREET).await;
    world.user("ada").await;
    let page = world.stranger(Method::GET, "/actions/greet-user").header("Accept", BROWSER);
    let page = Seen::of(page).await;
    let html = page.body.as_str().unwrap();
    for part in ["<h1>Greet User</h1>", "How Many", "rollcall user greet", "scim.greet_user"] {
        assert!(html.contains(part), "{part}");
    }
    let index = world.stranger(Method::GET, "/actions").header("Accept", BROWSER);
    assert!(Seen::of(index).await.body.as_str().unwrap().contains("/actions/greet-user"));
    let schema = Seen::of(world.stranger(Method::GET, "/actions/greet-user/schema")).await;
    assert_eq!(schema.body["properties"]["count"]["type"], "integer", "{schema:?}");
    let done = run(&world, "Greet User", &world.key, json!({"how many": "1"})).await;
    assert_eq!((done.status, &done.body["totalResults"]), (200, &json!(1)), "{done:?}");
}

/// Asserts that a browser may run nothing of a page, and load nothing but ours.
#[track_caller]
fn assert_strict(seen: &Seen) {
    let policy = seen.header("content-security-policy");
    assert!(policy.starts_with("default-src 'none'") && policy.contains("frame-ancestors 'none'"));
    assert!(!policy.contains("unsafe"), "{policy}");
    assert_eq!(seen.header("cache-control"), "no-store");
    let html = seen.body.as_str().unwrap();
    for inline in ["<script", "<style", " style=", " onclick=", "javascript:"] {
        assert!(!html.contains(inline), "{inline}");
    }
}
