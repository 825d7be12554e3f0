//! Filters (RFC 7644 §3.4.2.2).

use directory::profile::ProfileName::{Standard, Strict};
use serde_json::json;

use crate::ask::{encoded, filtered, finds, found, in_both, no_filters};
use crate::world::{Tenant, group, story_in, user};

/// Ada has no title, a work address in London and a home address at home; Grace has a title, and one address without
/// a type; Alan is inactive.
async fn three_people(tenant: &Tenant) {
    let mut ada = user("ada");
    ada["emails"] = json!([
        {"value": "ada@work.example", "type": "work", "primary": true},
        {"value": "ada@home.example", "type": "home"},
    ]);
    ada["name"] = json!({"familyName": "Lovelace", "givenName": "Ada"});
    let mut grace = user("grace");
    grace["title"] = json!("Admiral");
    grace["emails"] = json!([{"value": "grace@navy.example"}]);
    let mut alan = user("alan");
    alan["active"] = json!(false);
    alan["title"] = json!("100%_\\");
    for sent in [&ada, &grace, &alan] {
        tenant.create("/Users", sent).await;
    }
}

#[tokio::test]
async fn t045_what_is_no_filter_is_refused_and_lists_nobody() {
    in_both(async |tenant| {
        three_people(tenant).await;
        let none = [
            "",
            " ",
            "userName",
            "userName eq",
            "userName is \"ada\"",
            "eq \"ada\"",
            "userName eq \"ada",
            "(userName pr",
            "userName pr)",
            "userName pr and",
            "userName pr userName pr",
            "emails[type pr",
            "emails[]",
            "emails[0]",
            "userName eq 'ada'",
        ];
        no_filters(tenant, "/Users", &none).await;
        no_filters(tenant, "/Groups", &["", "displayName is \"x\""]).await;
        no_filters(tenant, "", &["", "userName is \"x\""]).await;
        tenant.get("/Users?filter").await.refused(400, Some("invalidFilter"));
    })
    .await;
}

#[tokio::test]
async fn t046_operators_are_read_in_any_case_and_literals_are_not() {
    in_both(async |tenant| {
        three_people(tenant).await;
        let cases: [(&str, &[&str]); 4] = [
            ("USERNAME Eq \"ada@example.com\"", &["ada"]),
            ("userName SW \"a\" AND Not (ACTIVE eQ false)", &["ada"]),
            ("title PR OR name.FAMILYname Co \"love\"", &["ada", "grace", "alan"]),
            ("title eq null", &["ada"]),
        ];
        finds(tenant, "/Users", &cases).await;
    })
    .await;
    story_in(Strict, async |tenant| {
        no_filters(tenant, "/Users", &["active eq True", "active eq FALSE", "title eq NULL"]).await;
    })
    .await;
}

#[tokio::test]
async fn t047_brackets_bind_first_then_not_then_and_then_or() {
    in_both(async |tenant| {
        three_people(tenant).await;
        let cases: [(&str, &[&str]); 5] = [
            ("userName sw \"ada\" or title pr and active eq false", &["ada", "alan"]),
            ("(userName sw \"ada\" or title pr) and active eq false", &["alan"]),
            ("not (title pr) and active eq false", &[]),
            ("not (title pr and active eq false)", &["ada", "grace"]),
            ("active eq false and title pr or userName sw \"ada\"", &["ada", "alan"]),
        ];
        finds(tenant, "/Users", &cases).await;
    })
    .await;
}

#[tokio::test]
async fn t048_not_wants_its_brackets() {
    in_both(async |tenant| {
        three_people(tenant).await;
        finds(tenant, "/Users", &[("not(title pr)", &["ada"]), ("not (title pr)", &["ada"])]).await;
        no_filters(tenant, "/Users", &["not title pr", "not userName eq \"ada\"", "not"]).await;
    })
    .await;
}

#[tokio::test]
async fn t049_in_brackets_one_element_must_match_all() {
    in_both(async |tenant| {
        three_people(tenant).await;
        let cases: [(&str, &[&str]); 4] = [
            ("emails.type eq \"work\" and emails.value co \"home\"", &["ada"]),
            ("emails[type eq \"work\" and value co \"home\"]", &[]),
            ("emails[type eq \"home\" and value co \"home\"]", &["ada"]),
            ("emails[type eq \"work\" and not (value co \"example.com\")]", &["ada"]),
        ];
        finds(tenant, "/Users", &cases).await;
    })
    .await;
}

#[tokio::test]
async fn t050_some_is_not_and_none_is_are_two_questions() {
    in_both(async |tenant| {
        three_people(tenant).await;
        let cases: [(&str, &[&str]); 4] = [
            ("emails.type ne \"work\"", &["ada", "grace"]),
            ("not (emails.type eq \"work\")", &["grace"]),
            ("title ne \"Admiral\"", &["ada", "alan"]),
            ("not (title eq \"Admiral\")", &["ada", "alan"]),
        ];
        finds(tenant, "/Users", &cases).await;
    })
    .await;
}

#[tokio::test]
async fn t051_a_complex_attribute_is_its_value_if_it_has_one() {
    in_both(async |tenant| {
        three_people(tenant).await;
        let cases: [(&str, &[&str]); 2] = [
            ("emails co \"navy.example\"", &["grace"]),
            ("emails eq \"ADA@work.example\"", &["ada"]),
        ];
        finds(tenant, "/Users", &cases).await;
        no_filters(tenant, "/Users", &["name eq \"Ada\"", "name co \"Ada\"", "meta eq \"x\""])
            .await;
    })
    .await;
}

#[tokio::test]
async fn t052_present_is_what_has_a_value() {
    in_both(async |tenant| {
        three_people(tenant).await;
        let mut empty = user("edith");
        empty["title"] = json!("");
        empty["phoneNumbers"] = json!([]);
        empty["name"] = json!({"familyName": ""});
        tenant.create("/Users", &empty).await;
        let cases: [(&str, &[&str]); 4] = [
            ("name pr", &["ada"]),
            ("title pr", &["grace", "alan"]),
            ("phoneNumbers pr", &[]),
            ("active pr", &["ada", "grace", "alan", "edith"]),
        ];
        finds(tenant, "/Users", &cases).await;
    })
    .await;
}

#[tokio::test]
async fn t053_null_is_what_has_no_value() {
    in_both(async |tenant| {
        three_people(tenant).await;
        let cases: [(&str, &[&str]); 4] = [
            ("title eq null", &["ada"]),
            ("title ne null", &["grace", "alan"]),
            ("emails[type eq null]", &["grace"]),
            ("name.familyName eq null", &["grace", "alan"]),
        ];
        finds(tenant, "/Users", &cases).await;
        no_filters(tenant, "/Users", &["title gt null", "title co null"]).await;
    })
    .await;
}

#[tokio::test]
async fn t054_an_operator_must_go_with_the_type() {
    in_both(async |tenant| {
        three_people(tenant).await;
        for operator in ["gt", "ge", "lt", "le"] {
            let boolean = format!("active {operator} true");
            let binary = format!("x509Certificates.value {operator} \"TQ==\"");
            no_filters(tenant, "/Users", &[&boolean, &binary]).await;
        }
        for operator in ["co", "sw", "ew"] {
            no_filters(tenant, "/Users", &[&format!("active {operator} true")]).await;
        }
        let substring = ["meta.created co \"2026\"", "meta.lastModified sw \"2026\""];
        no_filters(tenant, "/Users", &substring).await;
        let cases: [(&str, &[&str]); 4] = [
            ("title gt \"admiral\"", &[]),
            ("title ge \"ADMIRAL\"", &["grace"]),
            ("title lt \"a\"", &["alan"]),
            ("meta.created gt \"2020-01-01T00:00:00+01:00\"", &["ada", "grace", "alan"]),
        ];
        finds(tenant, "/Users", &cases).await;
    })
    .await;
}

#[tokio::test]
async fn t055_a_literal_must_be_of_the_type() {
    let doubtful = ["active eq \"true\"", "emails[primary eq \"True\"]"];
    in_both(async |tenant| {
        three_people(tenant).await;
        no_filters(tenant, "/Users", &["active eq 1", "meta.created gt \"soon\""]).await;
    })
    .await;
    story_in(Strict, async |tenant| {
        no_filters(tenant, "/Users", &doubtful).await;
        // Elsewhere a bare word is the text it looks like.
        no_filters(tenant, "/Users", &["userName eq 5", "userName eq true"]).await;
    })
    .await;
    story_in(Standard, async |tenant| {
        three_people(tenant).await;
        assert_eq!(found(tenant, "/Users", doubtful[0]).await, ["ada", "grace"]);
        assert_eq!(found(tenant, "/Users", doubtful[1]).await, ["ada", "alan"]);
    })
    .await;
}

#[tokio::test]
async fn t056_literals_are_json() {
    in_both(async |tenant| {
        for (name, title) in
            [("ada", "say \"hi\""), ("grace", "back\\slash"), ("alan", "\u{1F600} caf\u{e9}")]
        {
            let mut sent = user(name);
            sent["title"] = json!(title);
            tenant.create("/Users", &sent).await;
        }
        let cases: [(&str, &[&str]); 4] = [
            (r#"title eq "say \"hi\"""#, &["ada"]),
            (r#"title eq "back\\slash""#, &["grace"]),
            (r#"title eq "\ud83d\ude00 caf\u00e9""#, &["alan"]),
            ("title eq \"\u{1F600} caf\u{e9}\"", &["alan"]),
        ];
        finds(tenant, "/Users", &cases).await;
        let none = [
            "title eq 'x'",
            r#"title eq "\x""#,
            r#"title eq "\ud83d""#,
            "title eq \"a\nb\"",
            "title eq \"",
        ];
        no_filters(tenant, "/Users", &none).await;
    })
    .await;
    let unquoted = "meta.resourceType eq User";
    story_in(Strict, async |tenant| no_filters(tenant, "/Users", &[unquoted]).await).await;
    story_in(Standard, async |tenant| {
        tenant.create("/Users", &user("ada")).await;
        assert_eq!(found(tenant, "/Users", unquoted).await, ["ada"]);
    })
    .await;
}

#[tokio::test]
async fn t057_a_stranger_among_attributes_is_refused_where_the_type_is_known() {
    in_both(async |tenant| {
        three_people(tenant).await;
        let strangers = ["shoeSize eq 38", "name.nick pr", "emails[size pr]", "urn:example:X:y pr"];
        no_filters(tenant, "/Users", &strangers).await;
        no_filters(tenant, "/Groups", &["userName pr"]).await;
        finds(
            tenant,
            "",
            &[("shoeSize eq 38", &[]), ("userName sw \"ad\" or shoeSize pr", &["ada"])],
        )
        .await;
    })
    .await;
}

#[tokio::test]
async fn t058_a_default_is_found_by_what_was_answered() {
    in_both(async |tenant| {
        let born = tenant.post("/Users", &user("ada")).await.status(201);
        assert_eq!(born.at("/active"), true, "{born}");
        finds(tenant, "/Users", &[("active eq true", &["ada"]), ("active ne true", &[])]).await;
    })
    .await;
}

#[tokio::test]
async fn t059_what_the_service_adds_can_be_asked_for() {
    in_both(async |tenant| {
        let born = tenant.post("/Users", &user("ada")).await.status(201);
        let text = |pointer: &str| born.at(pointer).as_str().expect("a text").to_owned();
        let version = text("/meta/version").replace('"', "\\\"");
        for filter in [
            "schemas eq \"URN:IETF:params:scim:schemas:core:2.0:User\"".to_owned(),
            format!("id eq \"{}\"", born.id()),
            format!("meta.created eq \"{}\"", text("/meta/created")),
            format!("meta.lastModified le \"{}\"", text("/meta/lastModified")),
            format!("meta.location eq \"{}\"", text("/meta/location")),
            format!("meta.version eq \"{version}\""),
            "meta.resourceType eq \"User\"".to_owned(),
        ] {
            assert_eq!(found(tenant, "/Users", &filter).await, ["ada"], "{filter}");
        }
        let others = [("schemas eq \"urn:x\"", &[][..]), ("meta.version eq \"W/\\\"2\\\"\"", &[])];
        finds(tenant, "/Users", &others).await;
    })
    .await;
}

#[tokio::test]
async fn t060_filters_are_bounded_and_have_no_wildcards() {
    in_both(async |tenant| {
        three_people(tenant).await;
        let deep = format!("{}active pr{}", "(".repeat(2_000), ")".repeat(2_000));
        let wide = vec!["active pr"; 200].join(" or ");
        let long = format!("userName eq \"{}\"", "a".repeat(9_000));
        no_filters(tenant, "/Users", &[&deep, &wide, &long]).await;
        let cases: [(&str, &[&str]); 4] = [
            ("title co \"%\"", &["alan"]),
            ("title co \"_\"", &["alan"]),
            ("title co \"dmira_\"", &[]),
            ("title sw \"100%_\\\\\"", &["alan"]),
        ];
        finds(tenant, "/Users", &cases).await;
    })
    .await;
}

#[tokio::test]
async fn t061_a_query_is_decoded_once() {
    in_both(async |tenant| {
        let mut sent = user("ada");
        sent["title"] = json!("a+b c%20d");
        tenant.create("/Users", &sent).await;
        let plus = "/Users?filter=title+eq+%22a%2Bb+c%2520d%22";
        assert_eq!(tenant.get(plus).await.status(200).at("/totalResults"), 1);
        let twice = "/Users?filter=title+eq+%22a+b%20c%20d%22";
        assert_eq!(tenant.get(twice).await.status(200).at("/totalResults"), 0);
        let both = "/Users?filter=title%20pr&filter=active%20pr";
        tenant.get(both).await.refused(400, Some("invalidFilter"));
        let unknown = format!("/Users?FILTER={}&shoe=1", encoded("title eq \"x\""));
        assert_eq!(tenant.get(&unknown).await.status(200).at("/totalResults"), 1);
        tenant.get("/Users?filter=%FF").await.refused(400, Some("invalidFilter"));
    })
    .await;
}

/// The documented course: a filter on a single resource means nothing.
#[tokio::test]
async fn t062_a_filter_on_one_resource_means_nothing() {
    in_both(async |tenant| {
        let ada = tenant.create("/Users", &user("ada")).await;
        let path = format!("/Users/{ada}");
        let plain = tenant.get(&path).await.status(200);
        let asked = tenant.get(&filtered(&path, "userName eq \"grace\"")).await.status(200);
        assert_eq!(asked.body, plain.body);
    })
    .await;
}

#[tokio::test]
async fn t063_filters_see_nothing_that_may_not_be_read() {
    in_both(async |tenant| {
        let mut sent = user("ada");
        sent["password"] = json!("t1meMa$heen");
        tenant.create("/Users", &sent).await;
        let hidden = ["password sw \"t\"", "password pr", "not (password eq \"x\")"];
        no_filters(tenant, "/Users", &hidden).await;
        no_filters(tenant, "", &hidden).await;
        tenant.get("/Users?sortBy=password").await.refused(400, Some("invalidValue"));
        tenant.create("/Groups", &group("Team", &[])).await;
        let found = tenant.get(&filtered("", "password eq \"x\" or displayName pr")).await;
        found.refused(400, Some("invalidFilter"));
    })
    .await;
}
