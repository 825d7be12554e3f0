//! Bulk requests (RFC 7644 §3.7).

use directory::bulk::BulkResult;
use directory::model::Kind;
use directory::{Caller, Error, Service, Wanted};
use scim::bulk::{self as messages, BulkRequest, Method};
use scim::{Path, Tolerances};
use serde_json::{Map, Value, json};

use crate::filter::check_message;
use crate::setting::{Setting, roomy};
use crate::world::{begin, wait};

/// How many operations are accepted here: a fuzzer has no use for more.
const OPERATIONS: usize = 8;

/// The body limit of a single request here, in bytes.
const BYTES: usize = 2_000;

/// A message is refused as a whole, or every operation in it has a result of its own, in order, up to as many
/// failures as it allows; whatever was done, the store is whole. `$user` and `$group` in the text are the ids of
/// resources that are there.
pub fn bulk(data: &[u8]) {
    let (setting, text) = Setting::take(data);
    let text = &*String::from_utf8_lossy(text);
    let Ok(message) = scim::json::parse(text.as_bytes(), setting.limits.json_depth) else { return };
    let request = BulkRequest::read(message.clone(), &setting.tolerances);
    let upper = |request: &BulkRequest| {
        request.operations.iter().all(|one| !one.method.contains(|c: char| c.is_lowercase()))
    };
    // A method in another case is none, until tolerance takes it for one: its bulkId may then stand twice.
    if let Ok(strict) = BulkRequest::read(message, &Tolerances::none())
        && upper(&strict)
    {
        assert_eq!(request.as_ref(), Ok(&strict), "tolerance changed what it means");
    }
    match request {
        Err(error) => check_message(text.len(), &error),
        Ok(request) => {
            check_references(&request, setting);
            let choice = data.first().copied().unwrap_or_default();
            wait(check_service(choice, text, &setting.tolerances));
        }
    }
}

/// To look for references changes nothing of what a PATCH means.
fn check_references(request: &BulkRequest, Setting { of, tolerances, .. }: &Setting) {
    for operation in &request.operations {
        let data = operation.data.clone().unwrap_or_default();
        if let Value::Object(document) = &data {
            let mut same = document.clone();
            messages::attributes(&mut same, of, &mut |_| true);
            assert_eq!(&same, document, "a document was changed");
        }
        let Some(message) = messages::patch_message(data, tolerances) else { continue };
        let mut same = message.clone();
        messages::operations(&mut same, of, tolerances, &roomy(), &mut |_| {});
        let paths = |message: &Map<String, Value>| {
            let texts: Vec<String> = paths(message);
            let parsed = texts.iter().map(|path| Path::parse(path, of, tolerances, &roomy()).ok());
            format!("{:?}", parsed.collect::<Vec<_>>())
        };
        assert_eq!(paths(&same), paths(&message), "a path was changed");
    }
}

fn paths(message: &Map<String, Value>) -> Vec<String> {
    let named = |members: &Map<String, Value>, name: &str| {
        members
            .iter()
            .find(|(key, _)| key.eq_ignore_ascii_case(name))
            .map(|(_, value)| value.clone())
    };
    let Some(Value::Array(operations)) = named(message, "Operations") else { return Vec::new() };
    let operations = operations.iter().filter_map(Value::as_object);
    let paths = operations.filter_map(|operation| named(operation, "path"));
    paths.filter_map(|path| path.as_str().map(str::to_owned)).collect()
}

/// A service of its own for every request, so that a failure can be had again.
async fn check_service(choice: u8, text: &str, tolerances: &Tolerances) {
    let begun = begin(choice, OPERATIONS).await;
    #[expect(clippy::expect_used, reason = "without a service nothing can be shown")]
    let (service, caller, user, group) = match begun {
        Ok((service, caller)) => {
            let user = create(&service, &caller, Kind::User, named("userName")).await;
            let group = create(&service, &caller, Kind::Group, named("displayName")).await;
            (service, caller, user.expect("a user"), group.expect("a group"))
        }
        Err(error) => return assert!(matches!(error, Error::Scim(_)), "{error}"),
    };
    let text = text.replace("$user", &user).replace("$group", &group);
    let Ok(message) = scim::json::parse(text.as_bytes(), usize::MAX) else { return };
    // Read anew: a bulkId may hold such an id too.
    let Ok(request) = BulkRequest::read(message.clone(), tolerances) else { return };
    match service.bulk(&caller, message, BYTES).await {
        Ok(results) => check_results(&results, &request),
        Err(error) => check_message(text.len(), &error),
    }
    let broken = service.verify().await;
    assert!(broken.as_ref().is_ok_and(Vec::is_empty), "{broken:?}");
}

fn named(attribute: &str) -> Map<String, Value> {
    let emails = json!([{"value": "ann@example.com", "primary": true}]);
    let schema = if attribute == "userName" { "User" } else { "Group" };
    let schemas = json!([format!("urn:ietf:params:scim:schemas:core:2.0:{schema}")]);
    let mut document = Map::new();
    document.insert("schemas".to_owned(), schemas);
    document.insert(attribute.to_owned(), json!("ann"));
    if schema == "User" {
        document.insert("emails".to_owned(), emails);
    }
    document
}

async fn create(
    service: &Service,
    caller: &Caller,
    kind: Kind,
    document: Map<String, Value>,
) -> Result<String, Error> {
    let answer = service.create(caller, kind, document, &Wanted::default()).await?;
    Ok(answer.id.to_string())
}

fn check_results(results: &[BulkResult], request: &BulkRequest) {
    let failures = results.iter().filter(|result| result.outcome.is_err()).count();
    let limit = request.fail_on_errors.map_or(usize::MAX, std::num::NonZeroUsize::get);
    let (done, asked) = (results.len(), request.operations.len());
    assert!(done <= asked && failures <= limit, "{done} of {asked} done, {failures} failed");
    assert!(done == asked || failures == limit, "{done} of {asked} done, {failures} failed");
    for result in results {
        let created = result.method == Method::Post.as_str();
        match &result.outcome {
            Ok(done) => {
                assert!((200..300).contains(&done.status), "{result:?}");
                assert!(result.location.is_some(), "{result:?}");
            }
            Err(_) => assert!(!(created && result.location.is_some()), "{result:?}"),
        }
    }
    if done == asked {
        let asked = request.operations.iter().map(|operation| operation.bulk_id.as_ref());
        assert!(results.iter().map(|result| result.bulk_id.as_ref()).eq(asked), "out of order");
    }
}
