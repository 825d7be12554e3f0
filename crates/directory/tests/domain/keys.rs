//! What a key opens, and when it stops.

use std::sync::Arc;

use crate::world::{World, user};
use directory::error::{Forbidden, Unauthenticated};
use directory::model::{DirectoryId, Key, Kind, Scope};
use directory::profile::ProfileName;
use directory::{
    Administrator, Clock, Error, Holder, KEY_MEMORY, NewKey, RequestInfo, Service, Settings,
};
use directory_testkit::ModelStore;
use directory_testkit::build::ManualClock;
use jiff::SignedDuration;

struct Lock {
    service: Service,
    clock: Arc<ManualClock>,
    admin: Administrator,
    directory: DirectoryId,
}

impl Lock {
    async fn new() -> Self {
        let settings = Settings::new("https://rollcall.test");
        let clock = Arc::new(ManualClock::new());
        let store = Arc::new(ModelStore::new());
        let service = Service::with_clock(store, settings, Arc::clone(&clock) as Arc<dyn Clock>);
        let organization = service.create_organization("Example").await.unwrap();
        let admin = Administrator::local(organization.id);
        let directory =
            service.create_directory(&admin, "People", ProfileName::Standard).await.unwrap();
        Self { service, clock, admin, directory: directory.id }
    }

    async fn key(&self, scope: Scope, seconds: Option<i64>) -> (Key, String) {
        let expires = seconds.map(|n| self.clock.now() + SignedDuration::from_secs(n));
        let directory = (scope != Scope::Organization).then_some(self.directory);
        let new = NewKey { directory, user: None, label: "a key".to_owned(), scope, expires };
        let (key, token) = self.service.create_key(&self.admin, new).await.unwrap();
        (key, token.reveal().to_owned())
    }

    async fn opens(&self, token: Option<&str>, directory: &str) -> Result<(), Error> {
        self.service.admit(token, directory, RequestInfo::default()).await.map(drop)
    }

    async fn refusal(&self, token: Option<&str>) -> Option<Unauthenticated> {
        match self.opens(token, &self.directory.to_string()).await {
            Ok(()) => None,
            Err(Error::Unauthenticated(why)) => Some(why),
            Err(other) => panic!("{other:?}"),
        }
    }
}

#[tokio::test]
async fn a_key_opens_its_own_directory_until_it_expires_or_is_revoked() {
    let lock = Lock::new().await;
    let (_, expiring) = lock.key(Scope::Provision, Some(60)).await;
    let (revocable, other) = lock.key(Scope::Provision, None).await;
    assert_eq!(lock.refusal(Some(&expiring)).await, None);
    lock.clock.advance(SignedDuration::from_secs(60));
    assert_eq!(lock.refusal(Some(&expiring)).await, Some(Unauthenticated::Expired));
    assert_eq!(lock.refusal(Some(&other)).await, None);
    lock.service.revoke_key(&lock.admin, revocable.id).await.unwrap();
    assert_eq!(lock.refusal(Some(&other)).await, Some(Unauthenticated::Revoked));
    let twice = lock.service.revoke_key(&lock.admin, revocable.id).await.unwrap_err();
    assert_eq!(twice.to_string(), format!("the key {} is revoked already", revocable.id));
}

#[tokio::test]
async fn a_key_that_another_service_revokes_in_the_same_store_opens_nothing_a_second_later() {
    let lock = Lock::new().await;
    let clock = Arc::clone(&lock.clock) as Arc<dyn Clock>;
    let settings = lock.service.settings().clone();
    let another = Service::with_clock(Arc::clone(lock.service.store()), settings, clock);
    let (key, token) = lock.key(Scope::Provision, None).await;
    assert_eq!(lock.refusal(Some(&token)).await, None);
    another.revoke_key(&lock.admin, key.id).await.unwrap();
    lock.clock.advance(KEY_MEMORY);
    assert_eq!(lock.refusal(Some(&token)).await, Some(Unauthenticated::Revoked));
}

#[tokio::test]
async fn what_is_no_key_opens_nothing() {
    let (lock, elsewhere) = (Lock::new().await, Lock::new().await);
    let (_, foreign) = elsewhere.key(Scope::Provision, None).await;
    assert_eq!(lock.refusal(None).await, Some(Unauthenticated::Missing));
    assert_eq!(lock.refusal(Some("")).await, Some(Unauthenticated::Malformed));
    assert_eq!(lock.refusal(Some("non-token")).await, Some(Unauthenticated::Malformed));
    assert_eq!(lock.refusal(Some(&foreign)).await, Some(Unauthenticated::Unknown));
}

#[tokio::test]
async fn a_key_of_another_directory_and_one_of_the_organization_open_nothing_here() {
    let lock = Lock::new().await;
    let (_, token) = lock.key(Scope::Provision, None).await;
    let second =
        lock.service.create_directory(&lock.admin, "Others", ProfileName::Standard).await.unwrap();
    let unknown = "5d48a0a8-0000-4000-8000-0000000fffff".to_owned();
    for directory in [second.id.to_string(), unknown, "x".to_owned()] {
        let refused = lock.opens(Some(&token), &directory).await.unwrap_err();
        assert!(matches!(refused, Error::Forbidden(Forbidden::Directory)), "{directory}");
    }
    let (_, organization) = lock.key(Scope::Organization, None).await;
    let own = lock.directory.to_string();
    let refused = lock.opens(Some(&organization), &own).await.unwrap_err();
    assert!(matches!(refused, Error::Forbidden(Forbidden::OrganizationKey)));
    let info = RequestInfo::default;
    let id = lock.admin.organization().to_string();
    lock.service.admit_administrator(Some(&organization), &id, info()).await.unwrap();
    let refused = lock.service.admit_administrator(Some(&token), &id, info()).await.unwrap_err();
    assert!(matches!(refused, Error::Forbidden(Forbidden::DirectoryKey)));
    let refused = lock.service.admit_administrator(Some(&organization), "x", info()).await;
    assert!(matches!(refused.unwrap_err(), Error::Forbidden(Forbidden::Directory)));
}

#[tokio::test]
async fn a_reading_key_changes_nothing() {
    let mut world = World::new(ProfileName::Standard).await;
    let ada = world.create(Kind::User, user("ada@example.com")).await.unwrap();
    let new = NewKey {
        directory: Some(world.caller.directory().id),
        user: None,
        label: "auditor".to_owned(),
        scope: Scope::Read,
        expires: None,
    };
    let (_, token) = world.service.create_key(&world.admin, new).await.unwrap();
    let directory = world.caller.directory().id.to_string();
    let info = RequestInfo::default();
    world.caller = world.service.admit(Some(token.reveal()), &directory, info).await.unwrap();
    let refused = world.create(Kind::User, user("bob@example.com")).await.unwrap_err();
    assert!(matches!(refused, Error::Forbidden(Forbidden::ReadOnly)));
    assert_eq!(world.read(Kind::User, crate::world::id(&ada)).await.unwrap(), ada);
}

#[tokio::test]
async fn the_last_use_of_a_key_is_noted_to_the_minute() {
    let lock = Lock::new().await;
    let (key, token) = lock.key(Scope::Provision, None).await;
    let first = lock.clock.now();
    assert_eq!(lock.refusal(Some(&token)).await, None);
    lock.clock.advance(SignedDuration::from_secs(59));
    assert_eq!(lock.refusal(Some(&token)).await, None);
    let used = async || {
        let keys = lock.service.keys(&lock.admin).await.unwrap();
        keys.into_iter().find(|one| one.id == key.id).unwrap().last_used
    };
    assert_eq!(used().await, Some(first));
    let later = lock.clock.advance(SignedDuration::from_secs(1));
    assert_eq!(lock.refusal(Some(&token)).await, None);
    assert_eq!(used().await, Some(later));
}

#[tokio::test]
async fn a_key_says_itself_what_it_opens() {
    let lock = Lock::new().await;
    for scope in [Scope::Read, Scope::Provision] {
        let (_, token) = lock.key(scope, None).await;
        match lock.service.admit_holder(Some(&token), RequestInfo::default()).await.unwrap() {
            Holder::Client(caller) => {
                assert_eq!((caller.directory().id, caller.scope()), (lock.directory, scope));
            }
            Holder::Administrator(_) => panic!("a key of a directory opened the organization"),
        }
    }
    let (_, token) = lock.key(Scope::Organization, None).await;
    match lock.service.admit_holder(Some(&token), RequestInfo::default()).await.unwrap() {
        Holder::Administrator(admin) => {
            assert_eq!(admin.organization(), lock.admin.organization());
        }
        Holder::Client(_) => panic!("a key of the organization opened a directory"),
    }
    let (_, expired) = lock.key(Scope::Provision, Some(1)).await;
    lock.clock.advance(SignedDuration::from_secs(1));
    for useless in [None, Some("rc_nonsense"), Some(expired.as_str())] {
        let refused = lock.service.admit_holder(useless, RequestInfo::default()).await;
        assert!(matches!(refused, Err(Error::Unauthenticated(_))), "{refused:?}");
    }
}
