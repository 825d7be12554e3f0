//! Runs of workflows, their steps, and how far what starts them has come.

use directory::model::{RunRecord, RunStep};
use directory::store::{CommitError, Position, Precondition, RunSelection, Tenant, Write};

use crate::build::{Draft, at, id, run};
use crate::suite::world::{TenantStore, World};

fn begun(run: &RunRecord) -> Write {
    Write::Run { run: run.clone(), expect: Precondition::Absent }
}

/// The run as it goes on, and the write that says so.
fn goes_on(run: &RunRecord, body: &str, open: bool) -> (RunRecord, Write) {
    let next =
        RunRecord { version: run.version + 1, open, body: body.as_bytes().to_vec(), ..run.clone() };
    let write = Write::Run { run: next.clone(), expect: Precondition::Version(run.version) };
    (next, write)
}

fn step(number: u64, body: &str) -> RunStep {
    RunStep { number, body: body.as_bytes().to_vec() }
}

fn every() -> RunSelection {
    RunSelection { workflow: None, open: false, before: None, limit: 100 }
}

async fn listed(tenant: &TenantStore, selection: &RunSelection) -> Vec<(Position, RunRecord)> {
    tenant.read().await.runs(selection).await.unwrap()
}

async fn runs(tenant: &TenantStore, selection: &RunSelection) -> Vec<RunRecord> {
    listed(tenant, selection).await.into_iter().map(|(_, run)| run).collect()
}

async fn steps(tenant: &TenantStore, run: &RunRecord) -> Vec<RunStep> {
    tenant.read().await.run_steps(run.id).await.unwrap()
}

async fn kept(tenant: &TenantStore, run: &RunRecord) -> Option<RunRecord> {
    tenant.read().await.run(run.id).await.unwrap()
}

async fn position(tenant: &TenantStore, name: &str) -> Option<String> {
    tenant.read().await.trigger(name).await.unwrap()
}

fn trigger(name: &str, expect: Option<&str>, position: &str) -> Write {
    let (name, expect) = (name.to_owned(), expect.map(str::to_owned));
    Write::Trigger { name, expect, position: position.to_owned() }
}

pub(crate) async fn reads_back_a_run_and_its_steps_whole(world: &World) {
    let of_directory = RunRecord {
        workflow: "create-user \u{1f680}".to_owned(),
        version: 7,
        open: false,
        started: at(5),
        body: (0..=u8::MAX).collect(),
        ..run(1, world.staff.tenant)
    };
    let of_organization = run(2, world.acme.tenant);
    let first = RunStep { number: 0, body: vec![] };
    let second = RunStep { number: 1, body: (0..=u8::MAX).rev().collect() };
    world
        .staff
        .write([
            begun(&of_directory),
            Write::RunStep { run: of_directory.id, step: second.clone() },
            Write::RunStep { run: of_directory.id, step: first.clone() },
        ])
        .await;
    world.acme.write([begun(&of_organization)]).await;

    assert_eq!(kept(&world.staff, &of_directory).await, Some(of_directory.clone()));
    assert_eq!(steps(&world.staff, &of_directory).await, [first, second], "by number");
    assert_eq!(kept(&world.acme, &of_organization).await, Some(of_organization.clone()));
    assert_eq!(steps(&world.acme, &of_organization).await, []);
    assert_eq!(kept(&world.staff, &run(3, world.staff.tenant)).await, None);
    assert_eq!(steps(&world.staff, &run(3, world.staff.tenant)).await, []);
}

pub(crate) async fn a_run_goes_on_from_the_version_it_has(world: &World) {
    let first = run(1, world.staff.tenant);
    let (second, write) = goes_on(&first, "second", true);
    world.staff.refuses([write.clone()]).await;
    world.staff.write([begun(&first)]).await;
    world.staff.refuses([begun(&first)]).await;
    world.staff.write([write.clone()]).await;
    world.staff.refuses([write]).await;
    let (third, write) = goes_on(&second, "third", false);
    world.staff.write([write]).await;
    assert_eq!(runs(&world.staff, &every()).await, std::slice::from_ref(&third));

    // What a run is does not change, whatever is written.
    let (fourth, _) = goes_on(&third, "fourth", false);
    let fourth = RunRecord { workflow: "another".to_owned(), started: at(77), ..fourth };
    let expect = Precondition::Version(third.version);
    world.staff.write([Write::Run { run: fourth.clone(), expect }]).await;
    let expected = RunRecord { version: 4, body: b"fourth".to_vec(), ..third };
    assert_eq!(kept(&world.staff, &fourth).await, Some(expected));
}

pub(crate) async fn of_two_that_carry_a_run_on_one_wins(world: &World) {
    let first = run(1, world.staff.tenant);
    world.staff.write([begun(&first)]).await;
    let tries: Vec<_> = (0..20)
        .map(|n| {
            let (staff, body) = (world.staff.clone(), format!("runner {n}"));
            let (next, write) = goes_on(&first, &body, true);
            tokio::spawn(async move {
                let by = Write::RunStep { run: next.id, step: step(0, &body) };
                (next, staff.try_write([write, by]).await)
            })
        })
        .collect();
    let mut winners = Vec::new();
    for outcome in tries {
        match outcome.await.unwrap() {
            (next, Ok(())) => winners.push(next),
            (_, Err(error)) => assert!(matches!(error, CommitError::Conflict), "{error:?}"),
        }
    }
    assert_eq!(winners.len(), 1);
    let winner = winners.pop().unwrap();
    assert_eq!(steps(&world.staff, &first).await[0].body, winner.body, "and its step with it");
    assert_eq!(kept(&world.staff, &first).await, Some(winner));
}

pub(crate) async fn a_step_takes_the_place_of_what_was_kept_of_it(world: &World) {
    let (one, other) = (run(1, world.staff.tenant), run(2, world.staff.tenant));
    world.staff.write([begun(&one), begun(&other)]).await;
    for (run, number, body) in
        [(&one, 1, "begun"), (&one, 2, "begun"), (&other, 1, "begun"), (&one, 1, "done")]
    {
        world.staff.write([Write::RunStep { run: run.id, step: step(number, body) }]).await;
    }
    assert_eq!(steps(&world.staff, &one).await, [step(1, "done"), step(2, "begun")]);
    assert_eq!(steps(&world.staff, &other).await, [step(1, "begun")]);
    world.staff.refuses([Write::RunStep { run: id(99), step: step(1, "of nothing") }]).await;
}

pub(crate) async fn runs_come_newest_first_in_pages(world: &World) {
    let mut all = Vec::new();
    for (n, workflow, open) in
        [(5, "a", true), (2, "b", false), (9, "a", false), (1, "a", true), (7, "b", true)]
    {
        let workflow = workflow.to_owned();
        let new = RunRecord { workflow, open, ..run(n, world.staff.tenant) };
        world.staff.write([begun(&new)]).await;
        all.insert(0, new);
    }
    assert_eq!(runs(&world.staff, &every()).await, all);
    let only = |wanted: fn(&&RunRecord) -> bool| -> Vec<RunRecord> {
        all.iter().filter(wanted).cloned().collect()
    };
    let of_a = RunSelection { workflow: Some("a".to_owned()), ..every() };
    assert_eq!(runs(&world.staff, &of_a).await, only(|run| run.workflow == "a"));
    let open = RunSelection { open: true, ..every() };
    assert_eq!(runs(&world.staff, &open).await, only(|run| run.open));
    let open_of_a = RunSelection { open: true, ..of_a };
    assert_eq!(runs(&world.staff, &open_of_a).await, only(|run| run.open && run.workflow == "a"));
    let of_none = RunSelection { workflow: Some("A".to_owned()), ..every() };
    assert_eq!(runs(&world.staff, &of_none).await, []);

    let places = listed(&world.staff, &every()).await;
    assert!(places.is_sorted_by(|(one, _), (next, _)| one > next), "places fall");
    for (done, (place, _)) in (1..).zip(&places) {
        let page = RunSelection { before: Some(*place), limit: 2, ..every() };
        let expected: Vec<_> = all.iter().skip(done).take(2).cloned().collect();
        assert_eq!(runs(&world.staff, &page).await, expected);
    }
    assert_eq!(runs(&world.staff, &RunSelection { limit: 0, ..every() }).await, []);
}

pub(crate) async fn an_organization_sees_the_runs_of_all_its_directories(world: &World) {
    let [staff, guests, acme, globex] =
        [(1, &world.staff), (2, &world.guests), (3, &world.acme), (4, &world.globex)]
            .map(|(n, tenant)| (tenant, run(n, tenant.tenant)));
    for (tenant, run) in [&staff, &guests, &acme, &globex] {
        tenant.write([begun(run)]).await;
        tenant.write([Write::RunStep { run: run.id, step: step(1, "its own") }]).await;
    }
    assert_eq!(
        runs(&world.acme, &every()).await,
        [&acme, &guests, &staff].map(|(_, run)| run.clone())
    );
    assert_eq!(steps(&world.acme, &staff.1).await, [step(1, "its own")]);
    for (tenant, own) in [&staff, &guests, &globex] {
        assert_eq!(runs(tenant, &every()).await, std::slice::from_ref(own));
        for (_, run) in [&staff, &guests, &acme, &globex] {
            let seen = run.id == own.id;
            assert_eq!(kept(tenant, run).await.is_some(), seen);
            assert_eq!(!steps(tenant, run).await.is_empty(), seen);
        }
    }
}

pub(crate) async fn a_run_is_written_by_its_own_tenant_alone(world: &World) {
    let own = run(1, world.staff.tenant);
    world.staff.write([begun(&own), Write::RunStep { run: own.id, step: step(1, "own") }]).await;
    let (next, write) = goes_on(&own, "smuggled", true);
    for other in [&world.acme, &world.guests, &world.globex] {
        other.refuses([write.clone()]).await;
        other.refuses([Write::RunStep { run: own.id, step: step(1, "smuggled") }]).await;
        other.refuses([begun(&run(2, world.staff.tenant))]).await;
        let moved = RunRecord { directory: other.tenant.directory, ..next.clone() };
        other.refuses([Write::Run { run: moved, expect: Precondition::Version(1) }]).await;
    }
    for sibling in [&world.acme, &world.guests] {
        // In an organization an id is given once.
        sibling.refuses([begun(&run(1, sibling.tenant))]).await;
    }
    let nobody = Tenant { organization: id(99), directory: None };
    let mut change = world.acme.change([begun(&run(2, nobody))]);
    change.tenant = nobody;
    change.log.clear();
    world.acme.refuses_change(change).await;
    assert_eq!(runs(&world.acme, &every()).await, std::slice::from_ref(&own));
    assert_eq!(steps(&world.staff, &own).await, [step(1, "own")]);
}

pub(crate) async fn a_run_and_a_trigger_are_written_together_or_not_at_all(world: &World) {
    let new = run(1, world.acme.tenant);
    let ann = Draft::user(1, "ann");
    let both = || [begun(&new), trigger("report", None, "1")];
    world.acme.refuses(both().into_iter().chain([ann.insert()])).await;
    assert_eq!(runs(&world.acme, &every()).await, []);
    assert_eq!(position(&world.acme, "report").await, None);
    // They are their own record: nothing need stand in the log.
    let mut change = world.acme.change(both());
    change.log.clear();
    let log = world.acme.read().await.log(None, 100).await.unwrap();
    world.store.commit(change).await.unwrap();
    assert_eq!(runs(&world.acme, &every()).await, std::slice::from_ref(&new));
    assert_eq!(position(&world.acme, "report").await.as_deref(), Some("1"));
    assert_eq!(world.acme.read().await.log(None, 100).await.unwrap(), log);
    let twice = [begun(&run(2, world.acme.tenant)), trigger("report", None, "1")];
    world.acme.refuses(twice).await;
    assert_eq!(runs(&world.acme, &every()).await, [new]);
}

pub(crate) async fn a_trigger_goes_on_from_where_it_is(world: &World) {
    world.acme.refuses([trigger("feed", Some("0"), "1")]).await;
    world.acme.write([trigger("feed", None, "1"), trigger("other", None, "7")]).await;
    world.acme.refuses([trigger("feed", None, "2")]).await;
    world.acme.refuses([trigger("feed", Some("2"), "3")]).await;
    world
        .acme
        .write([trigger("feed", Some("1"), "2"), trigger("feed", Some("2"), "3 \u{fc}")])
        .await;
    assert_eq!(position(&world.acme, "feed").await.as_deref(), Some("3 \u{fc}"));
    assert_eq!(position(&world.acme, "other").await.as_deref(), Some("7"));

    // It is the organization's, and no other's.
    assert_eq!(position(&world.staff, "other").await.as_deref(), Some("7"));
    world.staff.write([trigger("other", Some("7"), "8")]).await;
    assert_eq!(position(&world.acme, "other").await.as_deref(), Some("8"));
    assert_eq!(position(&world.globex, "other").await, None);
    world.globex.write([trigger("other", None, "1")]).await;
    assert_eq!(position(&world.acme, "other").await.as_deref(), Some("8"));
}
