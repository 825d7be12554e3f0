use std::collections::BTreeSet;

use super::*;

#[test]
fn there_are_as_many_memberships_as_were_asked_for_and_nobody_is_twice_in_a_group() {
    for (users, memberships) in [(1, 1), (7, 30), (100, 800), (1000, 8000), (1000, 999)] {
        let plans = of(Fill { users, memberships });
        assert_eq!(plans.iter().map(|plan| plan.size).sum::<u64>(), memberships);
        for plan in &plans {
            let members: BTreeSet<u64> = plan.members().collect();
            assert_eq!(members.len() as u64, plan.size, "{plan:?}");
            assert!(
                *members.first().unwrap() >= 1 && *members.last().unwrap() <= users,
                "{plan:?}"
            );
        }
        let names: BTreeSet<&str> = plans.iter().map(|plan| plan.name.as_str()).collect();
        assert_eq!(names.len(), plans.len());
    }
}

#[test]
fn the_largest_group_is_of_everybody_and_most_are_small() {
    let sizes: Vec<u64> =
        of(Fill { users: 1000, memberships: 8000 }).iter().map(|plan| plan.size).collect();
    assert_eq!(sizes.get(..5), Some([1000, 500, 333, 250, 200].as_slice()));
    assert!(sizes.iter().filter(|size| **size == SMALLEST).count() > sizes.len() / 2);
}

#[test]
fn nobody_is_in_no_group() {
    assert_eq!(of(Fill { users: 0, memberships: 10 }), []);
    assert_eq!(first(3).members().collect::<Vec<_>>(), [1, 2, 3]);
}
