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
                when_it_was_created_stays
                an_update_needs_the_version_it_expects
                deletes_what_has_the_version_it_expects
                tells_which_exist
                a_deleted_id_can_be_given_again
            }
            reindex {
                is_found_by_other_entries_and_stays_as_it_is
                entries_go_before_others_come
                reindexing_needs_the_version_it_expects
            }
            commits {
                nothing_of_a_refused_change_stays
                later_writes_see_earlier_ones
                a_commit_is_seen_by_the_next_snapshot
                a_snapshot_never_sees_a_later_commit
                concurrent_updates_of_one_version_succeed_once
            }
            glances {
                a_glance_sees_each_commit_that_was_answered
                a_glance_sees_what_becomes_of_groups
                a_glance_sees_what_becomes_of_an_account
                a_glance_tells_of_one_moment_or_that_it_has_moved
                a_glance_stays_within_its_tenant
                refused_changes_leave_what_a_glance_tells
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
            members {
                users_join_and_leave
                members_come_oldest_first
                members_come_in_pages
                the_groups_of_each_of_a_page_are_told_from_one_snapshot
                who_is_in_already_is_passed_over_and_the_group_touched
                who_joins_and_leaves_at_once_is_no_member
                a_change_of_members_compares_a_version_only_if_it_names_one
                a_group_that_is_created_with_members_has_not_changed_since
                only_those_that_exist_can_join
                concurrent_changes_of_one_group_are_never_lost
                a_deleted_user_leaves_its_groups
                a_deleted_group_leaves_its_members
                leaves_all_groups_at_once
                a_renamed_user_is_renamed_in_its_groups
            }
            nested_groups {
                groups_join_and_leave_as_users_do
                users_and_groups_come_oldest_first_together
                the_members_of_a_group_are_found_by_kind
                only_direct_members_count
                a_deleted_group_leaves_its_groups
                groups_can_be_in_a_circle
            }
            movers {
                who_joins_or_leaves_counts_it_and_keeps_its_time
                who_does_not_move_counts_nothing
                a_deleted_group_counts_for_its_members
                leaving_all_groups_is_counted_by_another_write
                a_write_that_missed_a_move_is_in_conflict
                concurrent_moves_of_one_user_are_all_counted
            }
            modified {
                members_move_it_on_strictly
                a_delete_moves_its_groups_on_strictly
                leaving_all_groups_moves_them_on_strictly
                a_new_link_moves_it_on_strictly
            }
            candidates {
                all_and_none_and_one_by_id
                equal_to_a_value
                beginning_with_a_prefix
                between_two_values
                values_are_bytes
                the_index_follows_changes
                an_entry_is_kept_once
            }
            spans {
                created_in_a_span
                modified_in_a_span
                an_end_may_be_finer_than_what_is_kept
                spans_reach_before_1970_and_to_the_end_of_time
            }
            sets {
                those_in_every_one
                those_in_any_come_once
                sets_of_sets
                as_many_as_a_filter_has_terms
                sets_among_thousands
            }
            paging {
                resources_come_in_the_order_of_creation
                a_page_is_limited_and_skips
                pages_of_an_index_are_cut_from_the_whole
                a_walk_under_writes_tells_what_stays_exactly_once
            }
            counts {
                counts_follow_inserts_and_deletes
                skips_and_counts_among_thousands
            }
            accounts {
                reads_back_an_account_whole
                finds_an_account_by_email_in_any_case
                lists_accounts_oldest_first
                an_account_needs_what_it_expects
                an_email_is_one_accounts
                of_concurrent_accounts_with_one_email_one_wins
                tells_the_users_linked_in_every_directory
                a_user_is_linked_to_an_account_that_exists
            }
            organizations {
                lists_organizations_oldest_first
                lists_directories_oldest_first
                an_organization_or_directory_is_founded_once
                lists_verified_domains_by_name
                verifying_a_domain_again_changes_nothing
            }
            customization {
                what_is_added_is_read_back_and_counted
                a_customization_needs_the_revision_it_expects
                of_concurrent_customizations_one_wins
                what_was_decided_by_other_rules_is_refused
                a_refused_change_customizes_nothing
                only_its_own_organization_customizes_a_directory
            }
            secret {
                the_secret_stays_the_same
                the_secret_is_the_stores_own
            }
            keys {
                reads_back_a_key_with_its_directory
                lists_an_organizations_keys_oldest_first
                a_key_id_is_given_once
                a_key_is_revoked_once
                the_holder_of_a_key_is_a_user_of_its_directory
                a_key_outlives_its_holder
                notes_that_a_key_was_used
            }
            runs {
                reads_back_a_run_and_its_steps_whole
                a_run_goes_on_from_the_version_it_has
                of_two_that_carry_a_run_on_one_wins
                a_step_takes_the_place_of_what_was_kept_of_it
                runs_come_newest_first_in_pages
                an_organization_sees_the_runs_of_all_its_directories
                a_run_is_written_by_its_own_tenant_alone
                a_run_and_a_trigger_are_written_together_or_not_at_all
                a_trigger_goes_on_from_where_it_is
            }
            log {
                reads_back_an_entry_whole
                comes_oldest_first_in_pages
                its_end_is_the_newest_entry
                an_organization_sees_the_log_of_all_its_directories
                an_entry_is_of_the_tenants_organization
            }
            wall_reads {
                a_full_tenant_learns_nothing_of_another_organization
                an_empty_tenant_learns_nothing_of_another_organization
                a_full_directory_learns_nothing_of_the_next
                an_empty_directory_learns_nothing_of_the_next
                a_directory_opens_only_with_its_own_organization
                without_a_directory_there_are_no_users_and_groups
            }
            wall_writes {
                what_is_only_another_directorys_is_in_conflict
                another_directorys_users_and_groups_can_not_join
                what_is_only_another_organizations_is_in_conflict
                a_tenant_that_is_not_there_writes_nothing
                a_twin_stays_as_it_is
                a_twin_organization_stays_as_it_is
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
        mod walk {
            #[test]
            fn answers_as_the_model_does() {
                $crate::suite::walk::answers_as_the_model_does(super::$make);
            }
        }
    };
}
