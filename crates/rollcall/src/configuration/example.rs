//! A configuration file with every setting at its default, for the help.

/// The file.
pub(crate) const EXAMPLE: &str = r#"listen = "127.0.0.1:8080"
base-url = "http://127.0.0.1:8080"   # what clients use: the proxy's URL, if there is one
log = "info"
log-format = "text"                  # or "json"

[limits]
body-bytes = 1048576
request-timeout-seconds = 30
json-depth = 32
filter-bytes = 8192
filter-terms = 128
filter-depth = 32
patch-operations = 1000
members = 10000                      # group members named in one request
resource-bytes = 1048576             # one user or group, memberships aside
scan = 250000                        # users or groups read to answer one query
members-in-answer = 50000            # members shown in one answer; beyond, in pages
bulk-operations = 1000
bulk-bytes = 10485760
"#;
