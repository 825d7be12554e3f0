//! The list of all behaviours, by subject.

/// Makes one test of each behaviour of a store. `make` is the name of an
/// `async fn() -> (Guard, Arc<dyn Store>)` that makes an empty store; what the store needs is kept by
/// the guard, which is dropped after it.
#[macro_export]
macro_rules! store_suite {
    ($make:ident) => {
        $crate::behaviours!(@each tests [$make]);
    };
}

/// Does something with each behaviour: a runner in this crate, a test in another.
#[doc(hidden)]
#[macro_export]
macro_rules! behaviours {
    (@each $what:ident $with:tt) => {
        $crate::behaviours! { @$what $with
            records {
                reads_back_a_user_whole
                tells_users_from_groups
                an_id_is_given_once_over_both_kinds
                updates_a_record_whole
                an_update_needs_the_version_it_expects
                deletes_what_has_the_version_it_expects
                tells_which_exist
                a_deleted_id_can_be_given_again
            }
            commits {
                nothing_of_a_refused_change_stays
                later_writes_see_earlier_ones
                a_commit_is_seen_by_the_next_snapshot
                a_snapshot_never_sees_a_later_commit
                concurrent_updates_of_one_version_succeed_once
            }
            unique_keys {
                tells_who_holds_a_key
                a_taken_key_is_refused_with_its_holder
                an_update_gives_up_keys_before_it_takes_others
                nobody_gives_up_the_key_of_another
                a_delete_frees_the_keys
                a_directory_key_is_free_in_the_next_directory
                an_organization_key_reaches_over_its_directories
                scope_and_attribute_tell_keys_apart
                of_a_hundred_concurrent_inserts_one_wins
            }
        }
    };

    (@runners [] $($subject:ident { $($name:ident)* })*) => {
        $(
            #[doc = concat!("The behaviours of `", stringify!($subject), "`.")]
            pub mod $subject {
                use std::sync::Arc;

                use directory::store::Store;

                use super::{behaviour, run::run};

                $(
                    #[doc = concat!("Shows of the store that `make` makes: `", stringify!($name), "`.")]
                    pub fn $name<G>(make: impl AsyncFn() -> (G, Arc<dyn Store>)) {
                        run(make, behaviour::$subject::$name);
                    }
                )*
            }
        )*
    };

    (@tests [$make:ident] $($subject:ident { $($name:ident)* })*) => {
        $(
            mod $subject {
                $(
                    #[test]
                    fn $name() {
                        $crate::suite::$subject::$name(super::$make);
                    }
                )*
            }
        )*
    };
}
