-- The tables of a new store.
--
-- Tenants have small numbers, which lead every key. Resources have numbers too: `no` is the order of
-- creation and is never given twice, so it serves as a position in a list.
-- Times are microseconds since 1970; kinds are 0 for a user and 1 for a group.

-- Marks the file as Rollcall's own: "Roll".
PRAGMA application_id = 0x526f6c6c;

-- Drawn once, together with the tables: whoever opens the store finds the same.
CREATE TABLE secret (
    no INTEGER PRIMARY KEY CHECK (no = 1),
    value BLOB NOT NULL
) STRICT;

INSERT INTO secret (no, value) VALUES (1, randomblob(32));

CREATE TABLE organization (
    no INTEGER PRIMARY KEY AUTOINCREMENT,
    id BLOB NOT NULL UNIQUE,
    name TEXT NOT NULL,
    created INTEGER NOT NULL
) STRICT;

CREATE TABLE directory (
    no INTEGER PRIMARY KEY AUTOINCREMENT,
    organization INTEGER NOT NULL REFERENCES organization (no),
    id BLOB NOT NULL UNIQUE,
    name TEXT NOT NULL,
    profile TEXT NOT NULL,
    revision INTEGER NOT NULL,
    created INTEGER NOT NULL
) STRICT;

-- What an organization has added to the rules of a directory. Not in the directory's own row, which every
-- request reads.
CREATE TABLE customization (
    directory INTEGER PRIMARY KEY REFERENCES directory (no),
    document BLOB NOT NULL
) STRICT;

CREATE TABLE domain (
    organization INTEGER NOT NULL REFERENCES organization (no),
    name TEXT NOT NULL,
    verified INTEGER NOT NULL,
    PRIMARY KEY (organization, name)
) STRICT, WITHOUT ROWID;

CREATE TABLE key (
    no INTEGER PRIMARY KEY AUTOINCREMENT,
    id BLOB NOT NULL UNIQUE,
    organization INTEGER NOT NULL REFERENCES organization (no),
    directory INTEGER REFERENCES directory (no),
    -- The id of the user who holds it. The key outlives the user.
    user BLOB,
    label TEXT NOT NULL,
    scope TEXT NOT NULL,
    digest BLOB NOT NULL,
    created INTEGER NOT NULL,
    expires INTEGER,
    revoked INTEGER,
    last_used INTEGER
) STRICT;

CREATE INDEX key_of_organization ON key (organization);

CREATE TABLE account (
    no INTEGER PRIMARY KEY AUTOINCREMENT,
    organization INTEGER NOT NULL REFERENCES organization (no),
    id BLOB NOT NULL,
    email TEXT NOT NULL,
    -- The form in which two addresses are compared.
    email_key TEXT NOT NULL,
    -- 1 if the organization answers for it.
    managed INTEGER NOT NULL,
    active INTEGER NOT NULL,
    profile TEXT NOT NULL,
    version INTEGER NOT NULL,
    created INTEGER NOT NULL,
    modified INTEGER NOT NULL,
    UNIQUE (organization, id),
    UNIQUE (organization, email_key)
) STRICT;

-- Users and groups. An id is unique over both.
CREATE TABLE resource (
    no INTEGER PRIMARY KEY AUTOINCREMENT,
    directory INTEGER NOT NULL REFERENCES directory (no),
    kind INTEGER NOT NULL,
    id BLOB NOT NULL,
    version INTEGER NOT NULL,
    created INTEGER NOT NULL,
    modified INTEGER NOT NULL,
    name TEXT NOT NULL,
    account INTEGER REFERENCES account (no),
    -- Its rows of unique_key and index_entry, packed, so that a deletion finds them. A second index on
    -- each table would take twice the space.
    keys BLOB NOT NULL,
    body BLOB NOT NULL,
    UNIQUE (directory, id)
) STRICT;

CREATE INDEX resource_in_order ON resource (directory, kind);
CREATE INDEX resource_by_created ON resource (directory, kind, created);
CREATE INDEX resource_by_modified ON resource (directory, kind, modified);
CREATE INDEX resource_of_account ON resource (account) WHERE account IS NOT NULL;

-- How many resources of a kind have a number in the bucket: no >> 12.
CREATE TABLE tally (
    directory INTEGER NOT NULL,
    kind INTEGER NOT NULL,
    bucket INTEGER NOT NULL,
    resources INTEGER NOT NULL,
    PRIMARY KEY (directory, kind, bucket)
) STRICT, WITHOUT ROWID;

-- Values that one resource may hold: of a directory, or of the organization where directory is 0.
CREATE TABLE unique_key (
    organization INTEGER NOT NULL,
    directory INTEGER NOT NULL,
    attribute INTEGER NOT NULL,
    value BLOB NOT NULL,
    resource INTEGER NOT NULL,
    PRIMARY KEY (organization, directory, attribute, value)
) STRICT, WITHOUT ROWID;

-- Values by which resources are found.
CREATE TABLE index_entry (
    directory INTEGER NOT NULL,
    kind INTEGER NOT NULL,
    attribute INTEGER NOT NULL,
    value BLOB NOT NULL,
    resource INTEGER NOT NULL,
    PRIMARY KEY (directory, kind, attribute, value, resource)
) STRICT, WITHOUT ROWID;

-- Which users and groups are members of which group.
CREATE TABLE membership (
    directory INTEGER NOT NULL,
    grp INTEGER NOT NULL,
    member INTEGER NOT NULL,
    -- The kind of the member, so that a group's members of one kind are told without reading each.
    kind INTEGER NOT NULL,
    PRIMARY KEY (directory, grp, member)
) STRICT, WITHOUT ROWID;

CREATE INDEX membership_of_member ON membership (directory, member, grp);

CREATE TABLE log (
    no INTEGER PRIMARY KEY AUTOINCREMENT,
    organization INTEGER NOT NULL,
    directory INTEGER,
    id BLOB NOT NULL,
    at INTEGER NOT NULL,
    key BLOB,
    request TEXT NOT NULL,
    remote TEXT,
    action TEXT NOT NULL,
    subject TEXT NOT NULL,
    subject_id BLOB NOT NULL,
    before BLOB,
    detail TEXT
) STRICT;

CREATE INDEX log_of_organization ON log (organization);
CREATE INDEX log_of_directory ON log (directory) WHERE directory IS NOT NULL;
