//! The model store finds what is wrong with itself.

use std::sync::Arc;

use directory::store::{Position, Tenant, Write};

use super::state::{Resource, State};
use crate::build::{
    Draft, account, at, change, directory, id, log_entry, new_account, organization,
};

const ALICE: Position = Position(1);
const BOB: Position = Position(2);
const TEAM: Position = Position(3);

/// Alice and bob, and a team alice is in.
fn sound() -> State {
    let tenant = Tenant { organization: id(1), directory: Some(id(11)) };
    let (alice, bob, team) =
        (Draft::user(1, "alice"), Draft::user(2, "bob"), Draft::group(3, "team"));
    let writes = vec![
        Write::Organization(organization(1, "acme")),
        Write::Directory(directory(11, tenant.organization, "staff")),
        new_account(account(1, "alice@acme.example")),
        alice.insert(),
        bob.insert(),
        team.insert(),
        team.members(&[&alice], &[], at(1)),
    ];
    let mut state = State::default();
    state.apply(change(tenant, id(1), writes)).unwrap();
    state
}

fn codes(state: &State) -> Vec<&'static str> {
    state.findings().into_iter().map(|finding| finding.code).collect()
}

/// What is found after one resource was tampered with.
fn after(place: Position, tamper: impl FnOnce(&mut Resource)) -> Vec<&'static str> {
    let mut state = sound();
    tamper(Arc::make_mut(state.resources.get_mut(&place).unwrap()));
    codes(&state)
}

#[test]
fn a_sound_state_has_no_findings() {
    assert_eq!(codes(&sound()), [""; 0]);
}

#[test]
fn tampered_resources_are_found() {
    let alices = sound().resources[&ALICE].unique.clone();
    assert_eq!(after(BOB, |bob| bob.unique = alices), ["unique-shared"]);
    assert_eq!(after(BOB, |bob| bob.record.id = id(1)), ["id-twice"]);
    assert_eq!(after(BOB, |bob| bob.record.account = Some(id(9))), ["account-missing"]);
    assert_eq!(after(BOB, |bob| bob.directory = id(99)), ["directory-missing"]);
    assert_eq!(after(BOB, |bob| bob.members = [ALICE].into()), ["member-of-user"]);
    assert_eq!(after(TEAM, |team| team.members = [Position(9)].into()), ["member-missing"]);
}

#[test]
fn a_member_of_another_directory_is_found() {
    let mut state = sound();
    state.directories.push(directory(12, id(1), "guests"));
    Arc::make_mut(state.resources.get_mut(&ALICE).unwrap()).directory = id(12);
    assert_eq!(codes(&state), ["member-foreign"]);
}

#[test]
fn an_email_of_two_accounts_is_found() {
    let mut state = sound();
    state.accounts.push((id(1), account(2, "ALICE@acme.example")));
    assert_eq!(codes(&state), ["email-twice"]);
}

#[test]
fn a_log_entry_of_nobody_is_found() {
    let mut state = sound();
    let nobody = Tenant { organization: id(9), directory: None };
    state.log.push(Arc::new(log_entry(nobody, id(2))));
    assert_eq!(codes(&state), ["log-unowned"]);
}
