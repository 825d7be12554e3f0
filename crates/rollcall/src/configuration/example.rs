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

[outside]
# smtp-url = "smtp://USER:PASSWORD@smtp.example.com:587"  # smtps:// for TLS from the start
# smtp-from = "Rollcall <rollcall@example.com>"
# mail-folder = "mail"               # mail as .eml files, instead of a server
http-allow = []                      # what http.request may ask beyond the public internet
"#;
