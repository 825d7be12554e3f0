use serde_json::Value;

use crate::world::{Run, Server, World, client};

/// A served directory in that profile: its world, its server, and the arguments that name it.
struct Bench {
    world: World,
    _server: Server,
    created: Value,
    target: String,
}

/// As short as it can be: what is looked for is whether the answers are right.
const BRIEFLY: &str = "--connections 2 --warmup 0 --duration 300ms --output json";

impl Bench {
    fn of(profile: &str) -> Self {
        let world = World::new();
        let server = world.serve();
        let created = world.json(&format!("directory create --name Staff --profile {profile}"));
        let [url, key] = ["scimBaseUrl", "apiKey"].map(|name| created[name].as_str().unwrap());
        let target = format!("{url} --key {key}");
        Self { world, _server: server, target, created }
    }

    fn run(&self, words: &str) -> Run {
        self.world.run_plain(&format!("bench {} {words}", self.target), [""; 0])
    }

    /// A run without a wrong answer.
    fn right(&self, words: &str) -> Value {
        let run = self.run(&format!("{BRIEFLY} {words}"));
        assert_eq!((run.code, run.stderr.as_str()), (0, ""), "{run:?}");
        serde_json::from_str(&run.stdout).unwrap()
    }

    /// How many users the directory has.
    fn users(&self) -> u64 {
        let runtime = tokio::runtime::Runtime::new().unwrap();
        let query = client::ListQuery::default();
        let listed = client(&self.created).list(client::Endpoint::Users, &query);
        let answer = runtime.block_on(async { listed.await }).unwrap();
        answer.body["totalResults"].as_u64().unwrap()
    }
}

/// The operations of all mixes, each with how often it was asked and how often wrongly answered.
fn counts(report: &Value) -> Vec<(String, u64, u64)> {
    let mixes = report["mixes"].as_array().unwrap().iter();
    let operations = mixes.flat_map(|mix| mix["operations"].as_array().unwrap());
    operations
        .map(|one| {
            let count = |name: &str| one[name].as_u64().unwrap();
            (one["operation"].as_str().unwrap().to_owned(), count("requests"), count("wrong"))
        })
        .collect()
}

#[test]
fn every_mix_is_answered_rightly_and_what_it_created_is_gone() {
    for profile in ["standard", "atlassian"] {
        let bench = Bench::of(profile);
        let report = bench.right("--seed 250 --memberships 600 --group-size 20 --bulk-size 5 \
            --mix get --mix find-user-name --mix find-email --mix find-external-id --mix list \
            --mix page-index-deep --mix page-cursor --mix page-cursor-deep --mix create --mix patch \
            --mix deactivate --mix members --mix bulk --mix day");
        let counts = counts(&report);
        for (operation, requests, wrong) in &counts {
            assert!(*requests > 0 && *wrong == 0, "{profile} {operation}: {report:#}");
        }
        let kinds: std::collections::BTreeSet<_> = counts.iter().map(|(kind, ..)| kind).collect();
        assert_eq!(kinds.len(), 15, "{kinds:?}");
        assert_eq!(bench.users(), 250, "{profile}");
    }
}

#[test]
fn a_directory_that_is_filled_is_filled_once() {
    let bench = Bench::of("standard");
    let first = bench.right("--seed 120 --memberships 300");
    assert_eq!(first["filled"]["users"]["created"], 120, "{first:#}");
    assert_eq!(first["filled"]["memberships"]["created"], 300, "{first:#}");
    let again = bench.right("--seed 120 --memberships 300");
    assert_eq!(again["filled"]["users"]["created"], 0, "{again:#}");
    assert_eq!(again["filled"]["memberships"]["created"], 0, "{again:#}");
    let more = bench.right("--seed 200");
    assert_eq!(more["filled"]["users"]["created"], 80, "{more:#}");
    assert_eq!(bench.users(), 200);
}

#[test]
fn the_server_is_compared_with_what_the_machine_can_do() {
    let bench = Bench::of("standard");
    let report = bench.right(
        "--seed 150 --limits --rounds 2 --mix get --mix find-user-name --mix list --mix create --mix patch",
    );
    let mixes = report["mixes"].as_array().unwrap();
    for (mix, yardstick) in
        mixes.iter().zip(["bare-server", "bare-server", "bare-server", "raw-commits"])
    {
        let limit = &mix["limit"];
        assert_eq!(limit["yardstick"], yardstick, "{mix:#}");
        assert_eq!(limit["rounds"].as_array().unwrap().len(), 2, "{mix:#}");
        for part in ["server", "limit", "ratio"] {
            assert!(limit[part].as_f64().unwrap() > 0.0, "{mix:#}");
        }
    }
    assert_eq!(mixes[4]["limit"], Value::Null, "{report:#}");
    assert_eq!(bench.users(), 150);
}
