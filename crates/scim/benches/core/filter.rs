//! Filters, as clients send them, parsed and held against a user.

use std::hint::black_box;

use criterion::Criterion;
use scim::Filter;

use crate::samples::{ENTRA_USER, LIMITS, TOLERANCES, USER, user};
use crate::yardstick;

/// Filters that the user of Entra ID matches, so that none is decided by its first term.
const FILTERS: [(&str, &str); 4] = [
    ("user-name", r#"userName eq "grace.hopper@example.com""#),
    ("work-email", r#"emails[type eq "work" and value eq "grace.hopper@example.com"]"#),
    (
        "extension",
        r#"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department eq "compilers""#,
    ),
    (
        "report",
        r#"active eq true and (title co "captain" or title co "admiral") and name.familyName sw "H" and not (emails.value ew "@home.example") and phoneNumbers[type eq "mobile"]"#,
    ),
];

pub(crate) fn bench(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("filter");
    yardstick::bench(&mut group);
    let user = user(ENTRA_USER);
    for (name, text) in FILTERS {
        let parse = |text| Filter::parse(text, &USER, &TOLERANCES, &LIMITS).unwrap();
        group.bench_function(format!("parse-{name}"), |bencher| {
            bencher.iter(|| parse(black_box(text)));
        });
        let filter = parse(text);
        assert!(filter.matches(&USER, &user), "{text} does not match");
        group.bench_function(format!("evaluate-{name}"), |bencher| {
            bencher.iter(|| black_box(&filter).matches(&USER, black_box(&user)));
        });
    }
    group.finish();
}
